import fc from "fast-check";
import { expect, test } from "vitest";
import { countFirst } from "../../src/source/ordered.js";

test.each([
  [[], 3, 0],
  [[3], 3, 0],
  [[1], 3, 1],
  [[1, 2, 2, 5], 2, 1],
  [[1, 2, 2, 5], 3, 3],
  [[1, 2, 2, 5], 9, 4],
])("of %j, those below %d come first: %d", (numbers, limit, count) => {
  expect(countFirst(numbers, (number) => number < limit)).toBe(count);
});

test("it counts what a look at each would count, and says where each is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20 })),
      fc.integer({ min: 0, max: 21 }),
      (unordered, limit) => {
        const numbers = unordered.sort((a, b) => a - b);
        const isFirst = (number: number, index: number) => {
          expect(numbers[index]).toBe(number);
          return number < limit;
        };
        expect(countFirst(numbers, isFirst)).toBe(numbers.filter((number) => number < limit).length);
      },
    ),
  );
});
