import type { numberFilters } from "../../liquid/filters/numbers.js";
import { strip } from "../../liquid/values/text.js";
import { chars, digits } from "../domain/chars.js";
import { anyMessage, internal, type Messages } from "../domain/messages.js";
import { type Atom, known, knownRope, minLength, type Rope, ropeChars, ropeMax } from "../domain/text.js";
import { argument, gives, isCount, type Transfer } from "../domain/transfer.js";
import { type Abstract, anyInteger, has, infinite, Kind, nothing, ofKinds } from "../domain/value.js";

export const numberKinds = Kind.integer | Kind.float | infinite;

/** What arithmetic sees in a set of values: a text may hold an integer, a decimal, or one too long for a float. */
function numbersIn(value: Abstract): number {
  let kinds = value.kinds & numberKinds;
  if (has(value, ~(Kind.text | Kind.float | infinite))) kinds |= Kind.integer;
  for (const text of value.text) {
    // White space round a number does not matter.
    const rope = text.filter((atom) => !(atom.kind === "chars" && atom.pad));
    const [one] = rope;
    const single = rope.length === 1 ? one : undefined;
    const endless = endlessDecimal(rope);
    if (endless) {
      kinds |= endless;
      continue;
    }
    // What begins with neither digit, sign nor space counts as zero.
    if (one?.kind === "known" && /^[^-+\d\s]/.test(one.text)) {
      kinds |= Kind.integer;
      continue;
    }
    if (single?.kind === "float") kinds |= Kind.float;
    else kinds |= Kind.integer;
    if (single?.kind === "integer" || single?.kind === "float" || (single?.kind === "chars" && single.wordy))
      continue;
    if (ropeChars(rope) & chars("dot"))
      kinds |= Kind.float | (ropeMax(rope) > 300 ? Kind.huge | Kind.low : 0);
  }
  return kinds;
}

/** A decimal of more digits than a float holds is infinite, and nothing else. */
function endlessDecimal(rope: Rope): number | undefined {
  const minus = rope[0]?.kind === "known" && rope[0].text === "-";
  const [whole, dot, fraction, more] = minus ? rope.slice(1) : rope;
  const isDigits = (one: Atom | undefined) =>
    one?.kind === "chars" && (one.set & ~digits) === 0 && one.min > 0;
  if (more || !isDigits(whole) || !isDigits(fraction) || dot?.kind !== "known" || dot.text !== ".")
    return undefined;
  // Zeros in front would make it small, but no case begins with them: the others cover those texts.
  return minLength(whole!) > 308 ? (minus ? Kind.low : Kind.huge) : undefined;
}

/** Ruby passes over a NUL when it asks whether a text is a decimal, and then refuses to read it. */
export function refusedNumber(value: Abstract): Messages {
  return value.text.some(mayHideNul) ? known("string contains null byte") : undefined;
}

function mayHideNul(rope: Rope): boolean {
  const text = knownRope(rope);
  if (text !== undefined) return text.includes("\0") && /^-?\d+\.\d+$/.test(strip(text));
  const needed = ropeChars(rope) & chars("nul", "dot");
  return (
    needed === chars("nul", "dot") &&
    rope.every((one) =>
      one.kind === "known"
        ? /^[\t-\r \0\d.-]*$/.test(one.text)
        : !(one.kind === "chars" && one.wordy && rope.length === 1),
    )
  );
}

/** What every filter does that reads numbers. */
const reading =
  (transfer: Transfer): Transfer =>
  (input, args) => {
    const { value, fails } = transfer(input, args);
    return gives(value, anyMessage(fails, ...[input, ...args].map(refusedNumber)));
  };

const onlyIntegers = (...values: readonly Abstract[]): boolean =>
  values.every((value) => numbersIn(value) === Kind.integer);

const isZero = (value: Abstract): boolean => value.kinds === Kind.integer && value.integer === 0;
const arithmetic: Transfer = (input, args) => {
  const other = argument(args, 0);
  if (onlyIntegers(input, other)) return gives(anyInteger);
  if (isZero(other)) return gives(ofKinds(numbersIn(input)));
  if (isZero(input)) return gives(ofKinds(numbersIn(other) | infinite));
  // Two floats may add up to more than a float holds.
  return gives(ofKinds(numberKinds));
};

const dividedByZero = known("divided by 0");

/** What an infinite dividend leaves, divided by an integer that is not zero. */
type Infinitely = (kinds: number, divisor: number | bigint) => number;

/** A decimal that is too long for a float is exact as long as it is text, so what is left of it may be a float. */
const division =
  (infinitely: Infinitely): Transfer =>
  (input, args) => {
    const divisor = argument(args, 0);
    const { integer } = divisor.kinds === Kind.integer ? divisor : nothing;
    const sure = integer !== undefined && integer !== 0;
    if (onlyIntegers(input, divisor)) return gives(anyInteger, sure ? undefined : dividedByZero);
    if (!sure) return gives(ofKinds(numberKinds), dividedByZero);
    const kinds = numbersIn(input);
    const cut = has(input, Kind.text) && kinds & infinite ? Kind.float : 0;
    return gives(ofKinds((kinds & ~infinite) | infinitely(kinds & infinite, integer) | cut));
  };

const negated = (kinds: number): number =>
  (kinds & Kind.nan) | (kinds & Kind.huge ? Kind.low : 0) | (kinds & Kind.low ? Kind.huge : 0);

const quotient = division((kinds, divisor) => (divisor < 0 ? negated(kinds) : kinds));
const remainder = division((kinds) => (kinds ? Kind.nan : 0));

const absolute: Transfer = (input) => {
  const kinds = numbersIn(input);
  return gives(ofKinds((kinds & ~Kind.low) | (kinds & Kind.low ? Kind.huge : 0)));
};

/** What has no whole part. A text always has one, however long. */
function noWholePart({ kinds }: Abstract): Messages {
  return anyMessage(
    kinds & Kind.huge ? known("Computation results in 'Infinity'") : undefined,
    kinds & Kind.low ? known("Computation results in '-Infinity'") : undefined,
    kinds & Kind.nan ? known("Computation results in 'NaN' (Not a Number)") : undefined,
  );
}

const toWhole: Transfer = (input) => gives(anyInteger, noWholePart(input));
/** A finite bound takes away what is infinite on its side. */
const bounded =
  (beyond: number): Transfer =>
  (input, args) => {
    const limit = argument(args, 0);
    const bound = numbersIn(limit);
    return gives(ofKinds((withinFloats(limit) ? numbersIn(input) & ~beyond : numbersIn(input)) | bound));
  };

/** Whether all numbers lie within what a float holds: integers have no end, of their own and in a text. */
const withinFloats = (value: Abstract): boolean =>
  (numbersIn(value) & infinite) === 0 &&
  (!has(value, Kind.integer) || (value.integer !== undefined && Number.isFinite(Number(value.integer)))) &&
  value.text.every((rope) => ropeMax(rope) <= 300);

const round: Transfer = (input, args) => {
  const fails = noWholePart(input);
  if (args.length === 0 || isZero(args[0]!)) return gives(anyInteger, fails);
  // More decimals than a machine word counts fail inside the engine.
  const places = anyMessage(noWholePart(args[0]!), isCount(args[0]!) ? undefined : internal);
  return gives(
    onlyIntegers(input) ? anyInteger : ofKinds(Kind.integer | Kind.float | (numbersIn(input) & infinite)),
    anyMessage(fails, places),
  );
};

const times: Transfer = (input, args) => {
  if (onlyIntegers(input, argument(args, 0))) return gives(anyInteger);
  return gives(ofKinds(numberKinds));
};

const atLeast: Transfer = bounded(Kind.low);
const atMost: Transfer = bounded(Kind.huge);

export const numberTransfers = {
  plus: reading(arithmetic),
  minus: reading(arithmetic),
  times: reading(times),
  divided_by: reading(quotient),
  modulo: reading(remainder),
  abs: reading(absolute),
  at_least: reading(atLeast),
  at_most: reading(atMost),
  ceil: reading(toWhole),
  floor: reading(toWhole),
  round: reading(round),
} satisfies Record<keyof typeof numberFilters, Transfer>;
