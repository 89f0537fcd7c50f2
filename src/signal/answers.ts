import { type AnswerPage, answer, answerGroups } from "../movable-ink/answers.js";
import { errorOf, type SignalResult } from "./client.js";

const errors = "https://docs.dataflysignal.com/reference/error-codes";
const integration = "https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data";
const management = "https://docs.dataflysignal.com/management-api";

const page = (id: string, ...rest: readonly [string, string, string, string?]): AnswerPage =>
  answer(`signal-${id}`, ...rest);

/** Responses of Datafly Signal's management API, and statuses in its Live Events. */
export const signalPages: readonly AnswerPage[] = [
  page(
    "200",
    "OK",
    "Signal has done it. In Live Events: Movable Ink has accepted the event.",
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
    "Something is missing or malformed. In Live Events: the attributes do not match the feed's schema.",
    "mi-braze signal check --sample FILE compares sample data with the schema; signal/feed-schema.md lists what the feed's schema must have.",
    integration,
  ),
  page(
    "401",
    "Unauthorized",
    "The token is wrong or has expired: it is valid for 15 minutes. In Live Events: Movable Ink's API key is wrong.",
    "Put a new token in the variable that the config names, and try again at once; check the API key under Movable Ink's Settings, Integrations.",
    errors,
  ),
  page(
    "403",
    "Forbidden",
    "The token's user may not install integrations.",
    "Ask a Signal administrator for the permission, or to install it.",
    errors,
  ),
  page(
    "404",
    "Not Found",
    "No such address or catalog entry. In Live Events: the feed id does not exist.",
    "Check base_url, and the feed id on the feed's detail page in Movable Ink.",
    integration,
  ),
  page(
    "409",
    "Conflict",
    "An integration with that name already exists, so nothing was installed.",
    "mi-braze signal check shows what is installed. Change it in Signal, or give this one a different name.",
    errors,
  ),
  page(
    "422",
    "Unprocessable Content",
    "A value was rejected: most often a field of config, the variant or delivery_mode.",
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
    "Signal failed. It is not known whether the integration was installed.",
    "Find out with mi-braze signal check before you install again.",
    errors,
  ),
  page(
    "redirect",
    "A redirect",
    "It was not followed: the token is sent only to the address in the config.",
    "Put the address that it leads to in base_url, if it is yours.",
  ),
  page(
    "timeout",
    "No response in time",
    "No response within 15 seconds. An install may have happened nevertheless.",
    "Check base_url, a proxy or VPN, and Datafly's status; check what is installed with mi-braze signal check before you try again.",
  ),
  page(
    "wrong-host",
    "Not Signal's management API",
    "base_url does not lead to a host, the host does not respond, or it does not respond as the management API does. No API key is sent until the management API has responded.",
    "Compare base_url with the address of Signal's own pages: the origin, optionally followed by /v1/admin or /api/v1/admin.",
  ),
  answer(
    "expired_token",
    "The token has expired",
    "A token for the management API is valid for 15 minutes.",
    "Put a new token in the variable that the config names, and try again at once.",
    errors,
  ),
  answer(
    "invalid_token",
    "The token is wrong",
    "Signal does not know it: cut off when copied, from another cluster, or not an access token at all.",
    "Get a new token from the cluster that base_url names.",
    errors,
  ),
  answer(
    "account_locked",
    "The account is locked",
    "Signal has locked the user whose token it is.",
    "Ask a Signal administrator.",
    errors,
  ),
];

/** What a response means: a known error code says more than its status. */
export function pageOf(result: SignalResult): AnswerPage {
  const known = (id: string) => signalPages.find((one) => one.id === id);
  if (!result.reached) return known(result.timedOut ? "signal-timeout" : "signal-wrong-host")!;
  const { status, json } = result;
  if (status >= 300 && status < 400) return known("signal-redirect")!;
  const error = errorOf(json);
  // A 404 without the error envelope means that the path does not exist at all.
  if (!error && [200, 404, 405].includes(status)) return known("signal-wrong-host")!;
  const found = known((error?.code ?? "").toLowerCase()) ?? known(`signal-${status}`);
  if (found) return found;
  if (status >= 500) return known("signal-500")!;
  return page(
    String(status),
    "An undocumented response",
    "No source says what it means here.",
    "Ask Datafly, giving the message.",
  );
}

/** Movable Ink's, Braze's and Signal's. */
export const allAnswers: readonly { readonly title: string; readonly pages: readonly AnswerPage[] }[] = [
  ...answerGroups,
  { title: "Datafly Signal", pages: signalPages },
];
