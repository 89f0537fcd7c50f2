import type { otherFilters } from "../../liquid/filters/other.js";
import { abstractOf } from "../domain/abstract-of.js";
import { chars } from "../domain/chars.js";
import { join, only, withText } from "../domain/join.js";
import { toTexts } from "../domain/printed.js";
import { rangeOf } from "../domain/range.js";
import { nonEmpty } from "../domain/repeat.js";
import { anyText, atom, ropeMax, ropeMin, type Text, union } from "../domain/text.js";
import { argument, gives, rewritten, type Transfer } from "../domain/transfer.js";
import { type AbstractValue, has, infinite, Kind, nil, nothing, ofText } from "../domain/value.js";
import { refusedNumber } from "./numbers.js";

const defaults: Transfer = (input, args) => {
  const fallback = argument(args, 0, abstractOf(""));
  const kept = only(input, ~(Kind.nil | (args.length > 1 ? 0 : Kind.false)));
  const filledText = kept.text.filter((rope) => ropeMax(rope) > 0).flatMap(nonEmpty);
  const filled = withText(kept, filledText);
  const mayBeEmpty =
    has(input, Kind.nil | Kind.false) ||
    kept.text.some((rope) => ropeMin(rope) === 0) ||
    (has(kept, Kind.array | Kind.hash) && !kept.filled);
  return gives(join(filled, mayBeEmpty ? fallback : nothing));
};

/** Two decimals, of an integer that no float holds, too. */
function amount(input: AbstractValue): Text {
  const { most } = rangeOf(only(input, Kind.integer | Kind.float));
  return atom({ kind: "float", range: { most: most + 1, unit: 0.01 } });
}

const money: Transfer = (input) => {
  const parts: Text[] = [];
  if (has(input, Kind.integer | Kind.float)) parts.push(amount(input));
  parts.push(toTexts(only(input, infinite)));
  const rest = only(input, ~(Kind.integer | Kind.float | infinite));
  // A text may be read as a number (an assumption); whatever is not a number stays as it is.
  if (has(rest, Kind.text)) parts.push(anyText);
  return gives(join(ofText(union(...parts)), rest), refusedNumber(rest));
};

const delimited = rewritten((set) => set | chars("comma"));

const numberWithDelimiter: Transfer = (input, args) => {
  const read = only(input, Kind.text | Kind.integer | Kind.float | infinite);
  const kept = only(input, ~(read.kinds | Kind.false));
  const there = read.kinds === 0 ? nothing : delimited(read, args).value;
  return gives(join(there, kept, has(input, Kind.false) ? nil : nothing));
};

export const otherTransfers = {
  default: defaults,
  money,
  number_with_delimiter: numberWithDelimiter,
} satisfies Record<keyof typeof otherFilters, Transfer>;
