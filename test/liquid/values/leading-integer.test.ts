import { expect, test } from "vitest";
import { leadingInteger } from "../../../src/liquid/values/number.js";

// What Ruby's String#to_i answers.
test.for([
  ["12", 12n],
  [" -7 pieces", -7n],
  ["1_000", 1000n],
  ["1__0", 1n],
  ["", 0n],
  ["--5", 0n],
  // The first characters of a hash may be a prefix for decimal digits.
  ["0d61f8370cad", 61n],
  ["-0D12", -12n],
  ["0d", 0n],
  ["0d_1", 0n],
  ["0d-5", 0n],
  // Other prefixes are none for to_i.
  ["0x1A", 0n],
  ["0b1", 0n],
] as const)("%j begins with %i", ([text, expected]) => {
  expect(leadingInteger(text)).toBe(expected);
});
