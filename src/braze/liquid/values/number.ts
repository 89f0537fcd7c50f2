import {
  type Integer,
  integer,
  isArray,
  isFloat,
  isHash,
  isInteger,
  RubyFloat,
  type Value,
} from "../value.js";
import { floatText } from "./print.js";
import { strip } from "./text.js";

/**
 * A number as Liquid's arithmetic sees it: an integer, or a decimal. Decimals are exact (`0.1 + 0.2` is `0.3`), because
 * Ruby Liquid computes with BigDecimal and prints a Float only at the end.
 */
export type Numeric = bigint | Decimal | NotFinite;

/** `digits` times ten to the power of minus `scale`. */
export class Decimal {
  constructor(
    readonly digits: bigint,
    readonly scale: number,
  ) {}

  /** From a decimal text such as `-12.50`, or a float's print. */
  static parse(text: string): Decimal {
    const [mantissa = "0", exponent = "0"] = text.toLowerCase().split("e");
    const [whole = "0", fraction = ""] = mantissa.split(".");
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(whole + fraction);
    return scale < 0 ? new Decimal(digits * 10n ** BigInt(-scale), 0) : new Decimal(digits, scale);
  }

  toFloat(): RubyFloat {
    const sign = this.digits < 0n ? "-" : "";
    const size = String(this.digits < 0n ? -this.digits : this.digits);
    return new RubyFloat(Number(`${sign}${size}e${-this.scale}`));
  }
}

/** Infinity, minus infinity, or no number at all. */
export class NotFinite {
  constructor(readonly value: number) {}
}

/** Liquid's reading of any value as a number: the leading integer of a text, zero for what has none. */
export function toNumber(value: Value): Numeric {
  if (isInteger(value)) return BigInt(value);
  if (isFloat(value))
    return Number.isFinite(value.value) ? Decimal.parse(floatText(value.value)) : new NotFinite(value.value);
  if (typeof value !== "string") return 0n;
  const text = strip(value);
  if (/^-?\d+\.\d+$/.test(text)) return Decimal.parse(text);
  return leadingInteger(value);
}

/** Ruby's `String#to_i`: leading white space, a sign, digits with single underscores between them. */
export function leadingInteger(text: string): bigint {
  const match = /^[\s]*([-+]?)(\d+(?:_\d+)*)/.exec(text);
  if (!match) return 0n;
  const value = BigInt(match[2]!.replaceAll("_", ""));
  return match[1] === "-" ? -value : value;
}

/** Back to a Liquid value: integers stay, decimals become floats. */
export function fromNumeric(number: Numeric): Value {
  if (typeof number === "bigint") return integer(number);
  return number instanceof Decimal ? number.toFloat() : new RubyFloat(number.value);
}

/** `Integer(value)` as Liquid's `slice`, `truncate` and others ask for it; undefined where Ruby raises. */
export function toInteger(value: Value): Integer | undefined {
  if (isInteger(value)) return value;
  if (isFloat(value))
    return Number.isFinite(value.value) ? integer(BigInt(Math.trunc(value.value))) : undefined;
  if (typeof value !== "string" || isArray(value) || isHash(value)) return undefined;
  const text = value.trim();
  if (/^[-+]?\d+(_\d+)*$/.test(text)) return integer(BigInt(text.replaceAll("_", "").replace(/^\+/, "")));
  return undefined;
}
