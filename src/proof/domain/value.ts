import { isFloat, isHash, isInteger, isTime, type Value } from "../../liquid/value.js";
import { asJsonText } from "../../liquid/values/as-json.js";
import { jsonText } from "../../source/json-text.js";
import { allChars, chars, digits, letters } from "./chars.js";
import {
  type Atom,
  anyLike,
  anyOf,
  anyText,
  atom,
  concat,
  known,
  knownTexts,
  type NumberRange,
  type Text,
  textKey,
  union,
  widen,
} from "./text.js";

/** Kinds of values, a bit each. */
export const Kind = {
  nil: 1,
  true: 2,
  false: 4,
  integer: 8,
  float: 16,
  /** Infinity. Data never holds it, nor the two below; arithmetic on very long digits may. */
  huge: 32,
  time: 64,
  hash: 128,
  array: 256,
  text: 512,
  /** A range or a drop. */
  other: 1024,
  /** Minus infinity. */
  low: 2048,
  /** A float that is no number. */
  nan: 4096,
} as const;

/** Floats that have no form in JSON. */
export const infinite = Kind.huge | Kind.low | Kind.nan;

export type Kinds = number;

const allKinds: Kinds = 8191;
/** What data may hold: finite numbers only, no ranges, no drops. */
const dataKinds: Kinds = allKinds & ~(infinite | Kind.other);

export const anyRange: NumberRange = { most: Number.POSITIVE_INFINITY, unit: 0 };

/** A set of values: which kinds they may have, and what is known of the texts, integers and items among them. */
export interface AbstractValue {
  readonly kinds: Kinds;
  /** The texts; empty without the kind. */
  readonly text: Text;
  /** The only integer there is, when it is known. */
  readonly integer?: number | bigint | undefined;
  /** How far the finite numbers among them reach; any number when absent. */
  readonly range?: NumberRange | undefined;
  /** What an item of an array may be; anything when absent. */
  readonly items?: AbstractValue | undefined;
  /** The items of every array one by one, where the template itself says how many there are. */
  readonly list?: readonly AbstractValue[] | undefined;
  /** What a member of a hash may be; any data when absent. */
  readonly members?: AbstractValue | undefined;
  /** What single members may be, whatever the others are: missing, too, where that may be. */
  readonly named?: ReadonlyMap<string, AbstractValue> | undefined;
  /** An array or hash that is not empty. */
  readonly filled?: boolean | undefined;
  /** None of the numbers is zero. */
  readonly nonzero?: boolean | undefined;
  /** None of the floats has a minus sign, as minus zero has. */
  readonly unsigned?: boolean | undefined;
  /** None of the floats is minus zero. */
  readonly plainZero?: boolean | undefined;
  /** Every time is the moment of sending, in whatever zone. */
  readonly now?: boolean | undefined;
  /** Its seconds since 1970 have `mostTimeDigits` digits at most: a filter makes times of far longer numbers. */
  readonly dated?: boolean | undefined;
}

const numbers: Kinds = Kind.integer | Kind.float | infinite;

export const nothing: AbstractValue = { kinds: 0, text: [] };
export const ofKinds = (kinds: Kinds): AbstractValue => ({ kinds, text: kinds & Kind.text ? anyText : [] });
export const ofText = (text: Text): AbstractValue =>
  text.length === 0 ? nothing : { kinds: Kind.text, text };
export const nil: AbstractValue = { kinds: Kind.nil, text: [] };
export const anyInteger: AbstractValue = { kinds: Kind.integer, text: [] };
/** A number of things that are there: an integer that is not negative, and that no memory makes any longer. */
export const anyCount: AbstractValue = {
  kinds: Kind.integer,
  text: [],
  range: { most: 1e15, unit: 1, least: 0 },
};
/** Digits of a time that data holds: its seconds since 1970, or its year. */
export const mostTimeDigits = 40;
export const anyTime: AbstractValue = { kinds: Kind.time, text: [], dated: true };
export const anyData: AbstractValue = { ...ofKinds(dataKinds), dated: true };
export const anything: AbstractValue = ofKinds(allKinds);
export const arrayOf = (items: AbstractValue | undefined, filled = false): AbstractValue => ({
  kinds: Kind.array,
  text: [],
  items,
  filled,
});

/** Lists that are longer are known by what an item may be. */
const mostListed = 64;

/** Arrays of exactly so many items. */
const listOf = (items: readonly AbstractValue[]): AbstractValue => ({
  ...arrayOf(join(...items), items.length > 0),
  ...(items.length <= mostListed ? { list: items } : {}),
});

/** Hashes of which single members are known. */
export const hashWith = (named: ReadonlyMap<string, AbstractValue>): AbstractValue => ({
  kinds: Kind.hash,
  text: [],
  named,
});

/** What the hashes of a set hold under a name. */
export const heldAt = ({ named, members }: AbstractValue, name: string): AbstractValue =>
  named?.get(name) ?? members ?? anyData;

export const hashOf = (members: AbstractValue): AbstractValue => ({ kinds: Kind.hash, text: [], members });

/** The set of one value. */
export function abstractOf(value: Value): AbstractValue {
  if (value === null) return nil;
  if (typeof value === "string") return ofText(known(value));
  if (typeof value === "boolean") return { kinds: value ? Kind.true : Kind.false, text: [] };
  if (isInteger(value)) return { kinds: Kind.integer, text: [], integer: value };
  if (isFloat(value))
    return {
      ...ofRange(floatKind(value.value), {
        most: Math.abs(value.value),
        unit: unitOf(value.value),
        least: value.value,
        greatest: value.value,
      }),
      nonzero: value.value !== 0,
      unsigned: value.value > 0 || Object.is(value.value, 0),
      plainZero: !Object.is(value.value, -0),
    };
  if (isTime(value))
    return { kinds: Kind.time, text: [], dated: String(value.nanoseconds).length <= mostTimeDigits };
  if (isHash(value)) return { kinds: Kind.hash, text: [], filled: value.size > 0 };
  if (Array.isArray(value)) return listOf(value.map(abstractOf));
  return { kinds: Kind.other, text: [] };
}

/** The place of its last decimal. */
function unitOf(value: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  return Math.min(1, 10 ** (Number(exponent) - decimals.length));
}

const floatKind = (value: number): Kinds =>
  Number.isFinite(value) ? Kind.float : Number.isNaN(value) ? Kind.nan : value > 0 ? Kind.huge : Kind.low;

export const has = (value: AbstractValue, kinds: Kinds): boolean => (value.kinds & kinds) !== 0;
export const isEmptySet = (value: AbstractValue): boolean => value.kinds === 0;

export function join(...values: readonly AbstractValue[]): AbstractValue {
  const there = values.filter((value) => value.kinds !== 0);
  if (there.length === 0) return nothing;
  if (there.length === 1) return there[0]!;
  const integers = there.filter((value) => has(value, Kind.integer)).map((value) => value.integer);
  const arrays = there.filter((value) => has(value, Kind.array));
  const hashes = there.filter((value) => has(value, Kind.hash));
  const containers = there.filter((value) => has(value, Kind.array | Kind.hash));
  const ranges = there.filter((value) => has(value, finite)).map(rangeOf);
  return {
    kinds: there.reduce((kinds, value) => kinds | value.kinds, 0),
    text: union(...there.map((value) => value.text)),
    integer: integers.every((one) => one === integers[0]) ? integers[0] : undefined,
    ...rangeIn(joinRanges(...ranges)),
    items:
      arrays.length > 0 && arrays.every((value) => value.items)
        ? join(...arrays.map((value) => value.items!))
        : undefined,
    list: joinLists(arrays),
    members:
      hashes.length > 0 && hashes.every((value) => value.members)
        ? join(...hashes.map((value) => value.members!))
        : undefined,
    named: joinNamed(hashes),
    filled: containers.length > 0 && containers.every((value) => value.filled),
    nonzero: every(there, numbers, isNonzero),
    unsigned: every(there, Kind.float, (value) => value.unsigned === true),
    plainZero: every(there, Kind.float, (value) => value.plainZero === true),
    now: every(there, Kind.time, (value) => value.now === true),
    dated: every(there, Kind.time, (value) => value.dated === true),
  };
}

/** Item by item, where all have as many. */
function joinLists(arrays: readonly AbstractValue[]): readonly AbstractValue[] | undefined {
  const first = arrays[0]?.list;
  if (!first || !arrays.every(({ list }) => list?.length === first.length)) return undefined;
  return first.map((_, index) => join(...arrays.map(({ list }) => list![index]!)));
}

/** The members that are known of all of them. */
function joinNamed(hashes: readonly AbstractValue[]): ReadonlyMap<string, AbstractValue> | undefined {
  const [first] = hashes;
  if (!first?.named || !hashes.every(({ named }) => named)) return undefined;
  const common = [...first.named.keys()].filter((name) => hashes.every(({ named }) => named!.has(name)));
  return new Map(common.map((name) => [name, join(...hashes.map((one) => heldAt(one, name)))]));
}

/** Whether all that have some kinds are such; undefined where none has. */
function every(values: readonly AbstractValue[], kinds: Kinds, such: (value: AbstractValue) => boolean) {
  const there = values.filter((value) => has(value, kinds));
  return there.length > 0 ? there.every(such) : undefined;
}

/** Whether none of the numbers in a set is zero. */
export const isNonzero = ({ kinds, integer, nonzero }: AbstractValue): boolean =>
  nonzero === true || ((kinds & numbers) === Kind.integer && integer !== undefined && Number(integer) !== 0);

export const isZero = ({ kinds, integer }: AbstractValue): boolean =>
  kinds === Kind.integer && Number(integer) === 0;

const finite = Kind.integer | Kind.float;

/** How far the integers and finite floats of a set reach. */
export function rangeOf({ range, integer, kinds }: AbstractValue): NumberRange {
  if (range) return range;
  if (kinds & Kind.float || integer === undefined) return anyRange;
  const only = Number(integer);
  return outward({ most: Math.abs(only), unit: 1, least: only, greatest: only });
}

export const leastOf = ({ most, least }: NumberRange): number => least ?? -most;
export const greatestOf = ({ most, greatest }: NumberRange): number => greatest ?? most;

/**
 * A range with its ends a little further out. Here they are floats, which round beyond 2^53 and behind the decimal point;
 * Ruby's integers and decimals do not round there, or do so otherwise.
 */
export const outward = (range: NumberRange): NumberRange => ({
  most: range.most <= Number.MAX_VALUE ? Math.min(above(range.most), Number.MAX_VALUE) : range.most,
  unit: range.unit,
  ...(range.least === undefined ? {} : { least: -above(-range.least) }),
  ...(range.greatest === undefined ? {} : { greatest: above(range.greatest) }),
});

const above = (end: number): number =>
  Number.isSafeInteger(end) || !Number.isFinite(end) ? end : end + Math.abs(end) * 2 ** -50;

/** The least and the most that a number of a set may be; undefined where it may be none, or has no place among the others. */
export function endsOf(value: AbstractValue): readonly [number, number] | undefined {
  if (has(value, Kind.nan) || !has(value, numbers)) return undefined;
  const range = has(value, finite) ? rangeOf(value) : undefined;
  const [low, high] = range ? [leastOf(range), greatestOf(range)] : [];
  return [
    has(value, Kind.low) ? Number.NEGATIVE_INFINITY : (low ?? Number.POSITIVE_INFINITY),
    has(value, Kind.huge) ? Number.POSITIVE_INFINITY : (high ?? Number.NEGATIVE_INFINITY),
  ];
}

export const joinRanges = (...ranges: readonly NumberRange[]): NumberRange | undefined =>
  ranges.length === 0
    ? undefined
    : {
        most: Math.max(...ranges.map(({ most }) => most)),
        unit: Math.min(...ranges.map(({ unit }) => unit)),
        ...lowest(ranges),
        ...highest(ranges),
      };

const lowest = (ranges: readonly NumberRange[]): { least?: number } =>
  ranges.some(({ least }) => least !== undefined) ? { least: Math.min(...ranges.map(leastOf)) } : {};

const highest = (ranges: readonly NumberRange[]): { greatest?: number } =>
  ranges.some(({ greatest }) => greatest !== undefined)
    ? { greatest: Math.max(...ranges.map(greatestOf)) }
    : {};

const isBounded = (range: NumberRange | undefined): range is NumberRange =>
  range !== undefined &&
  !Number.isNaN(range.most) &&
  (range.most < Number.POSITIVE_INFINITY ||
    range.unit > 0 ||
    leastOf(range) > Number.NEGATIVE_INFINITY ||
    greatestOf(range) < Number.POSITIVE_INFINITY);

const rangeIn = (range: NumberRange | undefined): { range?: NumberRange } => {
  if (!isBounded(range)) return {};
  const { most, unit } = range;
  const [least, greatest] = [leastOf(range), greatestOf(range)];
  return {
    range: { most, unit, ...(least > -most ? { least } : {}), ...(greatest < most ? { greatest } : {}) },
  };
};

/** Numbers of some kinds within a range. */
export const ofRange = (kinds: Kinds, range: NumberRange): AbstractValue => ({
  kinds,
  text: [],
  ...rangeIn(range),
});

/** The values of some kinds only. */
export function only(value: AbstractValue, kinds: Kinds): AbstractValue {
  const left = value.kinds & kinds;
  return {
    kinds: left,
    text: left & Kind.text ? value.text : [],
    integer: left & Kind.integer ? value.integer : undefined,
    ...(left & finite ? rangeIn(value.range) : {}),
    items: left & Kind.array ? value.items : undefined,
    list: left & Kind.array ? value.list : undefined,
    members: left & Kind.hash ? value.members : undefined,
    named: left & Kind.hash ? value.named : undefined,
    filled: left & (Kind.array | Kind.hash) ? value.filled : undefined,
    nonzero: left & numbers ? value.nonzero : undefined,
    unsigned: left & Kind.float ? value.unsigned : undefined,
    plainZero: left & Kind.float ? value.plainZero : undefined,
    now: left & Kind.time ? value.now : undefined,
    dated: left & Kind.time ? value.dated : undefined,
  };
}

/** The same set with other texts, or none. */
export const withText = (value: AbstractValue, text: Text): AbstractValue =>
  text.length > 0 ? { ...value, text } : only(value, ~Kind.text);

export function keyOf(value: AbstractValue): string {
  const items = value.list ? `[${value.list.map(keyOf).join()}]` : value.items ? keyOf(value.items) : "";
  const named = [...(value.named ?? [])].map(([name, one]) => `${jsonText(name)}:${keyOf(one)}`).join();
  const members = value.members || named ? `{${value.members ? keyOf(value.members) : ""}${named}}` : "";
  const range = value.range
    ? `${value.range.most} ${value.range.unit} ${value.range.least ?? ""} ${value.range.greatest ?? ""}`
    : "";
  return `${value.kinds}|${textKey(value.text)}|${value.integer ?? ""}|${range}|${items}${members}|${value.filled ? 1 : 0}${value.nonzero ? "n" : ""}${value.unsigned ? "u" : ""}${value.plainZero ? "z" : ""}${value.now ? "t" : ""}${value.dated ? "d" : ""}`;
}

/**
 * Where the sums of a loop end: a float of this size takes up no more of what is added to it, so that a sum settles at
 * the second or third and only a product grows on.
 */
const steps = [1e15, 1e18, 1e32, 1e100, 1e200];
/** An end that `outward` has moved from one of the far steps is still at it. */
const mostFrom = (step: number): number => (step < 1e32 ? step : step * (1 + 2 ** -40));

function widerMost(most: number): number {
  const step = steps.find((one) => most <= mostFrom(one));
  if (step === undefined) return Number.POSITIVE_INFINITY;
  return step < 1e32 ? step : step * (1 + 2 ** -45);
}

const widerRange = ({ most, unit, least = Number.NEGATIVE_INFINITY }: NumberRange): NumberRange => ({
  most: widerMost(most),
  unit: steps.map((step) => 1 / step).find((step) => unit >= step) ?? 0,
  // A counter that began at 0 or 1 never falls below.
  ...(least >= 0 ? { least: least >= 1 ? 1 : 0 } : {}),
});

/** What a loop settles on. */
export const widened = (value: AbstractValue): AbstractValue => ({
  kinds: value.kinds,
  text: has(value, Kind.text) ? widen(value.text) : [],
  ...(has(value, finite) ? rangeIn(widerRange(rangeOf(value))) : {}),
  items: value.items && join(anyData, only(widened(value.items), ~Kind.array)),
});

/** Every value of a small finite set, or undefined. */
export function constants(value: AbstractValue): Value[] | undefined {
  const found: Value[] = [];
  if (has(value, Kind.float | infinite | Kind.time | Kind.hash | Kind.other)) return undefined;
  if (has(value, Kind.array)) {
    const items = value.list?.map(constants);
    if (!items?.every((one) => one?.length === 1)) return undefined;
    found.push(items.map((one) => one![0]!));
  }
  if (has(value, Kind.nil)) found.push(null);
  if (has(value, Kind.true)) found.push(true);
  if (has(value, Kind.false)) found.push(false);
  if (has(value, Kind.integer)) {
    if (value.integer === undefined) return undefined;
    found.push(value.integer);
  }
  if (has(value, Kind.text)) {
    const texts = knownTexts(value.text);
    if (!texts) return undefined;
    found.push(...texts);
  }
  return found;
}

/** `2021-06-03 17:13:41 UTC`, or an offset, or a zone's name. */
const timeText: Text = anyOf(digits | letters | chars("space", "colon", "minus", "plus"), 19, 80);
const isoTimeText: Text = concat(
  concat(known('"'), anyOf(digits | chars("upper", "colon", "minus", "plus", "dot"), 20, 60)),
  known('"'),
);

const enclosed = (open: string, close: string): Text => concat(concat(known(open), anyText), known(close));
const shownArray = enclosed("[", "]");
const shownHash = enclosed("{", "}");

const printedNumber = (kind: "integer" | "float", value: AbstractValue): Text => {
  const { range } = value;
  return atom({
    kind,
    ...(range ? { range } : {}),
    ...(kind === "float" ? { printed: true, ...(isUnsigned(value) ? { unsigned: true } : {}) } : {}),
  });
};

/** Whether no float has a minus sign: none is below zero, and none is minus zero. */
const isUnsigned = (value: AbstractValue): boolean =>
  value.unsigned === true ||
  ((value.plainZero === true || value.nonzero === true) && leastOf(rangeOf(value)) >= 0);

/** A text for each kind that has one of its own; arrays and hashes differ by how they are shown. */
function textsOf(value: AbstractValue, array: Text, hash: Text): Text {
  const parts: Text[] = [value.text];
  if (has(value, Kind.nil)) parts.push(known(""));
  if (has(value, Kind.true)) parts.push(known("true"));
  if (has(value, Kind.false)) parts.push(known("false"));
  if (has(value, Kind.integer))
    parts.push(value.integer === undefined ? printedNumber("integer", value) : known(String(value.integer)));
  if (has(value, Kind.float)) parts.push(printedNumber("float", value));
  if (has(value, Kind.huge)) parts.push(known("Infinity"));
  if (has(value, Kind.low)) parts.push(known("-Infinity"));
  if (has(value, Kind.nan)) parts.push(known("NaN"));
  if (has(value, Kind.time)) parts.push(timeText);
  if (has(value, Kind.hash)) parts.push(hash);
  if (has(value, Kind.array)) parts.push(array);
  if (has(value, Kind.other)) parts.push(anyOf(allChars));
  return union(...parts);
}

/** How a string filter sees the values. */
export const toTexts = (value: AbstractValue): Text => textsOf(value, shownArray, shownHash);

/** What `{{ value }}` may write: an array's items one behind the other. */
export function prints(value: AbstractValue): Text {
  return textsOf(value, has(value, Kind.array) ? itemsPrinted(value) : [], shownHash);
}

function itemsPrinted({ items, list }: AbstractValue): Text {
  if (list) return list.map(prints).reduce(concat, known(""));
  return items ? repeated(items) : anyText;
}

function repeated(items: AbstractValue): Text {
  if (items.kinds === 0) return known("");
  return atom(anyLike(prints(items)));
}

const jsonAtom = (first: string): Text => atom({ kind: "json", first } satisfies Atom);

/** What `as_json_string` may write. */
export function toJsons(value: AbstractValue): Text {
  const parts: Text[] = [];
  if (has(value, Kind.nil | infinite)) parts.push(known("null"));
  if (has(value, Kind.true)) parts.push(known("true"));
  if (has(value, Kind.false)) parts.push(known("false"));
  if (has(value, Kind.integer))
    parts.push(value.integer === undefined ? printedNumber("integer", value) : known(String(value.integer)));
  if (has(value, Kind.float)) parts.push(printedNumber("float", value));
  if (has(value, Kind.time)) parts.push(isoTimeText);
  if (has(value, Kind.hash)) parts.push(jsonAtom("{"));
  if (has(value, Kind.array)) parts.push(jsonAtom("["));
  if (has(value, Kind.text | Kind.other)) {
    const texts = knownTexts(value.text);
    if (texts && !has(value, Kind.other))
      parts.push(...texts.flatMap((one) => [known(asJsonText(one, true)), known(asJsonText(one, false))]));
    else parts.push(jsonAtom('"'));
  }
  return union(...parts);
}
