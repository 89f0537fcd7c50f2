import { countFirst } from "./ordered.js";
/** A text with a name: a file, stdin, a generated artifact or a rendered body. */
export interface Source {
  /** As shown to the user: a path relative to the current folder, or a name in angle brackets. */
  readonly name: string;
  readonly text: string;
  /** Ranges whose text is never shown (a literal credential); code frames print `*` there. */
  readonly secrets?: readonly Range[];
}

/** Offsets in UTF-16 units, from 0; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether a range lies in another, or is the same. */
export const isWithin = (inner: Range, outer: Range): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** A range of a named source. */
export interface Span extends Range {
  readonly source: Source;
}

/** A position for people: lines and columns from 1, offset from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

const lineStarts = new WeakMap<Source, number[]>();

/** The position of an offset. Lines end at LF, CRLF or CR; the line map is built once per source. */
export function positionOf(source: Source, offset: number): Position {
  let starts = lineStarts.get(source);
  if (!starts) {
    starts = [0];
    for (const match of source.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    lineStarts.set(source, starts);
  }
  const line = Math.max(
    1,
    countFirst(starts, (start) => start <= offset),
  );
  return { line, column: offset - starts[line - 1]! + 1, offset };
}

export function spanOf(source: Source, start: number, end: number = start): Span {
  const limit = source.text.length;
  return { source, start: Math.min(start, limit), end: Math.min(Math.max(start, end), limit) };
}

/** The source's text with every secret range overwritten by `*`: same length, same lines. */
export function shownText({ text, secrets = [] }: Source): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of [...secrets].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    pieces.push(text.slice(from, Math.max(from, start)));
    pieces.push(text.slice(Math.max(from, start), end).replace(/[^\r\n]/g, "*"));
    from = end;
  }
  return pieces.join("") + text.slice(from);
}
