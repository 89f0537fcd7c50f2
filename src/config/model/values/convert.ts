import {
  isArray,
  isFloat,
  isHash,
  isInteger,
  RubyFloat,
  RubyTime,
  type Value,
} from "../../../liquid/value.js";
import { asJsonText } from "../../../liquid/values/as-json.js";
import { isBlank } from "../../../liquid/values/blank.js";
import { valueOfNode } from "../../../liquid/values/from-json.js";
import { print, toText } from "../../../liquid/values/print.js";
import { strip } from "../../../liquid/values/text.js";
import { type Json, type JsonNode, readJson, toJson } from "../../../source/json.js";
import { jsonNumber } from "../../../source/json-number.js";
import type { ScalarType } from "../config.js";
import { trailingZeros } from "./rules.js";
import { isoOf, readTime, secondsOf } from "./time.js";

/** A value converted to the type that the config gives it, or why it counts as missing. */
export type Converted = { readonly json: Json } | { readonly missing: string };

const missing = (why: string): Converted => ({ missing: why });

/** The conversion rules, one for each type; the generated bodies implement the same rules in Liquid. */
export function convert(type: ScalarType | "json", value: Value, now: RubyTime): Converted {
  if (value === null) return missing("absent");
  const structure = type === "json" && isArray(value);
  if (!structure && isBlank(toText(value))) return missing("blank");
  return conversions[type](value, now);
}

const anyMoment = RubyTime.fromMilliseconds(0);

/**
 * The same of a value that the config itself gives: the moment of a send makes no difference to it, and a number is sent
 * as it is written.
 */
export function convertLiteral(type: ScalarType | "json", node: JsonNode): Converted {
  const converted = convert(type, valueOfNode(node), anyMoment);
  const isKept = type === "number" && node.kind === "number" && "json" in converted;
  return isKept ? { json: toJson(node) } : converted;
}

const conversions: Record<ScalarType | "json", (value: Value, now: RubyTime) => Converted> = {
  string: text,
  url: text,
  number: (value) => {
    const number = readNumber(value);
    return number === undefined ? missing("not a number") : { json: jsonNumber(number) };
  },
  integer: (value) => {
    const number = readNumber(value);
    if (number === undefined) return missing("not a number");
    return isWhole(number) ? { json: jsonNumber(wholeText(number)) } : missing("not an integer");
  },
  boolean: (value) => {
    const word = strip(toText(value)).toLowerCase();
    return word === "true" || word === "false"
      ? { json: word === "true" }
      : missing("neither true nor false");
  },
  datetime: (value, now) => {
    const time = readTime(value, now);
    const seconds = time === undefined ? undefined : secondsOf(time);
    return seconds === undefined ? missing("not a time") : { json: isoOf(seconds) };
  },
  json: (value) => {
    // A value of a fixture is nested less deeply than its file.
    return { json: readJson(asJsonText(value))! };
  },
};

function text(value: Value): Converted {
  if (isHash(value)) return missing("an object, not a string");
  if (isArray(value)) return missing("an array, not a string");
  return { json: toText(value) };
}

/** A number, or a string in JSON's notation whose value survives: `42.50` does, `1,299.00`, `12 USD` and `1e3` do not. */
function readNumber(value: Value): string | undefined {
  if (isInteger(value)) return String(value);
  if (isFloat(value)) return Object.is(value.value, -0) ? undefined : print(value);
  if (typeof value !== "string") return undefined;
  const written = strip(value);
  if (/^(0|-?[1-9]\d*)$/.test(written)) return written;
  if (!/^-?\d+\.\d+$/.test(written)) return undefined;
  const float = Number(written);
  if (Object.is(float, -0)) return undefined;
  const printed = print(new RubyFloat(float));
  const zeros = written.startsWith(printed) ? written.slice(printed.length) : "x";
  return /^0*$/.test(zeros) && zeros.length <= trailingZeros ? printed : undefined;
}

/** A float is an integer if its digits are: `1.0e+20` is; `1.0e+23`, which no float holds exactly, is not. */
function isWhole(number: string): boolean {
  const value = Number(number);
  if (!Number.isInteger(value)) return false;
  if (!number.includes(".")) return true;
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length) === BigInt(value);
}

/** The digits of an integer, as Ruby prints one. */
const wholeText = (number: string): string =>
  number.includes(".") ? String(BigInt(Number(number))) : number;

/** `now` as a source: a time as a string, or epoch seconds where a number is expected. */
export function nowAs(type: ScalarType | "json", now: RubyTime): Value {
  return type === "number" || type === "integer" ? now.seconds : isoOf(Number(now.seconds));
}
