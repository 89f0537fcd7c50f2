import type { Value } from "../../liquid/value.js";
import type { AbstractValue } from "../domain/value.js";

/**
 * The kinds of values that a proof tells apart: together they are every value that data may hold. Each has examples that
 * a witness can be made of, the plainest first.
 */
export interface Case {
  readonly value: AbstractValue;
  readonly examples: readonly Value[];
}
