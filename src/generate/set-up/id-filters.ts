import type { Campaign, Config, DataSource } from "../../config/model/config.js";
import { codeSpan } from "../../source/markdown.js";

/**
 * What a user must have for an event of theirs to be sent, as filters of the audience. An id that comes with the event
 * has none: the audience is looked at before.
 * https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api
 */
export function idFilters({ identity }: Config, campaign: Campaign): string[] {
  const needed =
    campaign.type === "identify"
      ? [identity.userId, identity.anonymousId]
      : identity.audience === "known"
        ? [identity.userId]
        : [];
  return needed.flatMap((rule) => (rule ? (filterFor(rule.from) ?? []) : []));
}

function filterFor(from: DataSource): string | undefined {
  switch (from.kind) {
    case "external_id":
      return "`External User ID` `is not blank`";
    case "custom_attribute":
      return from.path.length === 0
        ? `the custom attribute ${codeSpan(from.name)} \`is not blank\``
        : undefined;
    case "email_address":
      return "the user has an e-mail address";
    case "phone_number":
      return "the user has a phone number";
    case "braze_id":
    case "time_zone":
    case "device_id":
    case "now":
    case "event_property":
    case "api_trigger_property":
    case "canvas_entry_property":
    case "context":
    case "item":
    case "object":
      return undefined;
  }
}
