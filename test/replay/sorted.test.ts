import fc from "fast-check";
import { expect, test } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import type { Scratch } from "../../src/host.js";
import { hashed, SeenIds } from "../../src/replay/hashed-ids.js";
import { Sorted } from "../../src/replay/sorted.js";
import { addTie, newTies, type Tie, tieLayout } from "../../src/replay/ties.js";
import { sized } from "../support/depth.js";

const ids = Array.from({ length: 12 }, (_, index) => hashed(`id ${index}`));
const tie = fc.record<Tie>({
  other: fc.option(fc.constantFrom(...ids.slice(0, 3)), { nil: undefined }),
  hasSeveral: fc.constant(false),
  isTracked: fc.boolean(),
  isIdentified: fc.boolean(),
  first: fc.tuple(fc.nat(3), fc.constantFrom(1, 7, 2 ** 40)),
});

test("what is spilled comes back added up and in order, however little is held", () => {
  const opened: Scratch[] = [];
  const scratch = () => {
    opened.push(realFiles.openScratch());
    return opened.at(-1)!;
  };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...ids), tie)),
      fc.integer({ min: 1, max: 9 }),
      (all, held) => {
        const sorted = new Sorted<Tie>(tieLayout, scratch, held);
        const expected = new Map<string, Tie>();
        for (const [id, one] of all) {
          sorted.add(id, { ...one });
          const own = expected.get(id);
          if (own) addTie(own, one);
          else expected.set(id, { ...one });
        }
        const inOrder = [...expected].sort(([a], [b]) => (a < b ? -1 : 1));
        expect([...sorted.entries()]).toEqual(inOrder);
        // They can be asked for again.
        expect([...sorted.entries()]).toEqual(inOrder);
      },
    ),
    { numRuns: sized(50, 3000) },
  );
  expect(opened.length).toBeGreaterThan(0);
  for (const one of opened) one.close();
});

test("so many runs are made one that few are read at a time", () => {
  const sorted = newTies(() => realFiles.openScratch()).anonymous;
  const small = new Sorted<Tie>(tieLayout, () => realFiles.openScratch(), 2);
  for (let index = 0; index < 300; index++) {
    const one = { other: undefined, hasSeveral: false, isTracked: true, isIdentified: false };
    for (const into of [sorted, small])
      into.add(hashed(String(index % 200)), { ...one, first: [0, index] as const });
  }
  expect([...small.entries()]).toEqual([...sorted.entries()]);
});

test("ids are known again", () => {
  const seen = new SeenIds();
  const all = Array.from({ length: 10_000 }, (_, index) => hashed(String(index)));
  const zero = "0".repeat(24);
  expect([...all, zero].filter((id) => !seen.isNew(id))).toEqual([]);
  expect([...all, zero].filter((id) => seen.isNew(id))).toEqual([]);
});
