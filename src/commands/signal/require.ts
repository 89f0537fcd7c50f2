import type { Config, Secret, Signal } from "../../config/config.js";
import { diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { signalPage } from "../../signal/answers.js";
import { errorOf, type SignalResult } from "../../signal/client.js";
import type { Console } from "../console.js";
import { requireConfig } from "../load.js";
import type { ConfigOptions } from "../options.js";

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
      diagnostic("MI013", 'the config has no "signal" section', {
        notes: [
          "Write signal: {base_url: …, token: env:SIGNAL_TOKEN, name: Movable Ink, config: {api_key: env:MI_API_KEY, company_id: …, feed_id: …}}.",
        ],
      }),
    ],
    1,
  );
}

/** What a variable holds; its value is never said. */
export function requireSecret(host: Host, { env }: Secret, what: string): string {
  const value = (host.env[env] ?? "").trim();
  if (value === "")
    throw new UserError(
      [diagnostic("MI004", `the environment variable ${env} is not set`, { notes: [`It holds ${what}.`] })],
      1,
    );
  if (!/^[\x21-\x7e]+$/.test(value))
    throw new UserError(
      [diagnostic("MI004", `the variable ${env} holds white space or another character that no token has`)],
      1,
    );
  return value;
}

/** Says what an answer means and what to do; whatever it holds, no secret is printed. */
export function explainAnswer(result: SignalResult, secrets: readonly string[], console: Console): number {
  if (!result.reached) {
    console.talk(`Not reached: ${result.reason}.`);
    console.talk("Check base_url and your network.");
    return 3;
  }
  const { title, meaning, remedy } = signalPage(result.status);
  const error = errorOf(result.json);
  console.talk(
    `${result.status} ${title}${error ? `: ${masked(`${error.code} ${error.message}`, secrets)}` : ""}`,
  );
  console.talk(`${meaning}\n${remedy}`);
  return 1;
}

export function masked(text: string, secrets: readonly string[]): string {
  // Whatever a server answers may be printed: without control characters, and without what it was sent.
  let shown = text
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, " ")
    .trim()
    .slice(0, 500);
  for (const secret of secrets) if (secret.length >= 4) shown = shown.replaceAll(secret, "***");
  return shown;
}
