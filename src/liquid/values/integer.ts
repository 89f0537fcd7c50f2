import { LiquidError } from "../liquid-error.js";
import { type Integer, integer, isInteger, type Value } from "../value.js";
import { toText } from "./print.js";
import { strip } from "./text.js";

const literal =
  /^([-+]?)(?:0x([0-9a-f]+(?:_[0-9a-f]+)*)|0b([01]+(?:_[01]+)*)|0(?:o|_)?([0-7]+(?:_[0-7]+)*)|(?:0d)?(\d+(?:_\d+)*))$/i;

/**
 * Ruby's `Integer(value.to_s)`, which `slice`, `truncate`, `limit` and others put their arguments through: the whole text
 * must be an integer literal of Ruby's, so `011` is nine and `1.0` is none.
 * @throws LiquidError
 */
export function strictInteger(value: Value): Integer {
  if (isInteger(value)) return value;
  const text = toText(value);
  const found = text.includes("\0") ? null : literal.exec(strip(text));
  if (!found) throw new LiquidError("invalid integer");
  const [, sign, hex, binary, octal, decimal = "0"] = found;
  // A leading zero makes an octal number, in which 8 and 9 have no place.
  if (octal === undefined && /^0\d/.test(decimal)) throw new LiquidError("invalid integer");
  const digits = hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : decimal;
  const size = BigInt(digits.replaceAll("_", ""));
  return integer(sign === "-" ? -size : size);
}

/** A strict integer that counts characters or items. Ruby fails inside the engine for one beyond its machine word. */
export function strictCount(value: Value): number {
  const found = strictInteger(value);
  if (typeof found === "bigint" && (found >= 1n << 63n || found < -(1n << 63n))) {
    throw new LiquidError("internal");
  }
  return Number(found);
}
