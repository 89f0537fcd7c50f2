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

/** `plus: 0` is how bodies make numbers of texts, so small numbers and zero take a short way. */
const plus: FilterDefinition["apply"] = (input, [other = null]) => {
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

const times: FilterDefinition["apply"] = (input, [other = null]) => {
  if (typeof input === "number" && typeof other === "number") {
    const product = input * other;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return fromNumeric(multiply(toNumber(input), toNumber(other)));
};

const rows: readonly Row[] = [
  ["plus", [number], "Sum; a text counts by its leading number.", ["{{ 4 | plus: 2 }}", "6"], plus],
  ["minus", [number], "Difference.", ["{{ 4 | minus: 2 }}", "2"], operation(subtract)],
  ["times", [number], "Product.", ["{{ 19.99 | times: 100 }}", "1999.0"], times],
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
    operation((a, b) => (order(b, a) > 0 ? b : a)),
  ],
  [
    "at_most",
    [number],
    "No greater than the number.",
    ["{{ 4 | at_most: 3 }}", "3"],
    operation((a, b) => (order(b, a) < 0 ? b : a)),
  ],
  [
    "ceil",
    [],
    "Rounded up to an integer.",
    ["{{ 1.2 | ceil }}", "2"],
    (input) => fromNumeric(ceil(toNumber(input))),
  ],
  [
    "floor",
    [],
    "Rounded down to an integer.",
    ["{{ 1.8 | floor }}", "1"],
    (input) => fromNumeric(floor(toNumber(input))),
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
