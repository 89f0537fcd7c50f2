import { describe, expect, test } from "vitest";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { isBlank, isEmpty } from "../../../src/liquid/values/blank.js";
import { compare, contains, equal, type Order } from "../../../src/liquid/values/compare.js";
import { lookup } from "../../../src/liquid/values/lookup.js";
import { inspect, print, toText } from "../../../src/liquid/values/print.js";
import { comparisonException } from "../exceptions.js";
import { recorded, shown, type Tagged, untag } from "../recorded.js";

type Print = readonly [
  value: Tagged,
  printed: string,
  text: string,
  inspected: string,
  blank: boolean,
  empty: boolean | null,
];

describe("printing", () => {
  test.each(recorded<Print>("prints"))("%j", (tagged, printed, text, inspected, blank, empty) => {
    const value = untag(tagged);
    expect(print(value)).toBe(printed);
    expect(toText(value)).toBe(text);
    expect(inspect(value)).toBe(inspected);
    expect(isBlank(value)).toBe(blank);
    expect(isEmpty(value)).toBe(empty ?? false);
  });
});

type Comparison = readonly [operator: string, left: Tagged, right: Tagged, answer: boolean | string];

describe("comparisons", () => {
  const rows = recorded<Comparison>("comparisons");

  test.each(["==", "!=", "<", ">", "<=", ">=", "contains"])("%s", (operator) => {
    const wrong = rows.flatMap(([one, left, right, ruby]) => {
      if (one !== operator) return [];
      const ours = answer(operator, left, right);
      if (comparisonException(untag(left), untag(right))) return [];
      return ours === ruby ? [] : [{ left: shown(untag(left)), right: shown(untag(right)), ruby, ours }];
    });
    expect(wrong).toEqual([]);
  });
});

function answer(operator: string, left: Tagged, right: Tagged): boolean | string {
  const [a, b] = [untag(left), untag(right)];
  try {
    if (operator === "contains") return contains(a, b);
    if (operator === "==") return equal(a, b);
    return operator === "!=" ? !equal(a, b) : compare(operator as Order, a, b);
  } catch (error) {
    if (error instanceof LiquidError) return error.message;
    throw error;
  }
}

type Lookup = readonly [object: Tagged, key: Tagged, byDot: boolean, found: Tagged];

describe("lookups", () => {
  test.each(recorded<Lookup>("lookups"))("%j %j %j", (object, key, byDot, found) => {
    expect(shown(lookup(untag(object), untag(key), byDot))).toBe(shown(untag(found)));
  });
});
