import { configMissingKey } from "../../config/findings.js";
import type { Config, Signal } from "../../config/model/config.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import type { Answer } from "../../movable-ink/answers/page.js";
import { installUnclear, pageOf, wrongHost } from "../../signal/answers.js";
import { errorOf, type SignalAnswer, SignalClient, type SignalResult } from "../../signal/client.js";
import { answerText } from "../shared/answer-text.js";
import type { Console } from "../shared/console.js";
import { requireConfig } from "../shared/load.js";
import type { ConfigOptions } from "../shared/options.js";
import { requireSecret } from "../shared/secret.js";

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
export function requireClient(host: Host, signal: Signal, console: Console): { client: SignalClient } {
  const token = requireSecret(
    host,
    signal.token,
    "a token of Signal's management API, which lives for 15 minutes",
  );
  const sleep = (milliseconds: number) => {
    console.talk(`Signal asks to wait: trying again in ${milliseconds / 1000} s.`);
    return host.sleep(milliseconds);
  };
  return { client: new SignalClient(signal.baseUrl, token, { fetch: host.fetch, sleep }) };
}

/** Says what an answer means and what to do; whatever it holds, no secret is printed. The exit code: 3 where nothing answered. */
export function explainAnswer(
  result: SignalResult,
  host: Pick<Host, "secrets">,
  console: Console,
  page: Answer = pageOf(result),
): number {
  const error = result.reached ? errorOf(result.json) : undefined;
  const said = error ? `: ${answerText(`${error.code} ${error.message}`, host)}` : "";
  console.talk(result.reached ? `${result.status} ${page.title}${said}` : `Not reached: ${result.reason}.`);
  if (result.reached && result.broken !== undefined) console.talk(`The answer broke off: ${result.broken}.`);
  explain(page, console);
  return result.reached ? 1 : 3;
}

/** Of the answer to an install: by now the API key has been sent. */
export function explainInstall(result: SignalResult, host: Pick<Host, "secrets">, console: Console): number {
  const page = pageOf(result);
  const exitCode = explainAnswer(result, host, console, page === wrongHost ? installUnclear : page);
  if (!result.reached) console.talk("It may have been installed all the same: mi-braze signal check tells.");
  return exitCode;
}

/** Whoever answers is not the management API, so it is not told the API key. */
export function notSignal({ status }: SignalAnswer, console: Console): number {
  console.talk(`${status} ${wrongHost.title}`);
  explain(wrongHost, console);
  return 1;
}

const explain = ({ id, meaning, fix }: Answer, console: Console): void =>
  console.talk(`${meaning}\n${fix}\nMore: mi-braze explain ${id}`);
