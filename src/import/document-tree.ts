import type { Range } from "../source/source.js";
import type { Arm, Expression, Loop, Test } from "./expression.js";

/** A body read as JSON with holes. */
export type Value = Range &
  (
    | { readonly kind: "string"; readonly parts: readonly Part[] }
    /** A number, `true`, `null`, or what Liquid prints in such a place. */
    | { readonly kind: "bare"; readonly parts: readonly Part[] }
    | { readonly kind: "object"; readonly members: readonly Member[] }
    | { readonly kind: "array"; readonly items: readonly Item[] }
    | { readonly kind: "either"; readonly arms: readonly Arm<Value | undefined>[] }
  );

export type Part = Range &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "hole"; readonly of: Expression }
    | { readonly kind: "either"; readonly arms: readonly Arm<readonly Part[]>[] }
  );

export interface Member extends Range {
  readonly name: string;
  readonly value: Value;
  /** Tests that all hold where it is printed. */
  readonly when: readonly Test[];
}

export type Item = Range & { readonly when: readonly Test[] } & (
    | { readonly kind: "value"; readonly value: Value }
    | { readonly kind: "each"; readonly loop: Loop; readonly items: readonly Item[] }
  );

/** Why a body cannot be read as a document, and where. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly range: Range,
  ) {
    super(message);
  }
}
