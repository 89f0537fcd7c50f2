import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isFloat, isHash, isInteger, isTime, RubyFloat, type Value } from "../liquid/value.js";
import { inspect } from "../liquid/values/print.js";
import { written } from "./check-name.js";
import { instantOf } from "./fixture/instant.js";

/** The types that `data:` may give a name, each with what its values are. */
export const declaredTypes = {
  string: "a text, and no date",
  number: "a number",
  integer: "a number without a fraction",
  boolean: "true or false",
  datetime: "a text that begins YYYY-MM-DD, with nothing but a time of day and a zone behind it",
  url: "a text without white space, quotation marks and backslashes",
  array: "a list",
  object: "an object",
  json: "any value",
} as const;

export type DeclaredType = keyof typeof declaredTypes;
export type DeclaredValue = string | number | boolean;

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

/** A member's name, or every item of a list. */
export type DeclaredPart = string | typeof eachItem;
export const eachItem = Symbol("each item");

/** By the key of the place. */
export type DeclaredData = ReadonlyMap<string, Declared>;

export const noData: DeclaredData = new Map();

/** What tells one place from another. */
export const dataKey = ({ namespace, name }: Declared["root"], path: readonly DeclaredPart[]): string =>
  [written(namespace, name), ...path.map((part) => (part === eachItem ? "[]" : JSON.stringify(part)))].join(
    " ",
  );

export const dataOf = (declared: readonly Declared[]): DeclaredData =>
  new Map(declared.map((one) => [dataKey(one.root, one.path), one]));

const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:[\d:.+\-Z ]{1,28}$)/.test(text) && instantOf(text) !== undefined;
const urlText = /^[^\s"\\\u0000-\u001f]+$/;

export const isBlank = (value: Value): boolean =>
  value === null || (typeof value === "string" && /^[\s\u0085]*$/.test(value));

/** What is wrong with a value where something else is declared, in words; undefined where it is as declared. */
function departure(value: Value, declared: Declared, converted: boolean): string | undefined {
  const { type, values, maxLength, required } = declared;
  if (value === null) return required ? "is missing and required" : undefined;
  if (required && isBlank(value)) return "is blank and required";
  const shown = shorten(inspect(value));
  if (converted && type !== undefined && isConverted(value, type)) return undefined;
  if (type !== undefined && !fits(value, type)) return `is ${shown} and declared as ${typeWithArticle(type)}`;
  if (values && !values.some((one) => equals(one, value)))
    return `is ${shown}, which is not among ${values.map((one) => JSON.stringify(one)).join(", ")}`;
  if (maxLength !== undefined && typeof value === "string" && [...value].length > maxLength)
    return `has ${[...value].length} characters and a max_length of ${maxLength}`;
  return undefined;
}

/** What Braze may have made of it: its pages do not agree on whether numbers and booleans stay what they are. */
function isConverted(value: Value, type: DeclaredType): boolean {
  if (typeof value !== "string" || !isTyped(type)) return false;
  return type === "boolean" ? value === "true" || value === "false" : /^\s*-?\d+(\.\d+)?\s*$/.test(value);
}

/** What JSON writes without quotes. */
export const isTyped = (type: DeclaredType): boolean =>
  type === "number" || type === "integer" || type === "boolean";

function fits(value: Value, type: DeclaredType): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return isInteger(value) || isFloat(value);
    case "integer":
      return isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "datetime":
      return isTime(value) || (typeof value === "string" && isMoment(value));
    case "url":
      return typeof value === "string" && urlText.test(value);
    case "array":
      return isArray(value);
    case "object":
      return isHash(value);
    case "json":
      return true;
  }
}

export const isDeclaredType = (text: string): text is DeclaredType => Object.hasOwn(declaredTypes, text);

/** As Ruby holds it. */
export const rubyValue = (value: DeclaredValue): Value =>
  typeof value === "number" && !Number.isInteger(value) ? new RubyFloat(value) : value;

/** Whether a value may stand in an enum of a type. */
export const suits = (value: DeclaredValue, type: DeclaredType): boolean => fits(rubyValue(value), type);

const equals = (one: DeclaredValue, value: Value): boolean =>
  one === value || (isFloat(value) && value.value === one);

const typeWithArticle = (type: DeclaredType): string =>
  type === "json" ? "json" : `${/^[aio]/.test(type) ? "an" : "a"} ${type}`;

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** A place in somebody's data that is not as declared. */
export interface Departure {
  readonly declared: Declared;
  readonly what: string;
}

/**
 * Where a user and an event depart from what is declared.
 * @param isRead whether a name has to be there at all: only of what a template reads is something missing
 * @param options converted: numbers and booleans may be texts
 */
export function departures(
  scope: Scope,
  data: DeclaredData,
  isRead: (root: Declared["root"]) => boolean,
  { converted = false }: { readonly converted?: boolean } = {},
): Departure[] {
  return [...data.values()].flatMap((declared) => {
    const { namespace, name } = declared.root;
    const hash = namespace === undefined ? scope.profile : scope.namespaces.get(namespace);
    const at = valuesAt(hash?.get(name) ?? null, declared.path);
    const asked = isRead(declared.root);
    for (const value of at) {
      const what = value === null && !asked ? undefined : departure(value, declared, converted);
      if (what !== undefined) return [{ declared, what }];
    }
    return [];
  });
}

/** The values that stand at a path, every item of a list for itself. Of a holder that is not there nothing is asked. */
function valuesAt(value: Value, [part, ...rest]: readonly DeclaredPart[]): Value[] {
  if (part === undefined) return [value];
  if (part === eachItem) return isArray(value) ? value.flatMap((item) => valuesAt(item ?? null, rest)) : [];
  return isHash(value) ? valuesAt(value.get(part) ?? null, rest) : [];
}
