import { countFirst } from "../../../source/ordered.js";
/** A template without its HTML comments, and the way back to the user's offsets. */
export interface Stripped {
  readonly text: string;
  /** The offset in the original of an offset in `text`. */
  originOf(offset: number): number;
  /** Where in `text` a comment was cut out, ascending. */
  readonly cuts: readonly number[];
}

/**
 * Braze removes HTML comments before it reads the Liquid
 * (`_docs/_user_guide/messaging/design_and_edit/personalize/liquid/using_liquid.md`).
 */
export function stripHtmlComments(text: string): Stripped {
  let at = text.indexOf("<!--");
  if (at < 0) return { text, originOf: (offset) => offset, cuts: [] };
  const kept: string[] = [];
  const cuts: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  let length = 0;
  while (at >= 0) {
    const end = text.indexOf("-->", at + 4);
    if (end < 0) break;
    kept.push(text.slice(from, at));
    length += at - from;
    from = end + 3;
    cuts.push(length);
    shifts.push(from - length);
    at = text.indexOf("<!--", from);
  }
  kept.push(text.slice(from));
  const originOf = (offset: number) => offset + (shifts[countFirst(cuts, (cut) => cut <= offset) - 1] ?? 0);
  return { text: kept.join(""), originOf, cuts };
}
