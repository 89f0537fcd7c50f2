import { LiquidError } from "../liquid-error.js";
import { type Integer, integer, isFloat, isInteger, isTime, type Value } from "../value.js";
import { floorDivide } from "../values/arithmetic.js";
import { strictInteger } from "../values/integer.js";
import { leadingInteger } from "../values/number.js";

/** One end of a range: nil and texts by their leading digits, anything else must be a whole number. */
export function rangeEnd(value: Value): Integer {
  return value === null || typeof value === "string"
    ? integer(leadingInteger(value ?? ""))
    : strictInteger(value);
}

/** Ruby's `to_i`; what has none fails inside the engine, which prints `internal`. */
export function toI(value: Value): Integer {
  if (value === null || typeof value === "string") return integer(leadingInteger(value ?? ""));
  if (isInteger(value)) return value;
  if (isTime(value)) return integer(floorDivide(value.nanoseconds, 1_000_000_000n));
  if (isFloat(value) && Number.isFinite(value.value)) return integer(BigInt(Math.trunc(value.value)));
  throw new LiquidError("internal");
}
