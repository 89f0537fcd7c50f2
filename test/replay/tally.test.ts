import fc from "fast-check";
import { expect, test } from "vitest";
import { lowestLimit, rateOf } from "../../src/replay/rates.js";
import { add, emptyTally, kept, nothing, oneMore, underKept } from "../../src/replay/tally.js";

test("of names without number the same are kept, in whatever order or parts they come", () => {
  const names = Array.from({ length: kept.names + 40 }, (_, index) => `event ${index}`);
  const tallyOf = (all: readonly string[]) => {
    const tally = emptyTally();
    for (const name of all) oneMore(underKept(tally.unmatched, name, nothing), [0, names.indexOf(name)]);
    return tally;
  };
  const twice = [...names, ...names];
  const whole = tallyOf(twice);
  expect(Object.keys(whole.unmatched)).toHaveLength(kept.names);
  const inParts = emptyTally();
  for (const part of [twice.slice(700), twice.slice(0, 300), twice.slice(300, 700).reverse()])
    add(inParts, tallyOf(part));
  const counts = (tally: typeof whole) =>
    Object.entries(tally.unmatched)
      .map(([name, { count }]) => [name, count])
      .sort();
  expect(counts(inParts)).toEqual(counts(whole));
  expect(counts(whole).every(([, count]) => count === 2)).toBe(true);
});

test.each<[minutes: Record<string, number>, wait: number, limit: number]>([
  [{ "100": 50, "101": 3 }, 0, 50],
  [{ "100": 50, "101": 3 }, 1, 25],
  [{ "100": 50, "160": 50 }, 60, 10],
  [{ "100": 1_000 }, 60, 17],
  [{ "100": 4 }, 0, 10],
])("%j waits no longer than %i minutes under a limit of %i", (minutes, wait, limit) => {
  expect(lowestLimit(minutes, wait)).toBe(limit);
});

test("a queue of messages under the lowest limit waits no longer, and under one less it does", () => {
  const minutes = fc.dictionary(
    fc.integer({ min: 0, max: 200 }).map(String),
    fc.integer({ min: 1, max: 300 }),
    {
      minKeys: 1,
    },
  );
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 90 }), (minutes, wait) => {
      const limit = lowestLimit(minutes, wait);
      expect(longestWait(minutes, limit)).toBeLessThanOrEqual(wait);
      if (limit > 10) expect(longestWait(minutes, limit - 1)).toBeGreaterThan(wait);
    }),
  );
});

/** One message at a time. */
function longestWait(minutes: Record<string, number>, limit: number): number {
  const queue: number[] = [];
  let longest = 0;
  for (let minute = 0; minute <= 200 || queue.length > 0; minute++) {
    for (let event = 0; event < (minutes[minute] ?? 0); event++) queue.push(minute);
    for (const since of queue.splice(0, limit)) longest = Math.max(longest, minute - since);
  }
  return longest;
}

test("what goes on for weeks is counted by the day", () => {
  const minutes = Object.fromEntries(Array.from({ length: 30 }, (_, day) => [day * 24 * 60 + 5, day + 1]));
  const rate = rateOf(minutes)!;
  expect([rate.per, rate.over.length, rate.over[1], rate.peak]).toEqual([
    "day",
    30,
    { from: "1970-01-02T00:00Z", events: 2 },
    { minute: "1970-01-30T00:05Z", events: 30 },
  ]);
});
