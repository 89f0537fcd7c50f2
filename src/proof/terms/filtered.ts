import type { FilterDefinition } from "../../liquid/filters/index.js";
import { knownRope } from "../domain/text.js";
import type { Outcome } from "../domain/transfer.js";
import { type AbstractValue, Kind } from "../domain/value.js";
import { transfers } from "../transfer/index.js";
import { fold } from "./fold.js";

interface Filtered {
  readonly filter: FilterDefinition;
  readonly args: readonly AbstractValue[];
  readonly outcome: Outcome;
}

/** Outcomes that are remembered of one value, and of all together. */
const mostOfOne = 16;
const most = 20_000;

let filteredOf = new WeakMap<AbstractValue, Filtered[]>();
let count = 0;

/**
 * What a filter may give for a set of values. It depends on nothing else, and is asked about the very same values again and
 * again: each path computes its terms anew, and every body begins with the cases that data may be in.
 */
export function filtered(
  filter: FilterDefinition,
  input: AbstractValue,
  args: readonly AbstractValue[],
): Outcome {
  const known = filteredOf.get(input) ?? [];
  const before = known.find((one) => one.filter === filter && areSame(one.args, args));
  if (before) return before.outcome;
  const outcome = fold(filter, input, args) ?? transfers[filter.name](input, args);
  if (known.length < mostOfOne) {
    if (++count > most) {
      count = 0;
      filteredOf = new WeakMap();
    }
    filteredOf.set(input, [...known, { filter, args, outcome }]);
  }
  return outcome;
}

const areSame = (some: readonly AbstractValue[], others: readonly AbstractValue[]): boolean =>
  some.length === others.length && some.every((one, index) => isSame(one, others[index]!));

/** The very same, or the same constant, as a template writes it. */
const isSame = (one: AbstractValue, other: AbstractValue): boolean =>
  one === other ||
  (one.kinds === other.kinds &&
    ((one.kinds === Kind.text && one.text.length === 1 && isSameText(one, other)) ||
      (one.kinds === Kind.integer && one.integer !== undefined && one.integer === other.integer)));

function isSameText(one: AbstractValue, other: AbstractValue): boolean {
  const text = knownRope(one.text[0]!);
  return text !== undefined && other.text.length === 1 && text === knownRope(other.text[0]!);
}
