import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import type { Scratch } from "../../src/host.js";
import { UserTexts } from "../../src/replay/user-texts.js";
import { sized } from "../support/depth.js";

const opened: Scratch[] = [];
const scratch = () => {
  opened.push(realFiles.openScratch());
  return opened.at(-1)!;
};
afterAll(() => {
  for (const one of opened) one.close();
});

/** Adds to those that are tested and to a map, and compares what is found of all. */
function compare(texts: UserTexts, added: readonly (readonly [id: string, text: string])[]): void {
  const expected = new Map<string, string>();
  for (const [id, text] of added) {
    texts.add(id, text);
    expected.set(id, text);
  }
  expect(texts.find("nobody")).toBeUndefined();
  for (const [id, text] of expected) expect(texts.find(id) === text, id).toBe(true);
}

test("texts are found by their ids, the last of each, however few are held", () => {
  const id = fc.integer({ min: 0, max: 30 }).map((number) => `ü${number}`);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(id, fc.string({ unit: "grapheme" }))),
      fc.integer({ min: 0, max: 200 }),
      (added, most) => compare(new UserTexts(scratch, most), added),
    ),
    { numRuns: sized(20, 1000) },
  );
});

test("a text that comes after an empty one counts", () => {
  compare(new UserTexts(scratch, 0), [
    ["a", " "],
    ["b", ""],
    ["b", " "],
  ]);
});

test("they are found among more than are read at a time, and where one alone is longer than is written at a time", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => {
    const text = index === 500 ? "ü".repeat(1_000_000) : `user ${index}`;
    return [[`external ${index}`, text] as const, [`braze ${index % 700}`, text] as const];
  });
  compare(new UserTexts(scratch, 5_000), many.flat());
  expect(opened.length).toBeGreaterThan(0);
});
