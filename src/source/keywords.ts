import { countFirst } from "./ordered.js";
import type { Range } from "./source.js";

/**
 * Many words, found in a text in one pass: the time grows with the text, and hardly with the number of the words.
 * They are kept sorted; whatever begins at a place is a beginning of the last word that is not after the text there.
 */
export class Keywords {
  readonly #sorted: readonly string[];
  /** For each word, the longest other that it begins with, or -1. */
  readonly #within: readonly number[];
  /** What the words begin with, as far as the shortest of them goes. */
  readonly #heads: ReadonlySet<string>;
  readonly #headLength: number;
  /** By the two characters that a head would end with, how many places on the next one may end. */
  readonly #skips: Uint8Array;
  readonly #longest: number;

  constructor(words: Iterable<string>) {
    this.#sorted = [...new Set(words)].filter((word) => word !== "").sort(byCodeUnits);
    const lengths = this.#sorted.map(({ length }) => length);
    this.#headLength = Math.min(
      8,
      lengths.reduce((least, length) => Math.min(least, length), 8),
    );
    this.#longest = lengths.reduce((most, length) => Math.max(most, length), 0);
    this.#heads = new Set(this.#sorted.map((word) => word.slice(0, this.#headLength)));
    this.#skips = skipsOf(this.#heads, this.#headLength);
    const within: number[] = [];
    const open: number[] = [];
    for (const [index, word] of this.#sorted.entries()) {
      while (open.length > 0 && !word.startsWith(this.#sorted[open.at(-1)!]!)) open.pop();
      within.push(open.at(-1) ?? -1);
      open.push(index);
    }
    this.#within = within;
  }

  get size(): number {
    return this.#sorted.length;
  }

  /** Where they occur, from left to right, the longest at each place, none in another. */
  find(text: string, accepts: (range: Range) => boolean = () => true): Range[] {
    const found: Range[] = [];
    if (this.#sorted.length === 0) return found;
    const last = this.#headLength - 1;
    let start = 0;
    while (start + last < text.length) {
      const end = start + last;
      const skip = this.#skips[pairKey(text.charCodeAt(end - 1), text.charCodeAt(end))]!;
      if (skip > 0) {
        start += skip;
        continue;
      }
      const length = this.#heads.has(text.slice(start, end + 1))
        ? this.#at(text.slice(start, start + this.#longest))
        : 0;
      const range = { start, end: start + length };
      if (length > 0 && accepts(range)) {
        found.push(range);
        start = range.end;
      } else start++;
    }
    return found;
  }

  /** The length of the longest word that a text begins with; 0 if there is none. */
  #at(text: string): number {
    const ahead = countFirst(this.#sorted, (word) => byCodeUnits(word, text) <= 0);
    for (let index = ahead - 1; index >= 0; index = this.#within[index]!) {
      if (text.startsWith(this.#sorted[index]!)) return this.#sorted[index]!.length;
    }
    return 0;
  }
}

const pairs = 1 << 14;

/** Pairs that share a key are skipped as far as either allows; those of ASCII have one of their own. */
const pairKey = (before: number, last: number): number => ((before << 7) ^ last) & (pairs - 1);

/** Of Wu and Manber's search for many words. A head of one character is looked for at every place. */
function skipsOf(heads: Iterable<string>, length: number): Uint8Array {
  const skips = new Uint8Array(pairs).fill(Math.max(0, length - 1));
  for (const head of heads)
    for (let last = 1; last < length; last++) {
      const key = pairKey(head.charCodeAt(last - 1), head.charCodeAt(last));
      skips[key] = Math.min(skips[key]!, length - 1 - last);
    }
  return skips;
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ranges in their order, those that touch or overlap as one. */
export function merged(ranges: readonly Range[]): Range[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
