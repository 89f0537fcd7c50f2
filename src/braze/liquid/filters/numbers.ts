import { LiquidError } from "../liquid-error.js";
import type { Value } from "../value.js";
import { Decimal, fromNumeric, NotFinite, type Numeric, toNumber } from "../values/number.js";
import { brazeFilters, type FilterDefinition, type Parameter } from "./definition.js";

type Row = readonly [
  name: string,
  parameters: readonly Parameter[],
  summary: string,
  example: readonly [string, string],
  apply: FilterDefinition["apply"],
]; // prettier-ignore

const number: Parameter = { name: "number" };
const operation =
  (calculate: (a: Numeric, b: Numeric) => Numeric): FilterDefinition["apply"] =>
  (input, [other]) =>
    fromNumeric(calculate(toNumber(input), toNumber(other!)));

const rows: readonly Row[] = [
  [
    "plus",
    [number],
    "Sum; a text counts by its leading number.",
    ["{{ 4 | plus: 2 }}", "6"],
    operation((a, b) => add(a, b)),
  ],
  ["minus", [number], "Difference.", ["{{ 4 | minus: 2 }}", "2"], operation((a, b) => add(a, negated(b)))],
  ["times", [number], "Product.", ["{{ 19.99 | times: 100 }}", "1999.0"], operation(multiply)],
  [
    "divided_by",
    [number],
    "Quotient; between integers it is rounded down.",
    ["{{ 15 | divided_by: 2 }}", "7"],
    operation(divide),
  ],
  [
    "modulo",
    [number],
    "Remainder, with the sign of the divisor.",
    ["{{ 7 | modulo: 3 }}", "1"],
    operation(modulo),
  ],
  [
    "abs",
    [],
    "Without its sign.",
    ["{{ -4 | abs }}", "4"],
    (input) => fromNumeric(absolute(toNumber(input))),
  ],
  [
    "at_least",
    [number],
    "No smaller than the number.",
    ["{{ 4 | at_least: 5 }}", "5"],
    operation((a, b) => (sign(add(b, negated(a))) > 0 ? b : a)),
  ],
  [
    "at_most",
    [number],
    "No greater than the number.",
    ["{{ 4 | at_most: 3 }}", "3"],
    operation((a, b) => (sign(add(b, negated(a))) < 0 ? b : a)),
  ],
  [
    "ceil",
    [],
    "Rounded up to an integer.",
    ["{{ 1.2 | ceil }}", "2"],
    (input) => fromNumeric(-floorOf(negated(toNumber(input)))),
  ],
  [
    "floor",
    [],
    "Rounded down to an integer.",
    ["{{ 1.8 | floor }}", "1"],
    (input) => fromNumeric(floorOf(toNumber(input))),
  ],
  [
    "round",
    [{ name: "decimals", optional: true }],
    "Rounded, half away from zero.",
    ["{{ 2.5 | round }}", "3"],
    round,
  ],
]; // prettier-ignore

export const numberFilters: readonly FilterDefinition[] = rows.map(
  ([name, parameters, summary, [template, output], apply]) => ({
    name,
    group: "number",
    documented: true,
    parameters,
    summary,
    example: { template, output },
    source: brazeFilters,
    apply,
  }),
);

/** Both as decimals of one scale, or as floats where one is not finite. */
function aligned(a: Numeric, b: Numeric): [bigint, bigint, number] | [number, number] {
  if (a instanceof NotFinite || b instanceof NotFinite) return [asFloat(a), asFloat(b)];
  const [left, right] = [asDecimal(a), asDecimal(b)];
  const scale = Math.max(left.scale, right.scale);
  return [
    left.digits * 10n ** BigInt(scale - left.scale),
    right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

const asDecimal = (number: bigint | Decimal): Decimal =>
  typeof number === "bigint" ? new Decimal(number, 0) : number;

function asFloat(number: Numeric): number {
  if (typeof number === "bigint") return Number(number);
  return number instanceof Decimal ? number.toFloat().value : number.value;
}

function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") return a + b;
  const [left, right, scale] = aligned(a, b);
  return scale === undefined
    ? new NotFinite((left as number) + (right as number))
    : new Decimal((left as bigint) + (right as bigint), scale);
}

function negated(a: Numeric): Numeric {
  if (typeof a === "bigint") return -a;
  return a instanceof Decimal ? new Decimal(-a.digits, a.scale) : new NotFinite(-a.value);
}

function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") return a * b;
  if (a instanceof NotFinite || b instanceof NotFinite) return new NotFinite(asFloat(a) * asFloat(b));
  const [left, right] = [asDecimal(a), asDecimal(b)];
  return new Decimal(left.digits * right.digits, left.scale + right.scale);
}

/** Digits behind the point that a quotient is worked out to: more than any float holds. */
const precision = 60;

function divide(a: Numeric, b: Numeric): Numeric {
  if (typeof a === "bigint" && typeof b === "bigint") {
    if (b === 0n) throw new LiquidError("divided by 0");
    return floorDivide(a, b);
  }
  const [left, right, scale] = aligned(a, b);
  if (scale === undefined || right === 0n) return new NotFinite(asFloat(a) / asFloat(b));
  const shift = precision + Math.max(0, String(right).length - String(left).length);
  return new Decimal(((left as bigint) * 10n ** BigInt(shift)) / (right as bigint), shift);
}

function modulo(a: Numeric, b: Numeric): Numeric {
  const [left, right, scale] = aligned(a, b);
  if (scale === undefined) return new NotFinite(Number.NaN);
  if (right === 0n) throw new LiquidError("divided by 0");
  const rest = (left as bigint) - floorDivide(left as bigint, right as bigint) * (right as bigint);
  return typeof a === "bigint" && typeof b === "bigint" ? rest : new Decimal(rest, scale);
}

const floorDivide = (a: bigint, b: bigint): bigint =>
  a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b;

const absolute = (a: Numeric): Numeric => (sign(a) < 0 ? negated(a) : a);

function sign(a: Numeric): number {
  if (a instanceof NotFinite) return Math.sign(a.value);
  const digits = asDecimal(a).digits;
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

function floorOf(a: Numeric): bigint {
  if (typeof a === "bigint") return a;
  if (a instanceof NotFinite) throw notFinite(a);
  return a.scale <= 0 ? a.digits * 10n ** BigInt(-a.scale) : floorDivide(a.digits, 10n ** BigInt(a.scale));
}

const notFinite = (a: NotFinite) =>
  new LiquidError(Number.isNaN(a.value) ? "NaN" : a.value > 0 ? "Infinity" : "-Infinity");

/** Integers stay what they are unless decimals are negative; `round: 0` and no argument give an integer. */
function round(input: Value, [decimals = 0]: readonly Value[]): Value {
  const value = toNumber(input);
  const places = Number(floorTowardsZero(toNumber(decimals)));
  if (value instanceof NotFinite) throw notFinite(value);
  const number = asDecimal(value);
  const cut = number.scale - places;
  const unit = cut > 0 ? 10n ** BigInt(Math.min(cut, 5000)) : 1n;
  const half = unit / 2n;
  const digits = number.digits < 0n ? -((-number.digits + half) / unit) : (number.digits + half) / unit;
  const rounded = cut > 0 ? new Decimal(digits, places) : number;
  const whole = rounded.scale <= 0 ? rounded.digits * 10n ** BigInt(-rounded.scale) : undefined;
  if (decimals === 0 || typeof value === "bigint") return fromNumeric(whole ?? floorOf(rounded));
  // BigDecimal#round gives an integer for no or negative decimals.
  return places <= 0 && whole !== undefined ? fromNumeric(whole) : fromNumeric(rounded);
}

function floorTowardsZero(a: Numeric): bigint {
  if (typeof a === "bigint") return a;
  if (a instanceof NotFinite) throw notFinite(a);
  return a.scale <= 0 ? a.digits * 10n ** BigInt(-a.scale) : a.digits / 10n ** BigInt(a.scale);
}
