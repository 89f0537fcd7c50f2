import fc from "fast-check";
import { expect, test } from "vitest";
import { Keywords } from "../../src/source/keywords.js";
import { sized } from "../support/depth.js";

/** From left to right, the longest word at each place: tried one by one. */
function tried(words: readonly string[], text: string, accepts: (start: number) => boolean) {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; start < text.length; start++) {
    const longest = words
      .filter((word) => word !== "" && text.startsWith(word, start))
      .reduce((most, { length }) => Math.max(most, length), 0);
    if (longest === 0 || !accepts(start)) continue;
    found.push({ start, end: start + longest });
    start += longest - 1;
  }
  return found;
}

// "é" and "\u8069" have the key of "i" in a table of ASCII pairs.
const few = (maxLength: number, minLength = 0) =>
  fc.string({ unit: fc.constantFrom("a", "b", "i", "é", "\u8069"), maxLength, minLength });

test("the longest word at each place is found, none in another, as by trying them one by one", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }).chain((least) => fc.array(few(12, least), { maxLength: 6 })),
      few(60),
      fc.func(fc.boolean()),
      (words, rest, accepts) => {
        const text = words.join(rest.slice(0, 3)) + rest + words.join("");
        const isTaken = (start: number) => accepts(start);
        expect(new Keywords(words).find(text, ({ start }) => isTaken(start))).toEqual(
          tried(words, text, isTaken),
        );
      },
    ),
    { numRuns: sized(300, 20_000) },
  );
});
