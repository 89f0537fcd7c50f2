import type { DataSource } from "../config/model/config.js";
import type { Range } from "../source/source.js";
import type { Constant, Loop, Loss, Test } from "./expression.js";
import type { Leaf } from "./made.js";

/** A part of a config as it is written. */
export type Entry = Constant | readonly Entry[] | Entries;

export interface Entries extends ReadonlyMap<string, Entry> {}

/** Something that the generated body sends otherwise, on purpose. */
export interface Change {
  /** Names of members down to it; `[]` for an item. */
  readonly path: readonly string[];
  readonly what: string;
  /** It is the same value, as one of the properties. */
  readonly isMoved?: true;
}

/** Where a property is. */
export interface Surroundings {
  readonly path: readonly string[];
  /** The namespace that a property without `from` reads. */
  readonly namespace: DataSource["kind"];
  /** The loop whose item the property is in. */
  readonly loop?: Loop;
  /** The path, in the data, of the object that the property is in. */
  readonly object?: Leaf;
  /** The same of a list's item, where no loop reads it. */
  readonly item?: Leaf;
  /** Whether the object is put together of its properties, so that each has to say where it comes from. */
  readonly isGathered?: boolean;
  /** What the body aborts without. */
  readonly required: readonly Leaf[];
  readonly losses: Loss[];
  readonly changes: Change[];
}

/** `properties.lines[].sku`. */
export const shownPlace = (path: readonly string[]): string => path.join(".").replaceAll(".[]", "[]");

export function lose({ losses, path }: Surroundings, { start, end }: Range, what: string): void {
  losses.push({ start, end, path, what: `${shownPlace(path)}: ${what}` });
}

/** What a message says of a condition that nothing in a config can say. */
export const wordsOf = (test: Test): string => (test.op === "unknown" ? `: ${test.text}` : "");
