import { structuredPatch } from "diff";

/** Changes beyond which it would take long to find the fewest. */
const mostChanges = 1000;
/** Lines that are shown beside a change. */
const beside = 4;

/** Lines that begin with what becomes of them: `-`, `+`, or a blank where they stay. */
export interface Hunk {
  readonly oldStart: number;
  readonly lines: readonly string[];
}

/** What is in one text and not in the other, with the lines around it; nothing where they are the same. */
export function hunksOf(from: string, to: string): readonly Hunk[] {
  const options = { context: beside, maxEditLength: mostChanges };
  const patch = structuredPatch("from", "to", from, to, undefined, undefined, options);
  return (
    patch?.hunks.map(({ oldStart, lines }) => ({
      oldStart,
      // Not that the last line has no end.
      lines: lines.filter((line) => !line.startsWith("\\")),
    })) ?? placeByPlace(linesOf(from), linesOf(to))
  );
}

const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");

/** Texts that differ in many places: what begins and ends them alike stays, and between, each line takes the place of its like. */
function placeByPlace(from: readonly string[], to: readonly string[]): Hunk[] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const before = from.slice(head, from.length - tail);
  const after = to.slice(head, to.length - tail);
  if (before.length === 0 && after.length === 0) return [];
  const paired = before.length === after.length;
  const changes = paired
    ? before.flatMap((line, index) =>
        line === after[index] ? [` ${line}`] : [`-${line}`, `+${after[index]}`],
      )
    : [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
  const start = Math.max(0, head - beside);
  const context = (lines: readonly string[]) => lines.map((line) => ` ${line}`);
  return [
    {
      oldStart: start + 1,
      lines: [
        ...context(from.slice(start, head)),
        ...changes,
        ...context(from.slice(from.length - tail, from.length - tail + beside)),
      ],
    },
  ];
}
