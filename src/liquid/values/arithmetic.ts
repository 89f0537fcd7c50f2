import { LiquidError } from "../liquid-error.js";
import { Decimal, type Numeric, Special, toDouble } from "./number.js";

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") return a + b;
  if (a instanceof Special || b instanceof Special) return special(a, b, (x, y) => x + y);
  const [left, right, scale] = aligned(a, b);
  return new Decimal(left + right, scale);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") return a - b;
  if (a instanceof Special || b instanceof Special) return special(a, b, (x, y) => x - y);
  const [left, right, scale] = aligned(a, b);
  return new Decimal(left - right, scale);
}

export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") return a * b;
  if (a instanceof Special || b instanceof Special) return new Special(toDouble(a) * toDouble(b));
  const [left, right] = [decimalOf(a), decimalOf(b)];
  const digits = left.digits * right.digits;
  if (digits === 0n && left.digits < 0n !== right.digits < 0n) return new Special(-0);
  return new Decimal(digits, left.scale + right.scale);
}

/** Significant digits that a quotient is worked out to: more than any float holds. */
const precision = 40;

/** Between integers the quotient is rounded down. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") {
    if (b === 0n) throw new LiquidError("divided by 0");
    return floorDivide(a, b);
  }
  if (a instanceof Special || b instanceof Special) return new Special(toDouble(a) / toDouble(b));
  const [left, right] = aligned(a, b);
  if (left === 0n || right === 0n) {
    return new Special((left === 0n ? 0 : left < 0n ? -1 : 1) / (right === 0n ? 0 : right < 0n ? -1 : 1));
  }
  const shift = precision + Math.max(0, digitsOf(right) - digitsOf(left));
  return new Decimal((left * 10n ** BigInt(shift)) / right, shift);
}

/** The remainder has the sign of the divisor. */
export function modulo(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") {
    if (b === 0n) throw new LiquidError("divided by 0");
    return a - floorDivide(a, b) * b;
  }
  if (a instanceof Special && Number.isNaN(a.value)) return a;
  if (isZero(b)) throw new LiquidError("divided by 0");
  if (a instanceof Special || b instanceof Special) return specialRemainder(a, b);
  const [left, right, scale] = aligned(a, b);
  return new Decimal(left - floorDivide(left, right) * right, scale);
}

function specialRemainder(a: Numeric, b: Numeric): Numeric {
  const [x, y] = [toDouble(a), toDouble(b)];
  if (Number.isNaN(x) || Number.isNaN(y) || Math.abs(x) === Number.POSITIVE_INFINITY) {
    return new Special(Number.NaN);
  }
  if (Math.abs(y) !== Number.POSITIVE_INFINITY) return new Decimal(0n, 0);
  return typeof a === "bigint" ? new Decimal(a, 0) : a;
}

/** Negative, zero or positive; NaN where one is not a number. */
export function order(a: Numeric, b: Numeric): number {
  if (a instanceof Special || b instanceof Special) {
    const [x, y] = [signOrSpecial(a), signOrSpecial(b)];
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
  }
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Finite numbers keep their place between the infinities, beside zero. */
const signOrSpecial = (a: Numeric): number =>
  a instanceof Special ? a.value : Number(decimalOf(a).digits > 0n) - Number(decimalOf(a).digits < 0n);

export function absolute(a: Numeric): Numeric {
  if (typeof a === "bigint") return a < 0n ? -a : a;
  if (a instanceof Special) return new Special(Math.abs(a.value));
  return a.digits < 0n ? new Decimal(-a.digits, a.scale) : a;
}

export function floor(a: Numeric): bigint {
  const number = finite(a);
  return typeof number === "bigint" ? number : floorDivide(number.digits, 10n ** BigInt(number.scale));
}

export const ceil = (a: Numeric): bigint => {
  const number = finite(a);
  return typeof number === "bigint" ? number : -floorDivide(-number.digits, 10n ** BigInt(number.scale));
};

/** Half away from zero. An integer where the input is one, or where no place after the point stays. */
export function round(a: Numeric, places: number): Numeric {
  if (a instanceof Special && places > 0) return a;
  const number = finite(a);
  const { digits, scale } = decimalOf(number);
  const cut = scale - places;
  if (typeof number === "bigint" && places >= 0) return number;
  if (cut <= 0) return places > 0 ? number : floor(number);
  if (cut > digitsOf(digits) + 1) return places > 0 ? zeroLike(digits) : 0n;
  const unit = 10n ** BigInt(cut);
  const size = ((digits < 0n ? -digits : digits) + unit / 2n) / unit;
  const rounded = digits < 0n ? -size : size;
  if (places > 0) return rounded === 0n ? zeroLike(digits) : new Decimal(rounded, places);
  return rounded * 10n ** BigInt(-places);
}

/** A zero that keeps the sign of what was rounded away. */
const zeroLike = (digits: bigint): Numeric => (digits < 0n ? new Special(-0) : new Decimal(0n, 0));

/** What has no whole part raises, in BigDecimal's words. */
function finite(a: Numeric): bigint | Decimal {
  if (!(a instanceof Special)) return a;
  if (a.value === 0) return new Decimal(0n, 0);
  const name = Number.isNaN(a.value) ? "'NaN' (Not a Number)" : `'${a.value}'`;
  throw new LiquidError(`Computation results in ${name}`);
}

function special(a: Numeric, b: Numeric, calculate: (x: number, y: number) => number): Numeric {
  const [x, y] = [toDouble(a), toDouble(b)];
  const result = calculate(x, y);
  // A zero with a sign changes no number but zero, and a decimal is more than a double holds.
  if (!Number.isFinite(result) || result === 0) return new Special(result);
  const other = x === 0 ? b : a;
  const kept = typeof other === "bigint" ? new Decimal(other, 0) : other;
  return x === 0 && calculate(0, 1) < 0 ? multiply(-1n, kept) : kept;
}

/** The digits of both at one scale. */
function aligned(a: bigint | Decimal, b: bigint | Decimal): [bigint, bigint, number] {
  const [left, right] = [decimalOf(a), decimalOf(b)];
  if (left.scale === right.scale) return [left.digits, right.digits, left.scale];
  const scale = Math.max(left.scale, right.scale);
  return [
    left.digits * 10n ** BigInt(scale - left.scale),
    right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

const decimalOf = (number: bigint | Decimal): Decimal =>
  typeof number === "bigint" ? new Decimal(number, 0) : number;

const isZero = (a: Numeric): boolean =>
  a instanceof Special ? a.value === 0 : (typeof a === "bigint" ? a : a.digits) === 0n;

const digitsOf = (number: bigint): number => String(number < 0n ? -number : number).length;

export const floorDivide = (a: bigint, b: bigint): bigint =>
  a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b;
