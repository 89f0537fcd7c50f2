import { RubyFloat, type Value } from "../liquid/value.js";
import { quoted } from "../source/json-text.js";
import { written } from "./check-name.js";

/** The types that `data:` may give a name, each with what its values are. */
export const declaredTypes = {
  string: "a string that is not a date",
  number: "a number",
  integer: "a number without a fraction",
  boolean: "true or false",
  datetime: "a string that begins YYYY-MM-DD, with nothing but a time of day and a zone after it",
  url: "a string without white space, quotation marks and backslashes",
  array: "a list",
  object: "an object",
  json: "any value",
} as const;

export type DeclaredType = keyof typeof declaredTypes;
/** A whole number beyond 2^53 is a bigint. */
export type DeclaredValue = string | number | bigint | boolean;

/** What `data:` says of a name: narrower than what Braze lets in. */
export interface Declared {
  /** As a template writes it: `event_properties.${lines}`; what is inside of it follows. */
  readonly root: { readonly namespace: string | undefined; readonly name: string };
  readonly path: readonly DeclaredPart[];
  /** As the config writes it. */
  readonly source: string;
  /** Absent where only `required` is said. */
  readonly type: DeclaredType | undefined;
  /** The only values that it has. */
  readonly values: readonly DeclaredValue[] | undefined;
  /** In characters. */
  readonly maxLength: number | undefined;
  /** It is never missing, null or blank. */
  readonly required: boolean;
}

/**
 * Namespaces whose names a sender chooses, as a config calls them and as Liquid does.
 * https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags
 */
export const dataNamespaces = {
  custom_attribute: "custom_attribute",
  event_property: "event_properties",
  api_trigger_property: "api_trigger_properties",
  canvas_entry_property: "canvas_entry_properties",
  context: "context",
} as const;
export type DataNamespace = keyof typeof dataNamespaces;

/** What the dashboard calls a name of each, within a sentence. */
export const dataWords: Readonly<Record<DataNamespace, string>> = {
  custom_attribute: "custom attribute",
  event_property: "event property",
  api_trigger_property: "API trigger property",
  canvas_entry_property: "Canvas entry property",
  context: "Canvas context variable",
};

export const isDataNamespace = (word: string): word is DataNamespace => Object.hasOwn(dataNamespaces, word);

/** A member's name, or every item of a list. */
export type DeclaredPart = string | typeof eachItem;
export const eachItem = Symbol("each item");

/** By the key of the place. */
export type DeclaredData = ReadonlyMap<string, Declared>;

export const noData: DeclaredData = new Map();

/** What tells one place from another. */
export const dataKey = ({ namespace, name }: Declared["root"], path: readonly DeclaredPart[]): string =>
  [written(namespace, name), ...path.map((part) => (part === eachItem ? "[]" : quoted(part)))].join(" ");

export const dataOf = (declared: readonly Declared[]): DeclaredData =>
  new Map(declared.map((one) => [dataKey(one.root, one.path), one]));

export const isBlank = (value: Value): boolean =>
  value === null || (typeof value === "string" && /^[\s\u0085]*$/.test(value));

/** What JSON writes without quotes. */
export const isTyped = (type: DeclaredType): boolean =>
  type === "number" || type === "integer" || type === "boolean";

export const isDeclaredType = (text: string): text is DeclaredType => Object.hasOwn(declaredTypes, text);

/** As Ruby holds it. */
export const rubyValue = (value: DeclaredValue): Value =>
  typeof value === "number" && !Number.isInteger(value) ? new RubyFloat(value) : value;
