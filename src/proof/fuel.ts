import type { Range } from "../source/source.js";

/** Nothing more can be told from here on: the work that a proof may cost is done, or what comes is nobody's to know. */
export class TooComplex extends Error {
  constructor(
    readonly place: Range,
    /** What cannot be known, where it is not the work that is too much. */
    readonly unknown?: string,
  ) {
    super("too complex");
  }
}

/** Work that costs one unit together. */
export const charactersPerUnit = 64;
export const factsPerUnit = 8;
export const testsPerUnit = 4;
export const variablesPerUnit = 4;
export const inputsPerUnit = 64;

/**
 * The work that a proof, or the search for its witnesses, may cost. It is counted where it is done, never timed: the same
 * template ends at the same place on every machine, however busy.
 */
export class Fuel {
  #spent = 0;
  #place: Range = { start: 0, end: 0 };

  constructor(readonly budget: number) {}

  get spent(): number {
    return this.#spent;
  }

  /** @param place where the work is done; the last one named counts until another is */
  spend(cost: number, place: Range = this.#place): void {
    this.#place = place;
    this.#spent += cost;
    if (this.#spent > this.budget) throw new TooComplex(place);
  }
}
