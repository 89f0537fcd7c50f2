import { LiquidError } from "../liquid-error.js";
import { isFloat, RubyFloat, type Value } from "../value.js";
import {
  absolute,
  add,
  ceil,
  divide,
  floor,
  modulo,
  multiply,
  order,
  round as roundTo,
  subtract,
} from "../values/arithmetic.js";
import { fromNumeric, type Numeric, toNumber } from "../values/number.js";
import type { FilterRecord, Filters, Parameter } from "./definition.js";

const number: Parameter = { name: "number" };
const operation =
  (calculate: (a: Numeric, b: Numeric) => Numeric): FilterRecord["apply"] =>
  (input, [other]) =>
    fromNumeric(calculate(toNumber(input), toNumber(other!)));

/** `plus: 0` is how bodies make numbers of texts, so small numbers and zero take a short way. */
const plus: FilterRecord["apply"] = (input, [other = null]) => {
  if (other === 0) {
    if (typeof input === "number") return input;
    if (isFloat(input) && input.value !== 0) return input;
    if (typeof input === "string") {
      if (/^-?[1-9]\d{0,14}$/.test(input)) return Number(input);
      if (/^-?[1-9]\d*\.\d+$/.test(input)) return new RubyFloat(Number(input));
    }
  } else if (typeof input === "number" && typeof other === "number") {
    const sum = input + other;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return fromNumeric(add(toNumber(input), toNumber(other)));
};

const times: FilterRecord["apply"] = (input, [other = null]) => {
  if (typeof input === "number" && typeof other === "number") {
    const product = input * other;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return fromNumeric(multiply(toNumber(input), toNumber(other)));
};

export const numberFilters = {
  plus: {
    parameters: [number],
    summary: "Sum; a string counts by its leading number.",
    example: { template: "{{ 4 | plus: 2 }}", output: "6" },
    apply: plus,
  },
  minus: {
    parameters: [number],
    summary: "Difference.",
    example: { template: "{{ 4 | minus: 2 }}", output: "2" },
    apply: operation(subtract),
  },
  times: {
    parameters: [number],
    summary: "Product.",
    example: { template: "{{ 19.99 | times: 100 }}", output: "1999.0" },
    traits: { rescales: true },
    apply: times,
  },
  divided_by: {
    parameters: [number],
    summary: "Quotient; between integers it is rounded down.",
    example: { template: "{{ 15 | divided_by: 2 }}", output: "7" },
    traits: { rescales: true },
    apply: operation(divide),
  },
  modulo: {
    parameters: [number],
    summary: "Remainder, with the sign of the divisor.",
    example: { template: "{{ 7 | modulo: 3 }}", output: "1" },
    apply: operation(modulo),
  },
  abs: {
    parameters: [],
    summary: "Without its sign.",
    example: { template: "{{ -4 | abs }}", output: "4" },
    apply: (input) => fromNumeric(absolute(toNumber(input))),
  },
  at_least: {
    parameters: [number],
    summary: "No smaller than the number.",
    example: { template: "{{ 4 | at_least: 5 }}", output: "5" },
    apply: operation((a, b) => (order(b, a) > 0 ? b : a)),
  },
  at_most: {
    parameters: [number],
    summary: "No greater than the number.",
    example: { template: "{{ 4 | at_most: 3 }}", output: "3" },
    apply: operation((a, b) => (order(b, a) < 0 ? b : a)),
  },
  ceil: {
    parameters: [],
    summary: "Rounded up to an integer.",
    example: { template: "{{ 1.2 | ceil }}", output: "2" },
    apply: (input) => fromNumeric(ceil(toNumber(input))),
  },
  floor: {
    parameters: [],
    summary: "Rounded down to an integer.",
    example: { template: "{{ 1.8 | floor }}", output: "1" },
    apply: (input) => fromNumeric(floor(toNumber(input))),
  },
  round: {
    parameters: [{ name: "decimals", optional: true }],
    summary: "Rounded, half away from zero.",
    example: { template: "{{ 2.5 | round }}", output: "3" },
    apply: round,
  },
} satisfies Filters;

/** `round: 0` and no argument always give an integer. */
function round(input: Value, [decimals = 0]: readonly Value[]): Value {
  const asked = toNumber(decimals);
  const places = order(asked, 0n) < 0 ? ceil(asked) : floor(asked);
  // Beyond this, Ruby fails to make a machine word of it.
  if (places >= 1n << 31n || places < -(1n << 31n)) throw new LiquidError("internal");
  const rounded = roundTo(toNumber(input), Number(places));
  return fromNumeric(isZero(decimals) ? floor(rounded) : rounded);
}

const isZero = (value: Value): boolean => value === 0 || (isFloat(value) && value.value === 0);
