import type { ScalarType } from "../config/model/config.js";
import { isJsonNumber, jsonNumber } from "../source/json-number.js";
import type { Range } from "../source/source.js";
import { type Entry, lose, type Surroundings } from "./entry.js";
import type { Constant } from "./expression.js";
import { fromOf, leafText } from "./leaves.js";
import { type Leaf, type Made, sameLeaf } from "./made.js";

export interface Found {
  readonly entry: Entry;
  /** What it reads: a test whether that is there says nothing new. */
  readonly leaves: readonly Leaf[];
}

/** `true` and `12` without quotes are what they look like. */
export function literal(made: Made): Made {
  const { constant } = made;
  if (typeof constant !== "string") return made;
  const text = constant.trim();
  if (/^(true|false)$/.test(text)) return { ...made, constant: text === "true" };
  if (text === "null") return { ...made, constant: null };
  return notation.test(text) ? { ...made, constant: jsonNumber(text) } : made;
}

/** A number as JSON writes it. */
const notation = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export const literalCodes = (made: Made): Made => {
  const { default: fallback } = made;
  return fallback === undefined
    ? made
    : { ...made, default: literal({ ...made, constant: fallback }).constant! };
};

export function ofScalar(
  name: string,
  made: Made,
  isQuoted: boolean,
  place: Range,
  around: Surroundings,
): Found | undefined {
  for (const what of made.lost) lose(around, place, what);
  const { constant, leaves, text } = made;
  if (constant !== undefined) {
    if (constant === null || constant === "") return undefined;
    return { entry: new Map([["value", constant]]), leaves };
  }
  if (leaves.length === 0) {
    if (made.lost.length === 0) lose(around, place, made.isNow ? "the send time as a property" : "its value");
    return undefined;
  }
  // A text in which something is missing says something else.
  if (text) return made.lost.length > 0 ? undefined : ofText(name, text, place, around);
  if (made.hash) {
    lose(around, place, `| ${made.hash} of a property`);
    return undefined;
  }
  if (made.normalize.includes("downcase")) lose(around, place, "| downcase");
  if (made.join !== undefined && !made.isJson) lose(around, place, "| join");
  const type = typeOf(name, made, isQuoted, around);
  const from = fromOf(name, leaves, place, around);
  if (from === undefined) return undefined;
  const isRequired = around.required.some((leaf) => leaves.length === 1 && sameLeaf(leaf, leaves[0]));
  const entry = begun(type, from);
  const scale = made.scale ?? 1;
  const isAmount = type === "number" || type === "integer";
  if (isAmount && scale !== 1) {
    if (scale > 0 && scale < 1) entry.set("scale", scale);
    else lose(around, place, `| times: ${scale}`);
  }
  if (isAmount && made.decimals !== undefined && type !== "integer") entry.set("round", made.decimals);
  if (made.codes) {
    entry.set("map", made.codes);
    if (made.otherwise !== undefined && made.otherwise !== "keep") entry.set("else", made.otherwise);
  }
  if (isRequired && made.default === undefined) entry.set("required", true);
  const fallback = made.default;
  if (fallback !== undefined && fallback !== null) {
    const fitting = fitted(fallback, type);
    if (fitting === undefined)
      lose(around, place, `| default: ${String(fallback)}, which is not of type ${type}`);
    else entry.set("default", fitting);
  }
  const short = entry.size === 1 ? type : entry;
  return { entry: short, leaves };
}

/** The beginning of a property: its type, and its source where it is not the one that it reads by itself. */
export function begun(type: string, from: Entry): Map<string, Entry> {
  const entry = new Map<string, Entry>([["type", type]]);
  if (from !== "") entry.set("from", from);
  return entry;
}

/** A default in the type that it has to have. */
function fitted(value: Exclude<Constant, null>, type: ScalarType | "json"): Constant | undefined {
  switch (type) {
    case "number":
    case "integer": {
      const number =
        typeof value === "string" && notation.test(value.trim()) ? jsonNumber(value.trim()) : value;
      return isJsonNumber(number) && Number.isFinite(Number(number)) ? number : undefined;
    }
    case "boolean":
      return typeof value === "boolean"
        ? value
        : /^(true|false)$/i.test(String(value))
          ? String(value).toLowerCase() === "true"
          : undefined;
    case "json":
      return value;
    case "string":
    case "datetime":
    case "url":
      return String(value);
  }
}

const amounts = /(^|_)(price|revenue|total|amount|subtotal|discount|tax|shipping|value|cost)s?$/i;

const counts = /(^|_)(quantity|qty|count|points|position)$/i;

const addresses = /(^|_)(url|uri|href|link)$/i;

const flags =
  /^(is|has|was|can|should|opted|in)_|(^|_)(active|enabled|subscribed|available|returning|member)$/i;

function typeOf(name: string, made: Made, isQuoted: boolean, around: Surroundings): ScalarType | "json" {
  if (made.date !== undefined) {
    const isIso = /^%(Y-%m-%d|F)T/.test(made.date);
    if (!isIso) around.changes.push({ path: around.path, what: "is sent as YYYY-MM-DDTHH:MM:SSZ" });
    return "datetime";
  }
  if (made.isBoolean) return "boolean";
  if (made.isJson && !isQuoted) return "json";
  if (made.codes) {
    const values = [...made.codes.values()];
    if (values.every((value) => typeof value === "boolean")) return "boolean";
    return values.every((value) => typeof value === "number") ? "number" : "string";
  }
  const isAmount = made.isNumber || amounts.test(name) || counts.test(name);
  if (isQuoted && isAmount)
    around.changes.push({ path: around.path, what: "is sent as a number; the body sends it as a string" });
  if (!isQuoted && !made.isNumber && flags.test(name)) return "boolean";
  if (isAmount || !isQuoted) return made.decimals === 0 ? "integer" : "number";
  return addresses.test(name) ? "url" : "string";
}

/** A text with holes, as `text:` has it. */
function ofText(
  name: string,
  text: NonNullable<Made["text"]>,
  place: Range,
  around: Surroundings,
): Found | undefined {
  const written: string[] = [];
  const leaves: Leaf[] = [];
  for (const part of text) {
    if (typeof part === "string") {
      if (/[{}]/.test(part)) {
        lose(around, place, "a string with braces in it");
        return undefined;
      }
      written.push(part);
    } else {
      const source = leafText(part.of, around);
      if (source === undefined) {
        lose(around, place, "the item of another loop");
        return undefined;
      }
      leaves.push(part.of);
      written.push(`{${source}}`);
    }
  }
  const isUrl = /^https?:/i.test(written[0] ?? "") || addresses.test(name);
  const type = isUrl ? "url" : "string";
  if (isUrl && text.some((part, at) => typeof part !== "string" && at > 0 && !part.escaped))
    around.changes.push({ path: around.path, what: "has its values escaped for a URL" });
  const entry = new Map<string, Entry>([
    ["type", type],
    ["text", written.join("")],
  ]);
  return { entry, leaves };
}
