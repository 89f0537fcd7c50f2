import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Range } from "../../source/source.js";

export type Edit = Fix["edits"][number];

export const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
export const remove = ({ start, end }: Range): Edit => ({ start, end, text: "" });
export const replace = ({ start, end }: Range, text: string): Edit => ({ start, end, text });

/** Whether some edits touch none of the others. */
export const isApart = (edits: readonly Edit[], others: readonly Edit[]): boolean =>
  edits.every(({ start, end }) => others.every((other) => end < other.start || other.end < start));

/** The text with edits that do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: by } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    result = result.slice(0, start) + by + result.slice(end);
  return result;
}

/** Where a place of the edited text stood before: what was put in stands where it was put. */
export function placeBefore(edits: readonly Edit[], place: number): number {
  let shift = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (place < start + shift) break;
    if (place < start + shift + text.length) return Math.min(place - shift, end);
    shift += text.length - (end - start);
  }
  return place - shift;
}
