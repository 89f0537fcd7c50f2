import { sources } from "./sources.js";

/** What an answer of the collector means for an event. */
export interface AnswerPage {
  /** A status, a Braze abort type, or a symptom in the words of those who have it. */
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** Whether Movable Ink or Braze document it; where they do not, the meaning is that of HTTP. */
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
const retried = "Braze tries again, at most five times within 30 minutes, each time later.";

/** Every status that an event may meet on its way. */
const statusPages: readonly AnswerPage[] = [
  status(
    200,
    "OK",
    "The collector has taken the event.",
    "Look whether its event mapping is active: a field that no mapping names is dropped without a word.",
    sources.braze,
  ),
  status(
    202,
    "Accepted",
    "No source mentions it for this API; it is a success to Braze.",
    "Look for the event in Movable Ink.",
    undefined,
  ),
  status(
    301,
    "Moved Permanently",
    `Braze follows no redirect: it counts as not received. ${lost}`,
    "Put the address that it points to into the endpoint: most often https instead of http, or a slash at the end.",
    braze,
  ),
  status(
    302,
    "Found",
    `Braze follows no redirect: it counts as not received. ${lost}`,
    "Put the address that it points to into the endpoint.",
    braze,
  ),
  status(
    400,
    "Bad Request",
    `The body could not be used: broken JSON, or a payload that the mapping does not take. ${lost}`,
    "Run mi-braze lint, then mi-braze preview for the user; compare with the mapping that was agreed.",
    datafly,
  ),
  status(
    401,
    "Unauthorized",
    `User name and password are missing or wrong. ${lost}`,
    "The Authorization header is Basic and the base64 of user:password, without a line break at the end. Ask Movable Ink for the pre-encoded value if in doubt.",
    datafly,
  ),
  status(
    403,
    "Forbidden",
    `You may not do that. No source documents when the collector says so. ${lost}`,
    "Ask Movable Ink whether the credential belongs to this endpoint, and whether senders are limited by address.",
  ),
  status(
    404,
    "Not Found",
    `With {"message": "Behavioral endpoint key not found"}: the last part of the URL is no key that the collector knows; that is asked before the password. With "404 page not found": the path is another than /behavioral/KEY. ${lost}`,
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
    "Nothing, if it happens rarely.",
    braze,
  ),
  status(
    413,
    "Content Too Large",
    `The body is too large; 2 MB is the limit that others document. ${lost}`,
    "Send fewer items or shorter texts.",
    sources.amplitude,
  ),
  status(
    415,
    "Unsupported Media Type",
    `The Content-Type is not taken. No source documents it for the collector. ${lost}`,
    "Set the header Content-Type: application/json.",
  ),
  status(
    422,
    "Unprocessable Content",
    `The payload can be read and is not taken. No source documents it for the collector. ${lost}`,
    "Compare a sample payload with the event mapping.",
  ),
  status(
    429,
    "Too Many Requests",
    `Events come too fast. ${retried}`,
    "Set a delivery speed limit in Braze below the rate that Movable Ink takes.",
    sources.amplitude,
  ),
  status(
    500,
    "Internal Server Error",
    `Something is wrong at the collector. ${retried}`,
    "Look at Movable Ink's status page, component Customer Data API.",
    braze,
  ),
  status(
    502,
    "Bad Gateway",
    `The collector cannot be reached behind its gateway. ${retried}`,
    "Look at Movable Ink's status page.",
    braze,
  ),
  status(
    503,
    "Service Unavailable",
    `The collector takes nothing at the moment. ${retried}`,
    "Look at Movable Ink's status page.",
    braze,
  ),
  status(
    504,
    "Gateway Timeout",
    `The collector did not answer its gateway in time. ${retried}`,
    "Look at Movable Ink's status page.",
    braze,
  ),
  status(
    529,
    "Host overloaded",
    `Braze makes this up: the host is overloaded. ${retried}`,
    "Lower the delivery speed.",
    braze,
  ),
  status(
    598,
    "Unhealthy host",
    "Braze makes this up: more than 3,000 sends to the host failed within a minute, so all stop for a minute. They are tried again only a few times.",
    "Find what made them fail; then send what is missing again.",
    braze,
  ),
  status(
    599,
    "Connection error",
    `Braze makes this up: there was no connection. ${retried}`,
    "Check host and port of the endpoint; Braze takes ports 80 and 443 only.",
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
    "The body ran into {% abort_message %}: a required value was missing. The reason stands in abort_log.",
    "That is what the body is for. If there are many, look which property is missing, and where it should come from.",
  ),
  abort(
    "template_parse_error",
    "The Liquid could not be read.",
    "Run mi-braze lint on the body; paste it again whole.",
  ),
  abort(
    "quiet_hours",
    "The user was in quiet hours, and the campaign does not wait.",
    "Switch quiet hours off for the campaign, and opt out of the workspace's.",
  ),
  abort(
    "rate_limit",
    "The message waited 72 hours behind a delivery speed limit.",
    "Raise or remove the limit.",
  ),
  abort(
    "no_longer_in_availability_window",
    "The campaign was over before the message could be sent.",
    "Remove the end time, and the portion of the day.",
  ),
  abort(
    "campaign_disabled",
    "The campaign was stopped.",
    "Start it again; what happened meanwhile is not sent.",
  ),
  abort("campaign_does_not_exist", "The campaign is gone.", "Check the id in what triggers it."),
  abort("message_variation_does_not_exist", "The variant is gone.", "Check the id in what triggers it."),
  abort(
    "user_not_in_segment",
    "The user did not match the campaign's audience any more.",
    "Use no filters beyond those of the checklist.",
  ),
  abort(
    "trigger_event_blacklisted",
    "Braze takes no more events of this name.",
    "Look in Braze under Data Settings, Custom Events.",
  ),
  abort("exhausted_retries", "Every try failed.", "mi-braze explain with the status of the tries says why."),
  abort(
    "frequency_capped",
    "The user had as many messages as frequency capping allows.",
    "Switch frequency capping off for the campaign: it is on for new ones.",
  ),
  abort(
    "exhausted_cc_retries",
    "Connected Content did not answer, however often it was asked.",
    "Check what it calls, or leave :retry out.",
  ),
  abort(
    "connected_content_not_supported",
    "Connected Content stands where it cannot.",
    "Move it into the body.",
  ),
  abort(
    "invalid_http_status",
    "The endpoint answered with a status that is no success.",
    "mi-braze explain with that status says why.",
  ),
  abort(
    "http_timeout",
    "The endpoint did not answer within 90 seconds.",
    "Look at Movable Ink's status page.",
  ),
  abort("ssl_error", "The endpoint's certificate is not taken.", "Check the host in the endpoint URL."),
  abort(
    "missing_hostname",
    "The URL has no host.",
    "Put the whole endpoint URL into the webhook, with https://.",
  ),
  abort("blocked_webhook_url", "Braze does not send to that address.", "Use the public endpoint, port 443."),
];

/** A page that is documented where it has a source. */
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

/** What people see when there is no status to look up. */
const symptomPages: readonly AnswerPage[] = [
  answer(
    "data-not-shown",
    "Events arrive, and content does not show them",
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
    "Hand the sample payload of webhooks/<campaign>/ to Movable Ink's Client Experience team, and wait for their word.",
    sources.braze,
  ),
  answer(
    "only-once",
    "Each user's first event arrives, and no other",
    "Re-eligibility is off, so each user is forwarded once for ever.",
    "Allow users to become re-eligible after 0 minutes.",
    "https://www.braze.com/docs/user_guide/engagement_tools/campaigns/building_campaigns/delivery_types/triggered_delivery",
  ),
  answer(
    "some-missing",
    "A share of the events is missing",
    "A control group, frequency capping, quiet hours or a body that breaks for some users.",
    "Follow webhooks/<campaign>/checklist.md, and run mi-braze lint.",
    sources.braze,
  ),
  answer(
    "twice",
    "The same event arrives twice",
    "Braze tries again after an answer that it did not get; no source documents that Movable Ink tells doubles apart.",
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

/** The page of a status; for one that nobody mentions, what its class says to Braze. */
export function statusPage(code: number): AnswerPage {
  const found = statusPages.find(({ id }) => id === String(code));
  if (found) return found;
  if (code >= 200 && code < 300)
    return status(
      code,
      "A success",
      "Braze takes any 20x for received.",
      "Look for the event in Movable Ink.",
    );
  if (code >= 300 && code < 400)
    return status(
      code,
      "A redirect",
      `Braze follows none. ${lost}`,
      "Put the address that it points to into the endpoint.",
    );
  if (code >= 500)
    return status(code, "A failure of the server", retried, "Look at Movable Ink's status page.");
  return status(
    code,
    "Refused",
    `No source documents it for the collector. ${lost}`,
    "Ask Movable Ink with the request id of the answer.",
  );
}

/** Statuses after which Braze tries again. */
export const isRetried = (code: number): boolean => code === 408 || code === 429 || code >= 500;
export const isSuccess = (code: number): boolean => code >= 200 && code < 300;
