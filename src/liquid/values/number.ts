import { LiquidError } from "../liquid-error.js";
import { integer, isFloat, isInteger, RubyFloat, type Value } from "../value.js";
import { floatText } from "./print.js";
import { strip } from "./text.js";

/**
 * A number as Liquid's arithmetic sees it. Decimals are exact (`0.1 + 0.2` is `0.3`), because Ruby Liquid computes with
 * BigDecimal and makes a Float only of the result.
 */
export type Numeric = bigint | Decimal | Special;

/** `digits` times ten to the power of minus `scale`. Zero below zero is a `Special`. */
export class Decimal {
  constructor(
    readonly digits: bigint,
    readonly scale: number,
  ) {}
}

/** What no `Decimal` holds: an infinity, no number at all, or a zero with a minus sign. */
export class Special {
  constructor(readonly value: number) {}
}

/**
 * Liquid's `Utils.to_number`: the leading integer of a text unless all of it is a decimal, zero for what is not a number.
 * @throws LiquidError for a decimal beside a NUL, which `strip` passes over and BigDecimal does not
 */
export function toNumber(value: Value): Numeric {
  if (isInteger(value)) return BigInt(value);
  if (isFloat(value)) return ofFloat(value.value);
  if (typeof value !== "string") return 0n;
  const text = strip(value);
  if (!/^-?\d+\.\d+$/.test(text)) return leadingInteger(value);
  if (text.length < value.length && value.includes("\0")) throw new LiquidError("string contains null byte");
  return parseDecimal(text);
}

function ofFloat(value: number): Numeric {
  if (!Number.isFinite(value) || Object.is(value, -0)) return new Special(value);
  return parseDecimal(floatText(value));
}

/** From a decimal text such as `-12.50`, or a float's print. */
function parseDecimal(text: string): Numeric {
  const [mantissa = "0", exponent = "0"] = text.split("e");
  const point = mantissa.indexOf(".");
  const digits = BigInt(mantissa.slice(0, point) + mantissa.slice(point + 1));
  if (digits === 0n && text.startsWith("-")) return new Special(-0);
  const scale = mantissa.length - point - 1 - Number(exponent);
  return scale < 0 ? new Decimal(digits * 10n ** BigInt(-scale), 0) : new Decimal(digits, scale);
}

/**
 * Ruby's `String#to_i`: leading white space, a sign, digits with single underscores between them. `0d`, which says that digits
 * are decimal, is read over: a hash may begin with it.
 */
export function leadingInteger(text: string): bigint {
  const match = /^[\t-\r ]*([-+]?)(?:0d(?=\d))?(\d+(?:_\d+)*)/i.exec(text);
  if (!match) return 0n;
  const value = BigInt(match[2]!.replaceAll("_", ""));
  return match[1] === "-" ? -value : value;
}

/** Back to a Liquid value: integers stay, decimals become floats. */
export function fromNumeric(number: Numeric): Value {
  return typeof number === "bigint" ? integer(number) : new RubyFloat(toDouble(number));
}

/** The nearest JavaScript number. */
export function toDouble(number: Numeric): number {
  if (typeof number === "bigint") return Number(number);
  return number instanceof Special ? number.value : Number(`${number.digits}e${-number.scale}`);
}
