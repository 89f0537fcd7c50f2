import { describe, expect, test } from "vitest";
import { memoized, memoizedOf } from "../../src/source/memoized.js";

describe("what is computed once", () => {
  test("is what it was of one key, undefined included", () => {
    let computed = 0;
    const half = memoized((n: number) => {
      computed += 1;
      return n % 2 === 0 ? n / 2 : undefined;
    });
    expect([half(4), half(4), half(3), half(3)]).toEqual([2, 2, undefined, undefined]);
    expect(computed).toBe(2);
  });

  test("is of both objects, not of one alone", () => {
    let computed = 0;
    const [a, b] = [{ name: "a" }, { name: "b" }];
    const names = memoizedOf((left: typeof a, right: typeof a) => {
      computed += 1;
      return left.name + right.name;
    });
    expect([names(a, b), names(b, a), names(a, a), names(a, b)]).toEqual(["ab", "ba", "aa", "ab"]);
    expect(computed).toBe(3);
  });
});
