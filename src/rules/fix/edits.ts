import type { Fix } from "../../diagnostics/diagnostic.js";
import { countFirst } from "../../source/ordered.js";
import type { Range } from "../../source/source.js";

export type Edit = Fix["edits"][number];

export const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
export const remove = ({ start, end }: Range): Edit => ({ start, end, text: "" });
export const replace = ({ start, end }: Range, text: string): Edit => ({ start, end, text });

export const editsOf = (fixes: readonly Fix[]): readonly Edit[] => fixes.flatMap((fix) => fix.edits);

const inOrder = (edits: readonly Edit[]): Edit[] =>
  [...edits].sort((a, b) => a.start - b.start || a.end - b.end);

/** Fixes that do not touch each other, the first ones first: one that is there already is not made twice. */
export function together<F extends Fix>(fixes: readonly F[]): F[] {
  const taken: Range[] = [];
  const after = (place: number): number => countFirst(taken, ({ end }) => end < place);
  const isFree = ({ start, end }: Edit): boolean => {
    const next = taken[after(start)];
    return !next || end < next.start;
  };
  return fixes.filter(({ edits }) => {
    if (!edits.every(isFree)) return false;
    for (const edit of edits) taken.splice(after(edit.start), 0, edit);
    return true;
  });
}

/** The text with edits that do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: by } of inOrder(edits)) {
    pieces.push(text.slice(from, start), by);
    from = end;
  }
  return pieces.join("") + text.slice(from);
}

/** Where places of the edited text were before: what was inserted counts as the place of the insertion. */
export function placesBefore(edits: readonly Edit[]): (place: number) => number {
  const ordered = inOrder(edits);
  const shifts: number[] = [];
  let shift = 0;
  for (const { start, end, text } of ordered) {
    shifts.push(shift);
    shift += text.length - (end - start);
  }
  const last = shift;
  return (place) => {
    const index = countFirst(ordered, ({ start, text }, at) => start + shifts[at]! + text.length <= place);
    const edit = ordered[index];
    const before = shifts[index] ?? last;
    return edit && place >= edit.start + before ? Math.min(place - before, edit.end) : place - before;
  };
}
