import type { Command } from "commander";
import { nearestHost, readRestEndpoint } from "../../braze/rest-endpoint.js";
import { mayLackScope, pageOf, scopeNote } from "../../braze-api/answers.js";
import { ApiFailure, BrazeClient } from "../../braze-api/client.js";
import { apiRefused, apiUnreached } from "../../braze-api/findings.js";
import { configMissingKey } from "../../config/findings.js";
import type { Braze, Settings } from "../../config/model/config.js";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { answerText } from "./answer-text.js";
import type { Console } from "./console.js";
import { requireSecret } from "./secret.js";

export interface BrazeOptions {
  readonly allowHost?: string;
}

/** Of every command that asks Braze. */
export const brazeOptions = (command: Command): Command =>
  command.option(
    "--allow-host <host>",
    "a host of rest_endpoint that is none of Braze's, which gets the key",
  );

/** The workspace that the config names, and its client; nothing is asked yet. */
export function requireBraze(
  host: Host,
  settings: Pick<Settings, "braze" | "spanOf">,
  { allowHost }: BrazeOptions,
  console: Console,
): { readonly braze: Braze; readonly client: BrazeClient } {
  const { braze } = settings;
  if (!braze)
    throw new UserError(
      [
        configMissingKey.report('the config has no "braze" section', {
          notes: ["Write braze: {rest_endpoint: https://rest.iad-01.braze.com, api_key: env:BRAZE_API_KEY}."],
        }),
      ],
      1,
    );
  requireHost(braze.restEndpoint, allowHost);
  const key = requireSecret(host, braze.apiKey, "a REST API key of the workspace in Braze");
  const waiting = (seconds: number, why: string) => console.talk(`Waiting ${seconds} s: ${why}.`);
  return { braze, client: new BrazeClient({ origin: braze.restEndpoint, key }, host, { waiting }) };
}

/** The key goes to Braze, to this machine, or to where somebody says that it may. */
function requireHost(origin: string, allowed: string | undefined): void {
  const reading = readRestEndpoint(origin);
  const { host } = new URL(origin);
  if (("isKnown" in reading && reading.isKnown) || allowed === host) return;
  const meant = nearestHost(origin);
  throw new UserError(
    [
      wrongUsage.report(
        `rest_endpoint leads to ${host}, which is none of Braze's hosts that mi-braze knows${meant === undefined ? "" : `; did you mean ${meant}?`}`,
        {
          notes: [
            `Nothing was sent. If the key may go there, such as to a new instance or a gateway of yours, add --allow-host ${host}.`,
          ],
        },
      ),
    ],
    2,
  );
}

/**
 * Does what asks Braze; what comes to nothing ends the command, in words.
 * @throws UserError
 */
export async function askingBraze<Result>(
  host: Pick<Host, "secrets">,
  run: () => Promise<Result>,
  notes: () => readonly string[] = () => [],
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const found = failureFinding(host, error, notes());
    throw new UserError([found], found.kind.exitCode ?? 1);
  }
}

/** What a failed call means and what to do; whatever the server says, no secret is shown. */
export function failureFinding(
  host: Pick<Host, "secrets">,
  { call, trouble, tries }: ApiFailure,
  notes: readonly string[] = [],
): Diagnostic {
  const page = pageOf(trouble);
  const name = `${call.method} ${call.path}`;
  const times = tries > 1 ? ` after ${tries} tries` : "";
  const further = [
    page.meaning,
    page.fix,
    ...(mayLackScope(trouble) ? [scopeNote(call)] : []),
    ...(trouble.kind === "refused" && trouble.again && trouble.status === 429
      ? [`The limit is reset at ${trouble.again.toISOString()}.`]
      : []),
    ...notes,
    `More: mi-braze explain ${page.id}`,
  ];
  switch (trouble.kind) {
    case "unreached":
      return apiUnreached.report(`no answer from Braze to ${name}${times}: ${trouble.reason}`, {
        notes: further,
      });
    case "redirect":
    case "stranger":
      return apiRefused.report(`${name} came to ${trouble.status}: ${page.title}`, { notes: further });
    case "refused": {
      const said = trouble.said === "" ? page.title : answerText(trouble.said, host);
      return apiRefused.report(`Braze answered ${trouble.status} to ${name}${times}: ${said}`, {
        notes: further,
      });
    }
  }
}
