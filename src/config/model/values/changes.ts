import { isArray, RubyFloat, type RubyTime, type Value } from "../../../liquid/value.js";
import { multiply, round } from "../../../liquid/values/arithmetic.js";
import { fromNumeric, toNumber } from "../../../liquid/values/number.js";
import type { Codes, ScalarType, Scaling } from "../config.js";
import { type Converted, convert } from "./convert.js";
import { largestScaled } from "./rules.js";

/** Whether a value that is none of the codes may be sent as it is: beside codes, a text is not read as a number. */
export const keepsCodes = (type: ScalarType | "json"): boolean => type !== "number" && type !== "integer";

/** What a property does to a value on the way to its type. */
export interface Changes {
  readonly type: ScalarType | "json";
  readonly join?: string | undefined;
  readonly map?: Codes | undefined;
  readonly scaling?: Scaling | undefined;
}

/** A value with its code replaced, converted to its type, and scaled; or why it counts as missing. */
export function changed({ type, join, map, scaling }: Changes, value: Value, now: RubyTime): Converted {
  if (join !== undefined && isArray(value)) return joined(value, join, now);
  if (!map) return scaledTo(type, scaling, value, now);
  const code = convert("string", value, now);
  if ("missing" in code) return code;
  const text = decoded(map, String(code.json));
  return text === undefined ? { missing: "not one of the codes in map" } : scaledTo(type, scaling, text, now);
}

function joined(items: readonly Value[], separator: string, now: RubyTime): Converted {
  const texts = items
    .map((item) => convert("string", item, now))
    .flatMap((one) => ("json" in one ? [one.json] : []));
  return texts.length > 0
    ? { json: texts.join(separator) }
    : { missing: "nothing in the list can be joined" };
}

function decoded({ values, otherwise }: Codes, code: string): string | undefined {
  const known = values.get(code);
  if (known !== undefined) return known;
  if (otherwise === "keep") return code;
  return otherwise === "leave_out" ? undefined : otherwise.text;
}

function scaledTo(
  type: ScalarType | "json",
  scaling: Scaling | undefined,
  value: Value,
  now: RubyTime,
): Converted {
  if (!scaling) return convert(type, value, now);
  const number = convert("number", value, now);
  if ("missing" in number) return number;
  const given = Number(number.json);
  if (Math.abs(given) > largestScaled) return { missing: "too large to be scaled" };
  return convert(type, scaled(scaling, given), now);
}

function scaled({ factor, decimals }: Scaling, number: number): Value {
  const product = fromNumeric(multiply(toNumber(new RubyFloat(number)), toNumber(factor)));
  const result = decimals === undefined ? product : fromNumeric(round(toNumber(product), decimals));
  // A number too small for a float is zero, below zero as well as above.
  return result instanceof RubyFloat && result.value === 0 ? new RubyFloat(0) : result;
}
