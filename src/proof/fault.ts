import type { Range } from "../source/source.js";
import type { AbstractValue } from "./domain/value.js";
import type { Fact } from "./terms/evaluate.js";
import type { Input } from "./terms/term.js";

/** Kinds of faults, the most certain first: that is the order in which they are told. */
export const faultKinds = [
  "syntax",
  "comment",
  "fragment",
  "missing-quote",
  "quote-inside",
  "wrong-bracket",
  "missing-bracket",
  "wrong-colon",
  "missing-colon",
  "second-comma",
  "missing-comma",
  "trailing-comma",
  "missing-value",
  "bare-name",
  "bare-word",
  "unclosed",
  "stray",
  "line-break",
  "bad-escape",
  "error-text",
  "bare-value",
  "quoted-json",
  "cut-escape",
  "unescaped",
  "error-in-text",
  "too-complex",
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** For whom a fault was found. */
export interface FaultPath {
  /** The values of inputs with which it was found, where it hangs on some. */
  readonly cases: ReadonlyMap<Input, AbstractValue>;
  readonly pathCondition: readonly Fact[];
}

/** A place where the document may break, and for whom. */
export interface Fault extends Range {
  readonly kind: FaultKind;
  /** Ways to it, the first found first; there is always one. */
  readonly paths: readonly FaultPath[];
  /** More to say: the character that cannot be there, what is missing. */
  readonly detail?: string | undefined;
}
