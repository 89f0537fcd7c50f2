import { diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { SignalClient } from "../../signal/client.js";
import { installRequest, installUrl } from "../../signal/integration.js";
import { entryFaults, findInstalled } from "../../signal/readings.js";
import { confirm } from "../confirm.js";
import type { Console } from "../console.js";
import type { ConfigOptions } from "../options.js";
import { explainAnswer, requireSecret, requireSignal } from "./require.js";

export async function signalInstall(
  host: Host,
  options: ConfigOptions & { readonly dryRun?: boolean; readonly yes?: boolean },
  console: Console,
): Promise<number> {
  const { signal } = await requireSignal(host, options, console);
  console.data(`POST ${installUrl(signal)}`);
  console.data(`Authorization: Bearer <${signal.token.env}>\nContent-Type: application/json\n`);
  console.data(JSON.stringify(installRequest(signal, `<${signal.apiKey.env}>`), null, 2));
  if (options.dryRun) {
    console.talk("\nNot sent: this is a dry run.");
    return 0;
  }
  const token = requireSecret(
    host,
    signal.token,
    "a token of Signal's management API, which lives for 15 minutes",
  );
  const apiKey = requireSecret(host, signal.apiKey, "Movable Ink's API key, from Settings, Integrations");
  const secrets = [token, apiKey];
  const client = new SignalClient(signal.baseUrl, token, host);

  // What the catalog says of the entry, where the server tells it.
  const entry = await client.entry();
  if (!entry.reached || [401, 403].includes(entry.status) || entry.status === 429)
    return explainAnswer(entry, secrets, console);
  if (entry.status === 200) {
    const faults = entryFaults(entry.json, signal);
    if (faults.length > 0)
      throw new UserError(
        faults.map((message) => diagnostic("MI103", message, { notes: ["Nothing was installed."] })),
        1,
      );
  }
  const installed = await client.installed();
  if (installed.reached && installed.status === 200) {
    const found = findInstalled(installed.json).filter(
      ({ name, catalog }) => catalog || name === signal.name,
    );
    if (found.length > 0) {
      console.talk(
        `Not installed: there is one already, called ${found.map(({ name }) => JSON.stringify(name)).join(", ")}.`,
      );
      console.talk("mi-braze signal check compares it with the config.");
      return 1;
    }
  }
  if (!options.yes && !(await confirm(host, `Install it at ${new URL(signal.baseUrl).origin}?`))) {
    console.talk("Not installed.");
    return 1;
  }
  const result = await client.install(installRequest(signal, apiKey));
  if (result.reached && (result.status === 200 || result.status === 201)) {
    console.talk(
      `Installed (${result.status}). Next: send an identify, look in the feed, and see that Live Events shows 200.`,
    );
    return 0;
  }
  const exitCode = explainAnswer(result, secrets, console);
  if (!result.reached) console.talk("It may have been installed all the same: mi-braze signal check tells.");
  return exitCode;
}
