import type { Range } from "./source.js";

/** What opens a stretch of text, and what closes it. */
export type Marks = readonly [open: string, close: string];

/** Liquid's outputs and tags, as far as their braces tell. */
export const liquidMarks: readonly Marks[] = [
  ["{{", "}}"],
  ["{%", "%}"],
];

/**
 * The stretches from an opening mark to the nearest closing one after it, in the order of the text; an opening mark
 * that nothing closes is none. In time that grows with the text: a regular expression looks for the closing mark again
 * from each opening one.
 */
export function* enclosed(text: string, marks: readonly Marks[]): Generator<Range> {
  const open = marks.map(([mark, close]) => ({ mark, close, at: text.indexOf(mark) }));
  for (let from = 0; ; ) {
    for (const one of open) if (one.at >= 0 && one.at < from) one.at = text.indexOf(one.mark, from);
    const [next] = open.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
    if (!next) return;
    const close = text.indexOf(next.close, next.at + next.mark.length);
    if (close < 0) {
      next.at = -1;
      continue;
    }
    const end = close + next.close.length;
    yield { start: next.at, end };
    from = end;
  }
}

/** A text with something else in the place of each such stretch. */
export function replaceEnclosed(
  text: string,
  marks: readonly Marks[],
  instead: (stretch: string) => string,
): string {
  let [made, from] = ["", 0];
  for (const { start, end } of enclosed(text, marks)) {
    made += text.slice(from, start) + instead(text.slice(start, end));
    from = end;
  }
  return made + text.slice(from);
}

/** Where the line begins that a place is in. */
export const lineStartOf = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
