import type { Range } from "./source.js";

/**
 * Many words, found in a text in one pass: the time grows with the text, and hardly with the number of the words.
 * They are kept sorted; whatever begins at a place is a beginning of the last word that is not after the text there.
 */
export class Keywords {
  readonly #sorted: readonly string[];
  /** For each word, the longest other that it begins with, or -1. */
  readonly #within: readonly number[];
  /** What the words begin with, as far as the shortest of them goes: most places are passed over by it. */
  readonly #heads: ReadonlySet<string>;
  readonly #headLength: number;
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
    for (let start = 0; start + this.#headLength <= text.length; start++) {
      if (!this.#heads.has(text.slice(start, start + this.#headLength))) continue;
      const range = { start, end: start + this.#at(text.slice(start, start + this.#longest)) };
      if (range.end === start || !accepts(range)) continue;
      found.push(range);
      start = range.end - 1;
    }
    return found;
  }

  /** The length of the longest word that a text begins with; 0 if there is none. */
  #at(text: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byCodeUnits(this.#sorted[middle]!, text) <= 0) low = middle + 1;
      else high = middle;
    }
    for (let index = low - 1; index >= 0; index = this.#within[index]!) {
      if (text.startsWith(this.#sorted[index]!)) return this.#sorted[index]!.length;
    }
    return 0;
  }
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
