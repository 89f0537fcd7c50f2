import { LiquidError } from "../liquid-error.js";
import { type Integer, integer, isFloat, isInteger, type Value } from "../value.js";
import { leadingInteger } from "../values/number.js";
import { toText } from "../values/print.js";

/** Ruby's `Integer(value.to_s)`, which a loop's `limit` and `offset` go through: the whole text must be a number. */
export function strictInteger(value: Value): Integer {
  if (isInteger(value)) return value;
  const text = toText(value)
    .trim()
    .replace(/(?<=[0-9a-f])_(?=[0-9a-f])/gi, "");
  const found = /^([+-]?)(?:0x([0-9a-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*)|0d([0-9]+))$/i.exec(text);
  if (!found) throw new LiquidError("invalid integer");
  const [, sign, hex, binary, octal, decimal, prefixed] = found;
  const prefix = hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : (decimal ?? prefixed)!;
  return integer(sign === "-" ? -BigInt(prefix) : BigInt(prefix));
}

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
  if (isFloat(value) && Number.isFinite(value.value)) return integer(BigInt(Math.trunc(value.value)));
  throw new LiquidError("internal");
}
