import type { Found } from "./found.js";

type Part = "year" | "month" | "day" | "yearDay" | "hour" | "minute" | "second";
type Slice = readonly [part: Part, from: number, to: number];

/** What a run of digits holds, by its length. */
const dates: Readonly<Record<number, readonly Slice[]>> = {
  2: [["day", 0, 2]],
  3: [["yearDay", 0, 3]],
  4: [
    ["month", 0, 2],
    ["day", 2, 4],
  ],
  5: [
    ["year", 0, 2],
    ["yearDay", 2, 5],
  ],
  6: [
    ["year", 0, 2],
    ["month", 2, 4],
    ["day", 4, 6],
  ],
  7: [
    ["year", 0, 4],
    ["yearDay", 4, 7],
  ],
  ...Object.fromEntries(
    [8, 10, 12, 14].map((length) => [
      length,
      (
        [
          ["year", 0, 4],
          ["month", 4, 6],
          ["day", 6, 8],
          ["hour", 8, 10],
          ["minute", 10, 12],
          ["second", 12, 14],
        ] as const
      ).filter(([, , to]) => to <= length),
    ]),
  ),
};

/** The parts of a run with a fraction after it, read from its end. */
const fromTheEnd: readonly Part[] = ["second", "minute", "hour", "day", "month"];
/** Ruby has no reading of longer runs with an odd number of digits. */
const unread = new Set([9, 11, 13]);

/** `20231206`, `20231206T192045.5`, `231206`, `340`, `182045.5`: Ruby tells what digits mean by how many there are. */
export function readDigits(
  found: Found,
  [, sign = "", run = "", clock, fraction, zone]: RegExpExecArray,
): void {
  const timeOnly = clock === undefined && fraction !== undefined;
  const slices = timeOnly ? timeSlices(run.length) : (dates[run.length] ?? []);
  for (const [part, from, to] of slices) found[part] = Number(run.slice(from, to));
  if (sign === "-" && found.year !== undefined) found.year = -found.year;
  if (slices.some(([part, from, to]) => part === "year" && to - from === 4)) {
    // Seven digits keep their year as it is written, but Ruby does not mark it as whole.
    if (run.length !== 7) found.wholeYear = true;
  }
  if (clock !== undefined) readClock(found, clock, fraction !== undefined);
  if (fraction !== undefined) found.fraction = fraction;
  if (zone !== undefined) found.zone = zone.startsWith("[") ? bracketed(zone) : zone;
}

function timeSlices(length: number): Slice[] {
  const slices: Slice[] = [];
  if (unread.has(length)) return slices;
  let to = length;
  for (const part of fromTheEnd) {
    if (to <= 0) return slices;
    slices.push([part, Math.max(0, to - 2), to]);
    to -= 2;
  }
  if (length === 12 || length === 14) slices.push(["year", 0, to]);
  return slices;
}

function readClock(found: Found, clock: string, backwards: boolean): void {
  if (clock.length % 2 === 1) return;
  const pairs = clock.match(/\d\d/g)!.map(Number);
  if (backwards)
    [found.second, found.minute, found.hour] = keep(pairs.reverse(), [
      found.second,
      found.minute,
      found.hour,
    ]);
  else [found.hour, found.minute, found.second] = keep(pairs, [found.hour, found.minute, found.second]);
}

const keep = (read: readonly number[], before: readonly (number | undefined)[]): (number | undefined)[] =>
  before.map((value, index) => read[index] ?? value);

/** `[-5:EST]` names a zone after its offset. */
function bracketed(zone: string): string {
  const inside = zone.slice(1, -1);
  const colon = inside.indexOf(":");
  return colon < 0 ? inside : inside.slice(colon + 1);
}
