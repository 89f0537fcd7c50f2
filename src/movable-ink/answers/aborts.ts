import { brazePages } from "../../braze/pages.js";
import { type Answer, type Cited, page } from "./page.js";

const glossary: Cited = { says: "what the abort type means", source: brazePages.abortTypes };

interface Parts {
  /** Ahead of the glossary. */
  readonly sources?: readonly Cited[];
  readonly undocumented?: string;
  readonly texts?: readonly string[];
  readonly findings?: readonly string[];
}

const abort = (id: string, meaning: string, fix: string, { sources = [], ...parts }: Parts = {}): Answer =>
  page({ id, title: "Braze did not send it", meaning, fix, sources: [...sources, glossary], ...parts });

/** Why Braze did not send a message: `abort_type` in its Message Activity Log and in Currents. */
export const abortPages: readonly Answer[] = [
  abort(
    "liquid_abort_message",
    "The body reached an {% abort_message %}. The reason is in abort_log, up to 128 characters.",
    "In a generated body this is intended: a required value was missing. If there are many, find out which property is missing, and where it should come from.",
    {
      sources: [{ says: "what is logged where no reason is given", source: brazePages.aborting }],
      texts: [
        "{% abort_message *",
        "{%- abort_message *",
        "abort_message called",
        "abort_message(*",
        "abort_message",
        "aborted by liquid",
        "liquid abort*",
        "aborted due to liquid*",
      ],
      findings: ["never-sent"],
    },
  ),
  abort(
    "template_parse_error",
    "The Liquid could not be parsed, or could not be rendered.",
    "Run mi-braze lint on the body, the URL and the headers; paste the whole body again.",
    {
      findings: ["liquid-syntax", "unsupported-filter", "unsupported-tag"],
      undocumented: "which errors of rendering end a send, and which are printed into the body.",
    },
  ),
  abort(
    "quiet_hours",
    "The user was in quiet hours, and the campaign does not wait.",
    "Turn quiet hours off for the campaign, and opt out of the workspace's.",
    { sources: [{ says: "what quiet hours do to a send", source: brazePages.quietHours }] },
  ),
  abort(
    "rate_limit",
    "The message exceeded the rate limit that is set: one that waits 72 hours for a delivery speed limit is aborted.",
    "Raise or remove the campaign's delivery speed limit, and look at the workspace's.",
    { sources: [{ says: "the 72 hours", source: brazePages.frequencyCapping }] },
  ),
  abort(
    "no_longer_in_availability_window",
    "The message could not be sent within the time that is set for it.",
    "Remove the end time, and the portion of the day.",
  ),
  abort(
    "campaign_disabled",
    "The campaign was stopped before the message could be sent.",
    "Start it again; events from the meantime are not sent.",
  ),
  abort("campaign_does_not_exist", "The campaign no longer exists.", "Check the id in the trigger call."),
  abort(
    "campaign_action_does_not_exist",
    "The part of the campaign that the message belongs to no longer exists.",
    "Check that nobody removed the webhook from the campaign while messages were on their way.",
  ),
  abort(
    "message_variation_does_not_exist",
    "The variant that the user was given no longer exists.",
    "Check the campaign's variants, and the id in the trigger call.",
  ),
  abort(
    "user_not_in_segment",
    "The user is not in the campaign's audience.",
    "Use only the filters in the checklist: the audience is checked when the event comes.",
  ),
  abort(
    "trigger_event_blacklisted",
    "The event that triggers the campaign is blocklisted.",
    "In Braze, check Data Settings, Custom Events.",
  ),
  abort(
    "exhausted_retries",
    "Every attempt that Braze makes has failed.",
    "Run mi-braze explain with the attempts' status to find out why.",
  ),
  abort(
    "frequency_capped",
    "The user had already received as many messages as the workspace's frequency capping allows.",
    "Turn frequency capping off for the campaign: it is on by default.",
    {
      sources: [
        { says: "capping is on for new campaigns, and counts webhooks", source: brazePages.frequencyCapping },
      ],
    },
  ),
  abort(
    "exhausted_cc_retries",
    "Connected Content with :retry failed each time.",
    "Check the address it calls, or remove :retry.",
    { sources: [{ says: "the retries", source: brazePages.connectedContentRetries }] },
  ),
  abort(
    "connected_content_not_supported",
    "Connected Content is used where it is not supported.",
    "Move it into the body.",
  ),
  abort(
    "promo_codes_not_supported",
    "A promotion code is used where none is supported.",
    "Move the tag into the body; ask Braze whether the channel takes promotion codes.",
  ),
  abort(
    "catalog_items_rerender_not_supported",
    "catalog_items with :rerender is used where that is not supported.",
    "Remove :rerender; Liquid inside catalog fields is then printed as it is.",
  ),
  abort(
    "invalid_http_status",
    "A request on the message's behalf was answered with a status other than success.",
    "Run mi-braze explain with that status to find out why.",
  ),
  abort(
    "http_timeout",
    "A request was not answered in time; a webhook has 90 seconds.",
    "See Movable Ink's status page, and that of any service that Connected Content asks.",
    {
      sources: [{ says: "the 90 seconds", source: brazePages.webhook }],
      texts: [
        "Net::ReadTimeout",
        "Net::OpenTimeout",
        "execution expired",
        "timed out",
        "timed-out",
        "timeout exceeded",
        "timeout of *",
        "read timeout",
        "deadline exceeded",
        "ETIMEDOUT",
        "ESOCKETTIMEDOUT",
      ],
    },
  ),
  abort(
    "ssl_error",
    "No secure connection could be made for a request.",
    "Check the host in the endpoint URL, and its certificate.",
    {
      texts: [
        "certificate verify failed",
        "SSL_connect returned=*",
        "certificate has expired",
        "self signed certificate",
        "self-signed certificate",
        "unable to verify the first certificate",
        "unable to get local issuer certificate",
        "hostname/IP does not match*",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "CERT_HAS_EXPIRED",
        "certificate signed by unknown authority",
        "SSL handshake*",
        "TLS handshake*",
        "sslv3 alert*",
        "wrong version number",
        "OpenSSL::SSL::SSLError",
      ],
    },
  ),
  abort(
    "missing_hostname",
    "The URL has no host.",
    "Put the whole endpoint URL in the webhook, with https://. If Liquid makes the host, its value was blank.",
    {
      texts: [
        "blank URL",
        "URL is blank",
        "URL is empty",
        "no host*",
        "missing host*",
        "host can't be blank",
      ],
      findings: ["relative-url"],
    },
  ),
  abort(
    "blocked_webhook_url",
    "Braze's security rules do not let it send to that address.",
    "Use the public endpoint, port 443.",
    { findings: ["url-port"] },
  ),
];
