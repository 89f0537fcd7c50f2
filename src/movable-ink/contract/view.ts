import { isJsonObject, type Json } from "../../source/json.js";
import { isJsonNumber, isWholeNumber } from "../../source/json-number.js";

export type ViewKind = "string" | "integer" | "float" | "boolean" | "null" | "object" | "array";

/**
 * A value of a payload, as far as it is known: for one payload exactly, for a template what it may be for any user. The
 * contract is written once, against this.
 */
export interface View {
  /** `sometimes`: for some users, or unknown. */
  readonly present: "always" | "sometimes" | "never";
  readonly kinds: ReadonlySet<ViewKind>;
  /** For some user the string is empty or blank. */
  readonly mayBeBlank: boolean;
  /** The value itself, if there is only one. */
  readonly value?: Json | undefined;
  /** Not all properties and items are known. */
  readonly open: boolean;
  member(name: string): View;
  /** Names of the known properties. */
  names(): readonly string[];
  /** What the items may be, one by one or all together. */
  items(): readonly View[];
}

export const absent: View = {
  present: "never",
  kinds: new Set(),
  mayBeBlank: false,
  open: false,
  member: () => absent,
  names: () => [],
  items: () => [],
};

/** One payload. */
export function viewOf(value: Json | undefined): View {
  if (value === undefined) return absent;
  const members = isJsonObject(value) ? value : {};
  return {
    present: "always",
    kinds: new Set([kindOf(value)]),
    mayBeBlank: typeof value === "string" && value.trim() === "",
    value,
    open: false,
    member: (name) => (Object.hasOwn(members, name) ? viewOf(members[name]) : absent),
    names: () => Object.keys(members),
    items: () => (Array.isArray(value) ? value.map(viewOf) : []),
  };
}

function kindOf(value: Json): ViewKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isJsonNumber(value)) return isWholeNumber(String(value)) ? "integer" : "float";
  return typeof value as "string" | "boolean" | "object";
}
