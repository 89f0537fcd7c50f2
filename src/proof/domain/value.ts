import { anyText, mostCharacters, type NumberRange, type Text } from "./text.js";

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
  /** A float that is not a number. */
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

export const numbers: Kinds = Kind.integer | Kind.float | infinite;

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
  range: { most: mostCharacters, unit: 1, least: 0 },
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

export const has = (value: AbstractValue, kinds: Kinds): boolean => (value.kinds & kinds) !== 0;

export const isEmptySet = (value: AbstractValue): boolean => value.kinds === 0;
