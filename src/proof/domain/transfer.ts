import type { CharSet } from "./chars.js";
import { join, only } from "./join.js";
import { anyMessage, internal, invalidInteger, type Messages } from "./messages.js";
import { constants, toTexts } from "./printed.js";
import { rangeOf } from "./range.js";
import { anyOf, ropeChars, ropeMin, type Text } from "./text.js";
import { type AbstractValue, has, Kind, nil, nothing, ofText } from "./value.js";

/** What a filter may give for a set of values. */
export interface Outcome {
  readonly value: AbstractValue;
  /** The messages with which it may fail, and then give no value at all; undefined where it never does. */
  readonly fails: Messages;
}

export const isFailing = ({ fails }: Outcome): boolean => fails !== undefined;

/** What a filter does to sets of values; the arguments are there as far as they were written. */
export type Transfer = (input: AbstractValue, args: readonly AbstractValue[]) => Outcome;

export const gives = (value: AbstractValue, fails?: Messages): Outcome => ({ value, fails });
export const text = (value: Text, fails?: Messages): Outcome => gives(ofText(value), fails);
export const argument = (
  args: readonly AbstractValue[],
  index: number,
  fallback: AbstractValue = nil,
): AbstractValue => args[index] ?? fallback;

/** A text in which each character may become others, the length too. */
export const rewritten =
  (change: (set: CharSet) => CharSet, least: 0 | 1 = 0): Transfer =>
  (input) =>
    text(
      toTexts(input).map((rope) => [
        {
          kind: "chars",
          set: change(ropeChars(rope)),
          min: least === 1 ? Math.min(1, ropeMin(rope)) : 0,
          max: Number.POSITIVE_INFINITY,
        },
      ]),
    );

export const unlessNil =
  (transfer: Transfer): Transfer =>
  (input, args) => {
    const rest = only(input, ~Kind.nil);
    const there = rest.kinds === 0 ? gives(nothing) : transfer(rest, args);
    return has(input, Kind.nil) ? gives(join(there.value, nil), there.fails) : there;
  };

/** Fixed characters, whatever comes in. */
export const always =
  (set: CharSet, length?: number): Transfer =>
  () =>
    text(anyOf(set, length ?? 0, length));

/** A digest is hex digits; of nothing it may be nothing (an assumption). */
export const digest =
  (set: CharSet, length: number): Transfer =>
  (input) =>
    gives(join(ofText(anyOf(set, length, length)), has(input, Kind.nil) ? nil : nothing));

const machineWord = 2 ** 62;

/** Surely an integer, or a text that is one. */
const isInteger = (value: AbstractValue): boolean =>
  value.kinds === Kind.integer ||
  (constants(value)?.every(
    (one) =>
      typeof one === "number" || (typeof one === "string" && /^[ \t-\r]*[-+]?\d{1,9}[ \t-\r]*$/.test(one)),
  ) ??
    false);

/** Surely a number that Ruby can count with: data may hold larger ones, or none. */
export const isCount = (value: AbstractValue, most = machineWord): boolean =>
  isInteger(value) && (!has(value, Kind.integer) || rangeOf(value).most < most);

/** What Ruby says of an argument that is not an integer, or, where it counts something, not a machine word. */
export const badInteger = (value: AbstractValue): Messages => (isInteger(value) ? undefined : invalidInteger);
export const badCount = (value: AbstractValue): Messages =>
  anyMessage(badInteger(value), isCount(value) ? undefined : internal);
