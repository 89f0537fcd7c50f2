import { LiquidError } from "../../liquid/liquid-error.js";
import { strictInteger } from "../../liquid/values/integer.js";
import { join, only } from "../domain/join.js";
import { internal, invalidInteger } from "../domain/messages.js";
import { constants } from "../domain/printed.js";
import { gives, type Outcome } from "../domain/transfer.js";
import { type AbstractValue, anyInteger, has, Kind, nothing } from "../domain/value.js";

/** What an end of a range may be; anything else must be a whole number in text form, which no other kind is. */
export const rangeEnds = Kind.nil | Kind.text | Kind.integer;

/** `limit` and `offset` of a `for`: nothing, or what Ruby's `Integer()` takes. */
export function strictBound(value: AbstractValue): Outcome {
  const fine = join(only(value, Kind.nil | Kind.integer), has(value, Kind.text) ? anyInteger : nothing);
  if (!has(value, ~(Kind.nil | Kind.integer))) return gives(fine);
  const known = constants(value);
  return gives(fine, known?.every((one) => one === null || isInteger(one)) ? undefined : invalidInteger);
}

function isInteger(value: Parameters<typeof strictInteger>[0]): boolean {
  try {
    strictInteger(value);
    return true;
  } catch (error) {
    if (error instanceof LiquidError) return false;
    throw error;
  }
}

/** `limit`, `offset` and `cols` of a `tablerow`: Ruby's `to_i`, which nothing, numbers, texts and times have. */
export function looseBound(value: AbstractValue): Outcome {
  const { nil: missing, text, integer, float, time } = Kind;
  return gives(anyInteger, has(value, ~(missing | text | integer | float | time)) ? internal : undefined);
}
