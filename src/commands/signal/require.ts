import { configMissingKey } from "../../config/findings.js";
import type { Config, Secret, Signal } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { pageOf } from "../../signal/answers.js";
import { errorOf, SignalClient, type SignalResult } from "../../signal/client.js";
import { answerText } from "../shared/answer-text.js";
import type { Console } from "../shared/console.js";
import { requireConfig } from "../shared/load.js";
import type { ConfigOptions } from "../shared/options.js";

/** The config with its `signal:` section. */
export async function requireSignal(
  host: Host,
  options: ConfigOptions,
  console: Console,
): Promise<{ config: Config; signal: Signal }> {
  const config = await requireConfig(host, options, console);
  if (config.signal) return { config, signal: config.signal };
  throw new UserError(
    [
      configMissingKey.report('the config has no "signal" section', {
        notes: [
          "Write signal: {base_url: …, token: env:SIGNAL_TOKEN, name: Movable Ink, config: {api_key: env:MI_API_KEY, company_id: …, feed_id: …}}.",
        ],
      }),
    ],
    1,
  );
}

/** The management API, asked with the token that the config names; a wait that Signal asks for is said. */
export function requireClient(
  host: Host,
  signal: Signal,
  console: Console,
): { client: SignalClient; token: string } {
  const token = requireSecret(
    host,
    signal.token,
    "a token of Signal's management API, which lives for 15 minutes",
  );
  const sleep = (milliseconds: number) => {
    console.talk(`Signal asks to wait: trying again in ${milliseconds / 1000} s.`);
    return host.sleep(milliseconds);
  };
  return { token, client: new SignalClient(signal.baseUrl, token, { fetch: host.fetch, sleep }) };
}

/** What a variable holds; its value is never said. */
export function requireSecret(host: Host, { env }: Secret, what: string): string {
  const value = (host.env[env] ?? "").trim();
  if (value === "")
    throw new UserError(
      [wrongUsage.report(`the environment variable ${env} is not set`, { notes: [`It holds ${what}.`] })],
      1,
    );
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new UserError(
      [wrongUsage.report(`the variable ${env} holds white space or another character that no token has`)],
      1,
    );
  return value;
}

/** Says what an answer means and what to do; whatever it holds, no secret is printed. The exit code: 3 where nothing answered. */
export function explainAnswer(result: SignalResult, secrets: readonly string[], console: Console): number {
  const { id, title, meaning, remedy } = pageOf(result);
  const error = result.reached ? errorOf(result.json) : undefined;
  const said = error ? `: ${answerText(`${error.code} ${error.message}`, secrets)}` : "";
  console.talk(result.reached ? `${result.status} ${title}${said}` : `Not reached: ${result.reason}.`);
  console.talk(`${meaning}\n${remedy}\nMore: mi-braze explain ${id}`);
  return result.reached ? 1 : 3;
}
