import { brazeApiPages } from "../braze-api/answers.js";
import { type AnswerGroup, answerGroups } from "../movable-ink/answers/groups.js";
import { type Answer, page } from "../movable-ink/answers/page.js";
import { errorOf, type SignalResult } from "./client.js";

const errors = "https://docs.dataflysignal.com/reference/error-codes";
const integration = "https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data";
const management = "https://docs.dataflysignal.com/management-api";
const integrations = "https://docs.dataflysignal.com/integrations";

type Parts = Omit<Answer, "id" | "texts" | "findings" | "sources"> & Pick<Partial<Answer>, "sources">;

const answer = (id: string, parts: Parts): Answer => page({ id: `signal-${id}`, ...parts });

const status = { says: "the status", source: errors };
const liveEvents = { says: "what it means in Live Events", source: integration };
const ours = "it is what mi-braze itself has met and done.";

const code = (id: string, parts: Parts): Answer =>
  page({ id, ...parts, sources: [{ says: "the code", source: errors }, ...(parts.sources ?? [])] });

/** Responses of Datafly Signal's management API, and statuses in its Live Events. */
const signalPages: readonly Answer[] = [
  answer("200", {
    title: "OK",
    meaning: "Signal has done it. In Live Events: Movable Ink has accepted the event.",
    fix: "Look for the attribute in the feed, and for the feed in a creative.",
    sources: [status, liveEvents],
  }),
  answer("201", {
    title: "Created",
    meaning: "The integration is installed: a template and its first revision.",
    fix: "Test an identify, then look in the feed; Live Events should show 200.",
    sources: [status, { says: "what an install makes", source: integrations }],
  }),
  answer("204", {
    title: "No Content",
    meaning: "Something was deleted.",
    fix: "Nothing, if that was meant: mi-braze itself deletes nothing.",
    sources: [status],
  }),
  answer("400", {
    title: "Bad Request",
    meaning:
      "Something is missing or malformed. In Live Events: the attributes do not match the feed's schema.",
    fix: "mi-braze signal check --sample FILE compares sample data with the schema; signal/feed-schema.md lists what the feed's schema must have.",
    sources: [status, liveEvents],
  }),
  answer("401", {
    title: "Unauthorized",
    meaning:
      "The token is wrong or has expired: it is valid for 15 minutes. In Live Events: Movable Ink's API key is wrong.",
    fix: "Put a new token in the variable that the config names, and try again at once; check the API key under Movable Ink's Settings, Integrations.",
    sources: [status, { says: "the 15 minutes", source: management }, liveEvents],
  }),
  answer("403", {
    title: "Forbidden",
    meaning: "The token's user may not do this.",
    fix: "Ask a Signal administrator for the permission, or to install it.",
    sources: [status],
  }),
  answer("404", {
    title: "Not Found",
    meaning: "No such address or catalog entry. In Live Events: the feed id does not exist.",
    fix: "Check base_url, and the feed id on the feed's detail page in Movable Ink.",
    sources: [status, liveEvents],
  }),
  answer("409", {
    title: "Conflict",
    meaning:
      "It would be a duplicate: an integration with that name already exists, so nothing was installed.",
    fix: "mi-braze signal check shows what is installed. Change it in Signal, or give this one a different name.",
    sources: [status],
  }),
  answer("422", {
    title: "Unprocessable Content",
    meaning: "A value did not pass validation.",
    fix: "Compare config, variant and delivery_mode with the fields of the catalog entry, which the message names.",
    sources: [status],
  }),
  answer("429", {
    title: "Too Many Requests",
    meaning: "More than 100 requests a minute. Retry-After says how long to wait.",
    fix: "Wait, and try again; signal install waits by itself, up to a minute.",
    sources: [status, { says: "the limit, and Retry-After", source: management }],
  }),
  answer("500", {
    title: "Internal Server Error",
    meaning: "Signal failed.",
    fix: "Find out with mi-braze signal check before you install again.",
    sources: [status],
  }),
  answer("redirect", {
    title: "A redirect",
    meaning: "It was not followed: the token is sent only to the address in the config.",
    fix: "Put the address that it leads to in base_url, if it is yours.",
    undocumented: ours,
  }),
  answer("timeout", {
    title: "No response in time",
    meaning: "No response within 15 seconds. An install may have happened nevertheless.",
    fix: "Check base_url, a proxy or VPN, and Datafly's status; check what is installed with mi-braze signal check before you try again.",
    undocumented: ours,
  }),
  answer("install-unclear", {
    title: "No answer to the install",
    meaning:
      "The install request has been sent, with the API key, but its answer is missing or is none of the management API's. It is not known whether the integration was installed.",
    fix: "Find out with mi-braze signal check before you install again. If base_url leads to somebody else, ask for a new API key.",
    undocumented: ours,
  }),
  answer("wrong-host", {
    title: "Not Signal's management API",
    meaning:
      "base_url does not lead to a host, the host does not respond, or it does not respond as the management API does. No API key is sent until the management API has responded.",
    fix: "Compare base_url with the address of Signal's own pages: the origin, optionally followed by /v1/admin or /api/v1/admin.",
    undocumented: ours,
  }),
  code("invalid_credentials", {
    title: "The credentials are wrong",
    meaning: "Signal's login was called with a name or password that it does not know.",
    fix: "Log in again, and put the token that comes of it in the variable that the config names.",
  }),
  code("expired_token", {
    title: "The token has expired",
    meaning: "A token for the management API is valid for 15 minutes.",
    fix: "Put a new token in the variable that the config names, and try again at once.",
    sources: [{ says: "the 15 minutes", source: management }],
  }),
  code("invalid_token", {
    title: "The token is wrong",
    meaning: "Signal does not take the token.",
    fix: "Get a new token from the cluster that base_url names, and copy all of it: an access token, not one to refresh with.",
  }),
  code("invalid_refresh_token", {
    title: "The refresh token is wrong",
    meaning: "Signal does not take the token that a new access token was asked for with.",
    fix: "Log in again. mi-braze takes an access token only, and never refreshes one.",
  }),
  code("account_locked", {
    title: "The account is locked",
    meaning: "Signal has locked the user whose token it is.",
    fix: "Ask a Signal administrator.",
  }),
  code("forbidden", {
    title: "Forbidden",
    meaning: "The token's user may not do this.",
    fix: "Ask a Signal administrator for the permission, or to install it.",
  }),
  code("invalid_pipeline_key", {
    title: "The pipeline key is wrong",
    meaning: "Events were sent to Signal with a pipeline key that it does not know.",
    fix: "Copy the key of the pipeline again; mi-braze itself sends no events to Signal.",
  }),
  code("rate_limited", {
    title: "Too many requests",
    meaning: "More than 100 requests a minute. Retry-After says how long to wait.",
    fix: "Wait, and try again; signal install waits by itself, up to a minute.",
    sources: [{ says: "the limit, and Retry-After", source: management }],
  }),
];

const ofOurs = (id: string): Answer | undefined => signalPages.find((one) => one.id === `signal-${id}`);

/** Whoever answers is not the management API. */
export const wrongHost: Answer = ofOurs("wrong-host")!;
/** It has been asked to install, and what it says is not an answer. */
export const installUnclear: Answer = ofOurs("install-unclear")!;

/** What a response means: a known error code says more than its status. */
export function pageOf(result: SignalResult): Answer {
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
  return answer(String(status), {
    title: "An undocumented response",
    meaning: "No source says what it means here.",
    fix: "Ask Datafly, giving the message.",
    undocumented: `when the management API answers ${status}.`,
  });
}

/** Movable Ink's, Braze's and Signal's. */
export const allAnswers: readonly AnswerGroup[] = [
  ...answerGroups,
  { title: "Braze's REST API", pages: brazeApiPages },
  { title: "Datafly Signal", pages: signalPages },
];
