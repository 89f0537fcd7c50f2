import { type AnswerPage, answer, answerGroups } from "../movable-ink/answers.js";
import { errorOf, type SignalResult } from "./client.js";

const errors = "https://docs.dataflysignal.com/reference/error-codes";
const integration = "https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data";
const management = "https://docs.dataflysignal.com/management-api";

const page = (id: string, ...rest: readonly [string, string, string, string?]): AnswerPage =>
  answer(`signal-${id}`, ...rest);

/** What Datafly Signal's management API answers, and what its Live Events show. */
export const signalPages: readonly AnswerPage[] = [
  page(
    "200",
    "OK",
    "Signal has done it. In Live Events: Movable Ink has taken the event.",
    "Look for the attribute in the feed, and for the feed in a creative.",
    integration,
  ),
  page(
    "201",
    "Created",
    "The integration is installed: a template and its first revision.",
    "Test an identify, then look in the feed; Live Events should show 200.",
    errors,
  ),
  page(
    "400",
    "Bad Request",
    "Something is missing or malformed. In Live Events: the attributes do not fit the schema of the feed.",
    "mi-braze signal check --sample FILE compares sample data with the schema; signal/feed-schema.md has what the feed must hold.",
    integration,
  ),
  page(
    "401",
    "Unauthorized",
    "The token is wrong or has expired: it lives for 15 minutes. In Live Events: Movable Ink's API key is wrong.",
    "Get a new token into the variable that the config names, and try again at once; check the API key under Movable Ink's Settings, Integrations.",
    errors,
  ),
  page(
    "403",
    "Forbidden",
    "The token's user may not install integrations.",
    "Ask an administrator of Signal for the right, or to install it.",
    errors,
  ),
  page(
    "404",
    "Not Found",
    "There is no such address or catalog entry. In Live Events: the feed id does not exist.",
    "Check base_url, and the feed id on the feed's detail page in Movable Ink.",
    integration,
  ),
  page(
    "409",
    "Conflict",
    "There is one of that name already, so nothing was installed.",
    "mi-braze signal check shows what is installed. Change it in Signal, or give this one another name.",
    errors,
  ),
  page(
    "422",
    "Unprocessable Content",
    "A value was refused: most often a field of config, the variant or delivery_mode.",
    "Compare with the fields of the catalog entry, which the message names.",
    errors,
  ),
  page(
    "429",
    "Too Many Requests",
    "More than 100 requests a minute. Retry-After says how long to wait.",
    "Wait, and try again; signal install waits by itself, up to a minute.",
    management,
  ),
  page(
    "500",
    "Internal Server Error",
    "Signal failed. Whether it was installed is not known.",
    "mi-braze signal check tells; only then install again.",
    errors,
  ),
  page(
    "redirect",
    "A redirect",
    "It was not followed: a token goes nowhere but to the address in the config.",
    "Write the address that it leads to into base_url, if it is yours.",
  ),
  page(
    "timeout",
    "No answer in time",
    "Nothing came back within 15 seconds. An install may have happened all the same.",
    "Check base_url, a proxy or VPN, and Datafly's status; mi-braze signal check tells what is installed before a second try.",
  ),
  page(
    "wrong-host",
    "Not Signal's management API",
    "base_url leads to no host, to one that does not answer, or to one that answers otherwise than the management API does. Until Signal has answered as itself, no API key is sent.",
    "Compare base_url with the address of Signal's own pages: the origin, or with /v1/admin or /api/v1/admin behind it.",
  ),
  answer(
    "expired_token",
    "The token has expired",
    "A token of the management API lives for 15 minutes.",
    "Get a new token into the variable that the config names, and try again at once.",
    errors,
  ),
  answer(
    "invalid_token",
    "The token is wrong",
    "Signal does not know it: cut off while copying, of another cluster, or no access token at all.",
    "Get a new token from the cluster that base_url names.",
    errors,
  ),
  answer(
    "account_locked",
    "The account is locked",
    "Signal has locked the user that the token belongs to.",
    "Ask an administrator of Signal.",
    errors,
  ),
];

/** What an answer means: its error code says more than its status, where the code is a known one. */
export function pageOf(result: SignalResult): AnswerPage {
  const known = (id: string) => signalPages.find((one) => one.id === id);
  if (!result.reached) return known(result.timedOut ? "signal-timeout" : "signal-wrong-host")!;
  const { status, json } = result;
  if (status >= 300 && status < 400) return known("signal-redirect")!;
  const error = errorOf(json);
  // Whoever has no envelope for a 404 does not have the path at all.
  if (!error && [200, 404, 405].includes(status)) return known("signal-wrong-host")!;
  const found = known((error?.code ?? "").toLowerCase()) ?? known(`signal-${status}`);
  if (found) return found;
  if (status >= 500) return known("signal-500")!;
  return page(
    String(status),
    "An answer that is not documented",
    "No source says what it means here.",
    "Ask Datafly with the message.",
  );
}

/** Of Movable Ink, of Braze, and of Signal. */
export const allAnswers: readonly { readonly title: string; readonly pages: readonly AnswerPage[] }[] = [
  ...answerGroups,
  { title: "Datafly Signal", pages: signalPages },
];
