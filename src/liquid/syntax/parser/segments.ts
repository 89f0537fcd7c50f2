import type { Range } from "../../../source/source.js";
import type { Word } from "../template.js";
import { notSpace, pattern, plainSegment, segment, space } from "./patterns.js";

/** One part of a path as written. */
export type Segment = Word;

/** `(first..last)`: as in Ruby, the last pair of dots parts the two. The look-ahead keeps hostile rows of dots linear. */
export function rangeParts(text: string): { first: Range; last: Range } | undefined {
  const found = rangePattern.exec(text);
  if (!found) return undefined;
  const [first, last] = [found.indices![2]!, found.indices![3]!];
  return { first: { start: first[0], end: first[1] }, last: { start: last[0], end: last[1] } };
}

const rangePattern = pattern(
  `^\\(${space}*(?=((${notSpace}+)${space}*\\.\\.))\\1${space}*(${notSpace}+)${space}*\\)$`,
);

const segments = new RegExp(segment, "g");
const plainSegments = new RegExp(plainSegment, "g");

/** After the last closing bracket no bracket can be a segment, so none is tried there: rows of `[` stay linear. */
export function segmentsOf(text: string, start: number): Segment[] {
  const cut = text.lastIndexOf("]") + 1;
  const toSegment = (offset: number) => (found: RegExpExecArray) => ({
    text: found[0],
    start: offset + found.index,
    end: offset + found.index + found[0].length,
  });
  return [
    ...[...text.slice(0, cut).matchAll(segments)].map(toSegment(start)),
    ...[...text.slice(cut).matchAll(plainSegments)].map(toSegment(start + cut)),
  ];
}
