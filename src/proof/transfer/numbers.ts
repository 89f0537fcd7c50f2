import type { numberFilters } from "../../liquid/filters/numbers.js";
import { strip } from "../../liquid/values/text.js";
import { chars, digits } from "../domain/chars.js";
import { anyMessage, internal, type Messages } from "../domain/messages.js";
import {
  greatestOf,
  isNonzero,
  isZero,
  joinRanges,
  leastOf,
  ofRange,
  outward,
  rangeOf,
} from "../domain/range.js";
import {
  type Atom,
  charsOfAtom,
  known,
  knownRope,
  minLength,
  type NumberRange,
  type Rope,
  ropeChars,
  ropePoints,
} from "../domain/text.js";
import { argument, gives, isCount, type Transfer } from "../domain/transfer.js";
import { type AbstractValue, anyRange, has, infinite, Kind, nothing, ofKinds } from "../domain/value.js";

export const numberKinds = Kind.integer | Kind.float | infinite;

/** What arithmetic sees in a set of values. */
interface Numbers extends NumberRange {
  readonly kinds: number;
}

/** A text may hold an integer, a decimal, or one too long for a float. What is not a number counts as 0. */
function numbersIn(value: AbstractValue): Numbers {
  const own = value.kinds & numberKinds;
  const zero = has(value, ~(Kind.text | numberKinds)) ? Kind.integer : 0;
  const found: Numbers[] = value.text.map(numberIn);
  if (own & (Kind.integer | Kind.float)) found.push({ kinds: own, ...rangeOf(value) });
  const kinds = found.reduce((all, one) => all | one.kinds, own | zero);
  const floats = kinds === Kind.float ? Number.MAX_VALUE : Number.POSITIVE_INFINITY;
  return {
    kinds,
    most: Math.min(floats, Math.max(0, ...found.map(({ most }) => most))),
    unit: Math.min(1, ...found.map(({ unit }) => unit)),
    // Nothing finite is below minus infinity or above infinity, and NaN has no place.
    least:
      kinds & (Kind.low | Kind.nan)
        ? Number.NEGATIVE_INFINITY
        : Math.min(...found.map(leastOf), ...(zero || found.length === 0 ? [0] : [])),
    greatest:
      kinds & (Kind.huge | Kind.nan)
        ? Number.POSITIVE_INFINITY
        : Math.max(...found.map(greatestOf), ...(zero || found.length === 0 ? [0] : [])),
  };
}

function numberIn(text: Rope): Numbers {
  // White space round a number does not matter.
  const rope = text.filter((atom) => !(atom.kind === "chars" && atom.pad));
  const [one] = rope;
  const single = rope.length === 1 ? one : undefined;
  const longest = ropePoints(rope.filter((atom) => charsOfAtom(atom) & digits));
  const most = longest === 0 ? 0 : 10 ** Math.min(longest, 400);
  const range = outward({ most, unit: 1 / Math.max(1, most) });
  const endless = endlessDecimal(rope);
  if (endless) return { kinds: endless, ...range };
  // What begins with neither digit, sign nor space counts as zero.
  if (one?.kind === "known" && /^[^-+\d\s]/.test(one.text)) return { kinds: Kind.integer, most: 0, unit: 1 };
  if (single?.kind === "float") return floatIn(single);
  if (single?.kind === "integer" || (single?.kind === "chars" && single.wordy))
    return { kinds: Kind.integer, ...(single.range ?? range), unit: 1 };
  if (!(ropeChars(rope) & chars("dot"))) return { kinds: Kind.integer, ...range, unit: 1 };
  const beyond = longest > 300 ? Kind.huge | Kind.low : 0;
  return { kinds: Kind.integer | Kind.float | beyond, ...range };
}

/** Of a float that Ruby has printed with an exponent, arithmetic reads the first digit. */
function floatIn({ range = anyRange, printed }: Extract<Atom, { kind: "float" }>): Numbers {
  // Data that no float holds is a case of its own; a text with a range may have been made of any integer.
  if (!printed)
    return {
      kinds: Kind.float | (range !== anyRange && range.most > Number.MAX_VALUE ? Kind.huge | Kind.low : 0),
      ...range,
    };
  const most = Math.max(10, Math.min(range.most, leastExponential));
  const sign = leastOf(range) >= 0 ? { least: 0 } : {};
  return { kinds: Kind.integer | Kind.float, most, unit: 1e-24, ...sign };
}

/** From here on Ruby prints a float with an exponent. */
const leastExponential = 1e16;

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
export function refusedNumber(value: AbstractValue): Messages {
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

const onlyIntegers = (...values: readonly AbstractValue[]): boolean =>
  values.every((value) => numbersIn(value).kinds === Kind.integer);

/** Finite numbers; what may lie further out than any float becomes infinite, once it is a float. */
function made(kinds: number, most: number, unit: number, ends: Ends = {}): AbstractValue {
  const beyond = kinds & Kind.float && !(most <= Number.MAX_VALUE) ? Kind.huge | Kind.low : 0;
  return ofRange(kinds | beyond, outward({ most, unit: Math.min(1, unit), ...ends }));
}

type Ends = Pick<NumberRange, "least" | "greatest">;

/** What an operation on two finite numbers makes: an integer of two integers, else a float. */
const kindsOf = (a: Numbers, b: Numbers): number =>
  (a.kinds & b.kinds & Kind.integer) | ((a.kinds | b.kinds) & Kind.float);

const sum = (
  input: AbstractValue,
  args: readonly AbstractValue[],
  endsFrom: (a: Numbers, b: Numbers) => Ends,
) => {
  const other = argument(args, 0);
  const [a, b] = [numbersIn(input), numbersIn(other)];
  if (isZero(other)) return gives(ofRange(a.kinds, a));
  if (isZero(input)) {
    const { most, unit } = b;
    return gives(ofRange(b.kinds | (b.kinds & infinite ? infinite : 0), { most, unit, ...endsFrom(a, b) }));
  }
  if ((a.kinds | b.kinds) & infinite) return gives(ofKinds(numberKinds));
  return gives(made(kindsOf(a, b), a.most + b.most, Math.min(a.unit, b.unit), endsFrom(a, b)));
};

/** A sum is minus zero where both numbers are, or where it is too small for a float; no integer is. */
const plus: Transfer = (input, args) => {
  const { value, fails } = sum(input, args, (a, b) => ({
    least: leastOf(a) + leastOf(b),
    greatest: greatestOf(a) + greatestOf(b),
  }));
  const values = [input, argument(args, 0)];
  const plainZero =
    values.some(({ kinds }) => kinds === Kind.integer) &&
    values.every(({ text }) => text.every((rope) => numberIn(rope).unit > leastUnit));
  return gives(plainZero ? { ...value, plainZero } : value, fails);
};
const minus: Transfer = (input, args) =>
  sum(input, args, (a, b) => ({
    least: leastOf(a) - greatestOf(b),
    greatest: greatestOf(a) - leastOf(b),
  }));

/** The least of what rounding, or a product, a quotient or a remainder makes: nothing negative of nothing negative. */
const noneNegative = (...all: readonly Numbers[]): Ends =>
  all.every((one) => leastOf(one) >= 0) ? { least: 0 } : {};

/** Multiples of it, and of whatever is larger, are floats. */
const leastUnit = 1e-300;

const dividedByZero = known("divided by 0");

/** What an infinite dividend leaves, divided by an integer that is not zero. */
type Infinitely = (kinds: number, divisor: number | bigint) => number;

/** A decimal that is too long for a float is exact as long as it is text, so what is left of it may be a float. */
const division =
  (finitely: (a: Numbers, b: Numbers) => NumberRange, infinitely: Infinitely): Transfer =>
  (input, args) => {
    const divisor = argument(args, 0);
    const { integer } = divisor.kinds === Kind.integer ? divisor : nothing;
    // A guard may have ruled out zero.
    const sure = !has(divisor, ~numberKinds) && isNonzero(divisor);
    const fails = sure ? undefined : dividedByZero;
    const [a, b] = [numbersIn(input), numbersIn(divisor)];
    // A float divided by 0 is infinite, an integer is refused.
    if (!((a.kinds | b.kinds) & infinite) && (sure || onlyIntegers(input, divisor))) {
      const { most, unit } = finitely(a, b);
      return gives(made(kindsOf(a, b), most, unit, noneNegative(a, b)), fails);
    }
    if (!sure || integer === undefined) return gives(ofKinds(numberKinds), fails);
    const cut = has(input, Kind.text) ? Kind.float : 0;
    return gives(ofKinds((a.kinds & ~infinite) | infinitely(a.kinds & infinite, integer) | cut));
  };

const negated = (kinds: number): number =>
  (kinds & Kind.nan) | (kinds & Kind.huge ? Kind.low : 0) | (kinds & Kind.low ? Kind.huge : 0);

/** A quotient has no more digits than Ruby keeps of it: 18 more than its dividend has. */
const quotient = division(
  (a, b) => ({ most: a.most / b.unit, unit: (a.unit / b.most) * 1e-18 || 0 }),
  (kinds, divisor) => (divisor < 0 ? negated(kinds) : kinds),
);
const remainder = division(
  (a, b) => ({ most: b.most, unit: Math.min(a.unit, b.unit) }),
  (kinds) => (kinds ? Kind.nan : 0),
);

const absolute: Transfer = (input) => {
  const numbers = numbersIn(input);
  const { kinds, most, unit } = numbers;
  const least = Math.max(0, leastOf(numbers), -greatestOf(numbers));
  const made = ofRange((kinds & ~Kind.low) | (kinds & Kind.low ? Kind.huge : 0), { most, unit, least });
  return gives({ ...made, unsigned: true });
};

/** What has no whole part. A text always has one, however long. */
function noWholePart({ kinds }: AbstractValue): Messages {
  return anyMessage(
    kinds & Kind.huge ? known("Computation results in 'Infinity'") : undefined,
    kinds & Kind.low ? known("Computation results in '-Infinity'") : undefined,
    kinds & Kind.nan ? known("Computation results in 'NaN' (Not a Number)") : undefined,
  );
}

const toWhole: Transfer = (input) => {
  const numbers = numbersIn(input);
  const ends = { least: Math.floor(leastOf(numbers)), greatest: Math.ceil(greatestOf(numbers)) };
  return gives(ofRange(Kind.integer, { most: numbers.most + 1, unit: 1, ...ends }), noWholePart(input));
};

/** A finite bound takes away what is infinite on its side. */
const bounded =
  (beyond: number, outer: (a: number, b: number) => number): Transfer =>
  (input, args) => {
    const limit = argument(args, 0);
    const [a, bound] = [numbersIn(input), numbersIn(limit)];
    const kinds = (withinFloats(limit) ? a.kinds & ~beyond : a.kinds) | bound.kinds;
    const [least, greatest] = [outer(leastOf(a), leastOf(bound)), outer(greatestOf(a), greatestOf(bound))];
    const { most, unit } = joinRanges(a, bound)!;
    const furthest = Math.min(most, Math.max(Math.abs(least), Math.abs(greatest)));
    return gives(ofRange(kinds, { most: furthest, unit, least, greatest }));
  };

/** Whether all numbers lie within what a float holds: integers have no end, of their own and in a text. */
const withinFloats = (value: AbstractValue): boolean =>
  (numbersIn(value).kinds & infinite) === 0 &&
  (!has(value, Kind.integer) || rangeOf(value).most <= Number.MAX_VALUE) &&
  value.text.every((rope) => ropePoints(rope) <= 300);

const round: Transfer = (input, args) => {
  const fails = noWholePart(input);
  if (args.length === 0 || isZero(args[0]!)) return gives(toWhole(input, []).value, fails);
  // More decimals than a machine word counts fail inside the engine.
  const places = anyMessage(noWholePart(args[0]!), isCount(args[0]!, 2 ** 31) ? undefined : internal);
  const numbers = numbersIn(input);
  const { kinds, most, unit } = numbers;
  const ends = noneNegative(numbers);
  const rounded = onlyIntegers(input) ? Kind.integer : Kind.integer | Kind.float | (kinds & infinite);
  const { integer } = args[0]!;
  // Before the decimal point it may double a number; after it, it adds less than 1.
  const value =
    integer !== undefined && integer > 0
      ? ofRange(rounded, { most: most + 1, unit, ...ends })
      : made(rounded, most * 2 + 1, unit, ends);
  return gives(value, anyMessage(fails, places));
};

const times: Transfer = (input, args) => {
  const [a, b] = [numbersIn(input), numbersIn(argument(args, 0))];
  if ((a.kinds | b.kinds) & infinite) return gives(ofKinds(numberKinds));
  const most = a.most === 0 || b.most === 0 ? 0 : a.most * b.most;
  const product = made(kindsOf(a, b), most, a.unit * b.unit, productEnds(a, b));
  return gives(isNonzeroProduct(input, argument(args, 0)) ? { ...product, nonzero: true } : product);
};

function productEnds(a: Numbers, b: Numbers): Ends {
  const corners = [leastOf(a), greatestOf(a)].flatMap((one) =>
    // Nothing times whatever there is.
    [leastOf(b), greatestOf(b)].map((other) => (one === 0 || other === 0 ? 0 : one * other)),
  );
  return { least: Math.min(...corners), greatest: Math.max(...corners) };
}

/** A float times an integer is no smaller than it was. */
const isNonzeroProduct = (a: AbstractValue, b: AbstractValue): boolean =>
  [a, b].every((one) => !has(one, ~numberKinds) && isNonzero(one)) &&
  [a, b].some(({ kinds }) => kinds === Kind.integer);

const atLeast: Transfer = bounded(Kind.low, Math.max);
const atMost: Transfer = bounded(Kind.huge, Math.min);

export const numberTransfers = {
  plus: reading(plus),
  minus: reading(minus),
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
