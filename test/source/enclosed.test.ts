import fc from "fast-check";
import { expect, it } from "vitest";
import { enclosed, lineStartOf, liquidMarks, replaceEnclosed } from "../../src/source/enclosed.js";

const parts = fc.array(fc.constantFrom("{{", "}}", "{%", "%}", "{", "}", "%", "a", "\n", '"'), {
  maxLength: 30,
});

it("finds what a regular expression finds", () => {
  fc.assert(
    fc.property(parts, (list) => {
      const text = list.join("");
      const expression = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
      expect([...enclosed(text, liquidMarks)].map(({ start, end }) => text.slice(start, end))).toEqual(
        text.match(expression) ?? [],
      );
      expect(replaceEnclosed(text, liquidMarks, () => "_")).toBe(text.replace(expression, "_"));
    }),
    { numRuns: 500 },
  );
});

it("tells where a line begins", () => {
  expect([0, 1, 2, 3, 4].map((offset) => lineStartOf("a\nb\rc", offset))).toEqual([0, 0, 2, 2, 4]);
});

// Looking for the end from each beginning, it would not end.
it("reads what is never closed once", () => {
  const text = "{{ {% ".repeat(400_000);
  expect([...enclosed(text, liquidMarks)]).toEqual([]);
});
