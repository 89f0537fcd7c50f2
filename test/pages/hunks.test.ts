import { expect, test } from "vitest";
import { hunksOf } from "../../src/pages/look/hunks.js";

const numbered = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join("");

test("a change is shown with the lines around it, whether or not the last line ends", () => {
  const text = numbered(20, "same");
  expect(hunksOf(text, text)).toEqual([]);
  expect(hunksOf(text, text.replace("same 9\n", "other\n"))).toEqual([
    {
      oldStart: 6,
      lines: [
        ...[5, 6, 7, 8].map((number) => ` same ${number}`),
        "-same 9",
        "+other",
        ...[10, 11, 12, 13].map((number) => ` same ${number}`),
      ],
    },
  ]);
  expect(hunksOf("a", "b\n")).toEqual([{ oldStart: 1, lines: ["-a", "+b"] }]);
});

// The fewest changes between such texts would take hours to find.
test("texts that differ in each of many lines are compared place by place", () => {
  const count = 100_000;
  const around = [numbered(10, "first"), numbered(10, "last")] as const;
  const [hunk, ...others] = hunksOf(
    numbered(count, "old").replace(/^|$/g, (_, at) => around[at ? 1 : 0]),
    numbered(count, "new").replace(/^|$/g, (_, at) => around[at ? 1 : 0]),
  );
  expect(others).toEqual([]);
  expect(hunk!.oldStart).toBe(7);
  expect(hunk!.lines.length).toBe(4 + 2 * count + 4);
  expect(hunk!.lines.slice(3, 7)).toEqual([" first 9", "-old 0", "+new 0", "-old 1"]);
  expect(hunk!.lines.slice(-6)).toEqual([
    `-old ${count - 1}`,
    `+new ${count - 1}`,
    ...[0, 1, 2, 3].map((number) => ` last ${number}`),
  ]);
});

test("of a text that many lines are added to or taken from, each is shown", () => {
  const text = numbered(3, "same");
  const more = numbered(5000, "more");
  const changes = (from: string, to: string) => hunksOf(from, to).flatMap(({ lines }) => lines);
  const lines = more.trimEnd().split("\n");
  const same = [" same 0", " same 1", " same 2"];
  expect(changes(text, text + more)).toEqual([...same, ...lines.map((line) => `+${line}`)]);
  expect(changes(more + text, text)).toEqual([...lines.map((line) => `-${line}`), ...same]);
});
