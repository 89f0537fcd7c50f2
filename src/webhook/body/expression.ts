import type { DataSource, PathPart, ProfileField, PropertyNamespace } from "../../config/config.js";
import type { Expression } from "./shape.js";

/**
 * How Braze's Liquid names each source.
 * https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags
 */
const profileTags: Record<ProfileField, string> = {
  external_id: "${user_id}",
  braze_id: "${braze_id}",
  email_address: "${email_address}",
  phone_number: "${phone_number}",
  time_zone: "${time_zone}",
  device_id: "most_recently_used_device.${id}",
};

export const liquidNamespaces: Record<PropertyNamespace, string> = {
  custom_attribute: "custom_attribute",
  event_property: "event_properties",
  api_trigger_property: "api_trigger_properties",
};

/** Where a value is read: inside `item` when the source is the object or array item that a property stands in. */
export function read(from: DataSource, item: string | undefined): Expression {
  switch (from.kind) {
    case "now":
      return '"now" | date: "%Y-%m-%dT%H:%M:%SZ"';
    case "item":
      return `${item ?? "nil"}${path(from.path)}`;
    case "custom_attribute":
    case "event_property":
    case "api_trigger_property":
      return `{{${liquidNamespaces[from.kind]}.\${${from.name}}${path(from.path)}}}`;
    default:
      return `{{${profileTags[from.kind]}}}`;
  }
}

/** A member is read by the dot only where Liquid cannot take its name for a method of its own. */
function path(parts: readonly PathPart[]): string {
  return parts
    .map((part) => {
      if (typeof part === "number") return `[${part}]`;
      return /^[a-z_]\w*$/i.test(part) && !liquidMethods.has(part) ? `.${part}` : `["${part}"]`;
    })
    .join("");
}

const liquidMethods = new Set(["size", "first", "last"]);

/** A source followed by filters. */
export function pipe(input: Expression, ...filters: string[]): Expression {
  return [input, ...filters].join(" | ");
}

/** True for a source that holds only what Braze itself puts there: text or nothing, never a hash or an array. */
export function isAlwaysText(from: DataSource): boolean {
  return from.kind in profileTags || from.kind === "now";
}
