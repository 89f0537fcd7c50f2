import { dataNamespaces } from "../../braze/data.js";
import { isProfileField, namesOfField } from "../../braze/profile-fields.js";
import type { DataSource, PathPart, ProfileField } from "../../config/model/config.js";
import type { Expression } from "./shape.js";

/** How Braze's Liquid names a field of the profile. */
function profileTag(field: ProfileField): string {
  const { namespace, liquid } = namesOfField(field);
  return namespace === undefined ? `\${${liquid}}` : `${namespace}.\${${liquid}}`;
}

/** The variables of the list item and the object that a property is in. */
export interface AroundVariables {
  readonly item?: string | undefined;
  readonly object?: string | undefined;
}

/** Where a value is read. */
export function read(from: DataSource, around: AroundVariables): Expression {
  switch (from.kind) {
    case "now":
      return '"now" | date: "%Y-%m-%dT%H:%M:%SZ"';
    case "item":
    case "object": {
      const { name, filters } = follow(around[from.kind] ?? "nil", from.path);
      return pipe(name, ...filters);
    }
    case "custom_attribute":
    case "event_property":
    case "api_trigger_property":
    case "canvas_entry_property":
    case "context": {
      const { name, filters } = follow(`${dataNamespaces[from.kind]}.\${${from.name}}`, from.path);
      return pipe(`{{${name}}}`, ...filters);
    }
    case "external_id":
    case "braze_id":
    case "email_address":
    case "phone_number":
    case "time_zone":
    case "device_id":
      return `{{${profileTag(from.kind)}}}`;
  }
}

/**
 * A member is read by the dot only where Liquid cannot take its name for a method of its own. Ruby ends `["…"]` at the
 * first lone bracket, so a name that holds one, and what follows it, is read by filters.
 * _docs/_user_guide/messaging/design_and_edit/personalize/liquid/advanced_filters.md (property_accessor)
 */
function follow(start: string, parts: readonly PathPart[]): { name: string; filters: readonly string[] } {
  const bracketed = parts.findIndex((part) => typeof part === "string" && /[[\]]/.test(part));
  const plain = bracketed < 0 ? parts : parts.slice(0, bracketed);
  return {
    name: start + plain.map(step).join(""),
    filters: parts.slice(plain.length).flatMap((part) => {
      return typeof part === "number" ? [`slice: ${part}`, "first"] : [`property_accessor: "${part}"`];
    }),
  };
}

function step(part: PathPart): string {
  if (typeof part === "number") return `[${part}]`;
  return /^[a-z_]\w*$/i.test(part) && !liquidMethods.has(part) ? `.${part}` : `["${part}"]`;
}

const liquidMethods = new Set(["size", "first", "last"]);

/** A source followed by filters. */
export function pipe(input: Expression, ...filters: readonly string[]): Expression {
  return [input, ...filters].join(" | ");
}

/** True for a source that holds only what Braze itself puts there: text or nothing, never a hash or an array. */
export function isAlwaysText(from: DataSource): boolean {
  return isProfileField(from.kind) || from.kind === "now";
}

/** The last word of a source, to call a variable by. */
export function nameOf(from: DataSource): string {
  if (!("path" in from)) return from.kind;
  const words = from.path.filter((part) => typeof part === "string");
  return words.at(-1) ?? ("name" in from ? from.name : "item");
}
