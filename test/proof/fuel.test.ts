import { expect, test } from "vitest";
import { Fuel, TooComplex } from "../../src/proof/fuel.js";

const placeOf = (spend: () => void): unknown => {
  try {
    spend();
  } catch (error) {
    if (error instanceof TooComplex) return error.place;
    throw error;
  }
  return undefined;
};

test("what is left can be spent to the last unit", () => {
  const fuel = new Fuel(10);
  expect(placeOf(() => fuel.spend(10))).toBeUndefined();
  expect(fuel.spent).toBe(10);
  expect(placeOf(() => fuel.spend(0.5, { start: 3, end: 5 }))).toEqual({ start: 3, end: 5 });
});

test("work that names no place is done where the last one was named", () => {
  const fuel = new Fuel(10);
  fuel.spend(1, { start: 7, end: 9 });
  expect(placeOf(() => fuel.spend(10))).toEqual({ start: 7, end: 9 });
});
