import { sources } from "./sources.js";

/** What a response of the collector means for an event. */
export interface AnswerPage {
  /** A status, a Braze abort type, or a symptom as people describe it. */
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether Movable Ink or Braze document it; if not, the meaning is that of HTTP. */
  readonly documented: boolean;
  readonly source?: string | undefined;
}

const braze = "https://www.braze.com/docs/help/help_articles/api/webhook_connected_content_errors";
const probes = "https://github.com/api-evangelist/movable-ink";
const datafly = "https://docs.dataflysignal.com/integrations/cdp/movable-ink-customer-data";
const events =
  "https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events";

const status = (
  code: number,
  title: string,
  meaning: string,
  remedy: string,
  source?: string,
): AnswerPage => ({ id: String(code), title, meaning, remedy, documented: source !== undefined, source });

const lost = "Braze never sends it again: the event is lost.";
const retried = "Braze retries, at most five times within 30 minutes, with increasing delays.";

/** Every status that an event may get. */
const statusPages: readonly AnswerPage[] = [
  status(
    200,
    "OK",
    "The collector has accepted the event.",
    "Check that its event mapping is active: a field that no mapping names is silently dropped.",
    sources.braze,
  ),
  status(
    202,
    "Accepted",
    "No source mentions it for this API; Braze treats it as a success.",
    "Look for the event in Movable Ink.",
    undefined,
  ),
  status(
    301,
    "Moved Permanently",
    `Braze does not follow redirects: the event counts as not received. ${lost}`,
    "Use the address that it points to as the endpoint: most often https instead of http, or a trailing slash.",
    braze,
  ),
  status(
    302,
    "Found",
    `Braze does not follow redirects: the event counts as not received. ${lost}`,
    "Use the address that it points to as the endpoint.",
    braze,
  ),
  status(
    400,
    "Bad Request",
    `The body could not be processed: invalid JSON, or a payload that the mapping does not accept. ${lost}`,
    "Run mi-braze lint, then mi-braze preview for the user; compare with the agreed mapping.",
    datafly,
  ),
  status(
    401,
    "Unauthorized",
    `User name and password are missing or wrong. ${lost}`,
    "The Authorization header must be Basic followed by the base64 of user:password, without a line break at the end. Ask Movable Ink for the pre-encoded value if in doubt.",
    datafly,
  ),
  status(
    403,
    "Forbidden",
    `Access is not allowed. No source documents when the collector answers with it. ${lost}`,
    "Ask Movable Ink whether the credential belongs to this endpoint, and whether senders are restricted by IP address.",
  ),
  status(
    404,
    "Not Found",
    `With {"message": "Behavioral endpoint key not found"}: the last part of the URL is not a key that the collector knows; it is checked before the password. With "404 page not found": the path is not /behavioral/KEY. ${lost}`,
    "Copy the whole endpoint URL again, with the host of your region.",
    probes,
  ),
  status(
    405,
    "Method Not Allowed",
    `The webhook does not send POST. No source documents it for the collector. ${lost}`,
    "Set the webhook's method to POST.",
  ),
  status(
    408,
    "Request Timeout",
    `The request did not arrive in time. ${retried}`,
    "Nothing, if it is rare.",
    braze,
  ),
  status(
    413,
    "Content Too Large",
    `The body is too large; other vendors document a limit of 2 MB. ${lost}`,
    "Send fewer items or shorter strings.",
    sources.amplitude,
  ),
  status(
    415,
    "Unsupported Media Type",
    `The Content-Type is not accepted. No source documents it for the collector. ${lost}`,
    "Set the header Content-Type: application/json.",
  ),
  status(
    422,
    "Unprocessable Content",
    `The payload was parsed but not accepted. No source documents it for the collector. ${lost}`,
    "Compare a sample payload with the event mapping.",
  ),
  status(
    429,
    "Too Many Requests",
    `Events arrive too fast. ${retried}`,
    "Set a delivery speed limit in Braze below the rate that Movable Ink accepts.",
    sources.amplitude,
  ),
  status(
    500,
    "Internal Server Error",
    `The collector has a problem. ${retried}`,
    "See Movable Ink's status page, component Customer Data API.",
    braze,
  ),
  status(
    502,
    "Bad Gateway",
    `The collector cannot be reached behind its gateway. ${retried}`,
    "See Movable Ink's status page.",
    braze,
  ),
  status(
    503,
    "Service Unavailable",
    `The collector is not accepting events at the moment. ${retried}`,
    "See Movable Ink's status page.",
    braze,
  ),
  status(
    504,
    "Gateway Timeout",
    `The collector did not answer its gateway in time. ${retried}`,
    "See Movable Ink's status page.",
    braze,
  ),
  status(
    529,
    "Host overloaded",
    `Braze's own status: the host is overloaded. ${retried}`,
    "Lower the delivery speed.",
    braze,
  ),
  status(
    598,
    "Unhealthy host",
    "Braze's own status: more than 3,000 sends to the host failed within a minute, so all sends pause for a minute. They are retried only a few times.",
    "Find out why they failed, then send the missing events again.",
    braze,
  ),
  status(
    599,
    "Connection error",
    `Braze's own status: no connection could be made. ${retried}`,
    "Check the endpoint's host and port; Braze allows only ports 80 and 443.",
    braze,
  ),
];

const abort = (id: string, meaning: string, remedy: string): AnswerPage => ({
  id,
  title: "Braze did not send it",
  meaning,
  remedy,
  documented: true,
  source: events,
});

/** Why Braze did not send a message: `abort_type` in its Message Activity Log and in Currents. */
const abortPages: readonly AnswerPage[] = [
  abort(
    "liquid_abort_message",
    "The body reached an {% abort_message %}: a required value was missing. The reason is in abort_log.",
    "This is intended. If there are many, find out which property is missing, and where it should come from.",
  ),
  abort(
    "template_parse_error",
    "The Liquid could not be parsed.",
    "Run mi-braze lint on the body; paste the whole body again.",
  ),
  abort(
    "quiet_hours",
    "The user was in quiet hours, and the campaign does not wait.",
    "Turn quiet hours off for the campaign, and opt out of the workspace's.",
  ),
  abort(
    "rate_limit",
    "The message waited 72 hours because of a delivery speed limit.",
    "Raise or remove the limit.",
  ),
  abort(
    "no_longer_in_availability_window",
    "The campaign had ended before the message could be sent.",
    "Remove the end time, and the portion of the day.",
  ),
  abort(
    "campaign_disabled",
    "The campaign was stopped.",
    "Start it again; events from the meantime are not sent.",
  ),
  abort("campaign_does_not_exist", "The campaign no longer exists.", "Check the id in the trigger call."),
  abort(
    "message_variation_does_not_exist",
    "The variant no longer exists.",
    "Check the id in the trigger call.",
  ),
  abort(
    "user_not_in_segment",
    "The user no longer matched the campaign's audience.",
    "Use only the filters in the checklist.",
  ),
  abort(
    "trigger_event_blacklisted",
    "Braze no longer accepts events with this name.",
    "In Braze, check Data Settings, Custom Events.",
  ),
  abort(
    "exhausted_retries",
    "Every attempt failed.",
    "Run mi-braze explain with the attempts' status to find out why.",
  ),
  abort(
    "frequency_capped",
    "The user had already received as many messages as frequency capping allows.",
    "Turn frequency capping off for the campaign: it is on by default.",
  ),
  abort(
    "exhausted_cc_retries",
    "Connected Content did not respond, despite retries.",
    "Check the address it calls, or remove :retry.",
  ),
  abort(
    "connected_content_not_supported",
    "Connected Content is used where it is not allowed.",
    "Move it into the body.",
  ),
  abort(
    "invalid_http_status",
    "The endpoint answered with a status other than success.",
    "Run mi-braze explain with that status to find out why.",
  ),
  abort("http_timeout", "The endpoint did not respond within 90 seconds.", "See Movable Ink's status page."),
  abort("ssl_error", "The endpoint's certificate was rejected.", "Check the host in the endpoint URL."),
  abort(
    "missing_hostname",
    "The URL has no host.",
    "Put the whole endpoint URL in the webhook, with https://.",
  ),
  abort("blocked_webhook_url", "Braze does not send to that address.", "Use the public endpoint, port 443."),
];

/** A page, which counts as documented if it has a source. */
export const answer = (
  id: string,
  title: string,
  meaning: string,
  remedy: string,
  source?: string,
): AnswerPage => ({
  id,
  title,
  meaning,
  remedy,
  documented: source !== undefined,
  source,
});

/** Symptoms that come without a status. */
const symptomPages: readonly AnswerPage[] = [
  answer(
    "data-not-shown",
    "Events arrive, but content does not show them",
    "The user_id of the events is not the mi_u of the message links, the mapping drops the field, or the feed is not linked to the creative.",
    "Compare one user's mi_u with the user_id in mi-braze preview; ask for the mapping's paths; check the creative's data source.",
    sources.oracle,
  ),
  answer(
    "feed-missing",
    "The feed does not exist, or is not linked",
    "A feed that no creative uses shows nothing, and an unknown feed id is answered with 404.",
    "Look up the feed's id on its detail page and link it to a creative.",
    datafly,
  ),
  answer(
    "mapping-missing",
    "There is no event mapping yet",
    "Before a mapping exists and is active, test sends are expected to fail. Status and body of that failure are not documented.",
    "Give the sample payload in webhooks/<campaign>/ to Movable Ink's Client Experience team, and wait for their confirmation.",
    sources.braze,
  ),
  answer(
    "only-once",
    "Only each user's first event arrives",
    "Re-eligibility is off, so each user is forwarded only once, ever.",
    "Allow users to become re-eligible after 0 minutes.",
    "https://www.braze.com/docs/user_guide/engagement_tools/campaigns/building_campaigns/delivery_types/triggered_delivery",
  ),
  answer(
    "some-missing",
    "Some of the events are missing",
    "A control group, frequency capping, quiet hours or a body that breaks for some users.",
    "Follow webhooks/<campaign>/checklist.md, and run mi-braze lint.",
    sources.braze,
  ),
  answer(
    "twice",
    "The same event arrives twice",
    "Braze retries when it got no response; no source documents that Movable Ink detects duplicates.",
    "Nothing: an event is counted by its time and id.",
    undefined,
  ),
];

export const answerGroups = [
  { title: "Statuses", pages: statusPages },
  { title: "Why Braze did not send", pages: abortPages },
  { title: "Symptoms", pages: symptomPages },
] as const;

/** The page of a status, an abort type or a symptom. */
export function answerPage(id: string): AnswerPage | undefined {
  if (/^[1-5]\d\d$/.test(id)) return statusPage(Number(id));
  const wanted = id.toLowerCase().replaceAll(" ", "_");
  return answerGroups
    .flatMap(({ pages }): readonly AnswerPage[] => pages)
    .find((page) => page.id === wanted || page.id === wanted.replaceAll("_", "-"));
}

/** The page of a status; for an undocumented one, what its class means to Braze. */
export function statusPage(code: number): AnswerPage {
  const found = statusPages.find(({ id }) => id === String(code));
  if (found) return found;
  if (code >= 200 && code < 300)
    return status(
      code,
      "A success",
      "Braze treats any 20x as received.",
      "Look for the event in Movable Ink.",
    );
  if (code >= 300 && code < 400)
    return status(
      code,
      "A redirect",
      `Braze does not follow redirects. ${lost}`,
      "Use the address that it points to as the endpoint.",
    );
  if (code >= 500) return status(code, "A server error", retried, "See Movable Ink's status page.");
  return status(
    code,
    "Refused",
    `No source documents it for the collector. ${lost}`,
    "Ask Movable Ink, giving the request id of the response.",
  );
}

/** Statuses after which Braze retries. */
export const isRetried = (code: number): boolean => code === 408 || code === 429 || code >= 500;
export const isSuccess = (code: number): boolean => code >= 200 && code < 300;
