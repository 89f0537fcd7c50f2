import { UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { errorOf, type SignalAnswer, type SignalResult } from "../../signal/client.js";
import { installedDiffers } from "../../signal/findings.js";
import { installRequest, installUrl } from "../../signal/integration.js";
import { entryFaults, isSignal, ourInstalled } from "../../signal/readings.js";
import { jsonText, quoted } from "../../source/json-text.js";
import { confirm } from "../shared/confirm.js";
import type { Console } from "../shared/console.js";
import type { ConfigOptions } from "../shared/options.js";
import { requireSecret } from "../shared/secret.js";
import { explainAnswer, explainInstall, notSignal, requireClient, requireSignal } from "./require.js";

export async function signalInstall(
  host: Host,
  options: ConfigOptions & { readonly dryRun?: boolean; readonly yes?: boolean },
  console: Console,
): Promise<number> {
  const { signal } = await requireSignal(host, options, console);
  console.data(`POST ${installUrl(signal)}`);
  console.data(`Authorization: Bearer <${signal.token.env}>\nContent-Type: application/json\n`);
  console.data(jsonText(installRequest(signal, `<${signal.apiKey.env}>`), 2));
  if (options.dryRun) {
    console.talk("\nNot sent: this is a dry run.");
    return 0;
  }
  const { client } = requireClient(host, signal, console);
  const apiKey = requireSecret(host, signal.apiKey, "Movable Ink's API key, from Settings, Integrations");

  const entry = await client.entry();
  if (!mayBeSignal(entry)) return explainAnswer(entry, host, console);
  const faults = entryFaults(entry.json, signal);
  if (faults.length > 0)
    throw new UserError(
      faults.map((message) => installedDiffers.report(message, { notes: ["Nothing was installed."] })),
      1,
    );

  const listed = await client.installed();
  if (!mayBeSignal(listed)) return explainAnswer(listed, host, console);
  if (!isSignal(entry, listed)) return notSignal(entry, console);
  if (listed.status === 200) {
    const names = ourInstalled(listed.json, signal).map(({ name }) => quoted(name));
    if (names.length > 0) {
      console.talk(`Not installed: there is one already, called ${names.join(", ")}.`);
      console.talk("mi-braze signal check compares it with the config.");
      return 1;
    }
  } else console.talk("Signal does not list what is installed; it refuses a second one of the same name.");

  if (!options.yes && !(await confirm(host, `Install it at ${new URL(signal.baseUrl).origin}?`))) {
    console.talk("Not installed.");
    return 1;
  }
  const result = await client.install(installRequest(signal, apiKey));
  if (result.reached && isInstalled(result)) {
    if (result.broken !== undefined)
      console.talk(`The answer broke off (${result.broken}); its status has arrived.`);
    console.talk(
      `Installed (${result.status}). Next: send an identify, look in the feed, and see that Live Events shows 200.`,
    );
    return 0;
  }
  return explainInstall(result, host, console);
}

/** Whether an answer is one that the management API may give: JSON, or its error that it has no such address. */
function mayBeSignal(result: SignalResult): result is SignalAnswer {
  if (!result.reached) return false;
  if (result.status === 200) return typeof result.json === "object" && result.json !== null;
  return result.status === 404 && errorOf(result.json) !== undefined;
}

/** What a 200 holds is not documented, but it is not a page for people; a 201 says it all. */
const isInstalled = ({ status, json, broken }: SignalAnswer): boolean =>
  status === 201 || (status === 200 && (broken !== undefined || (typeof json === "object" && json !== null)));
