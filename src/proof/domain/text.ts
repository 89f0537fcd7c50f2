import { allChars, type CharSet, chars, charsOf, digits, noChars, unsafe, without } from "./chars.js";

/**
 * A set of texts: a union of ropes, each a row of atoms. Known text stays known, so that a captured JSON member or a
 * comma in a variable keeps its meaning; what is not known is described by its characters and its length.
 */
export type Text = readonly Rope[];
export type Rope = readonly Atom[];

/** Numbers none of which is further from zero than `most`; the floats among them are multiples of `unit`, a power of ten. */
export interface NumberRange {
  readonly most: number;
  readonly unit: number;
  /** None of them is below; any may be down to `-most` when absent. */
  readonly least?: number;
  /** None of them is above; any may be up to `most` when absent. */
  readonly greatest?: number;
}

export type Atom =
  | { readonly kind: "known"; readonly text: string }
  /** Any text of these characters, of a length from `min` to `max` UTF-16 units. */
  | {
      readonly kind: "chars";
      readonly set: CharSet;
      readonly min: number;
      readonly max: number;
      /** It does not read as a decimal number such as `12.50`, nor would it without the white space round it. */
      readonly wordy?: boolean;
      /** It holds no number that is too long for a clock: read as a date, it never fails. */
      readonly legible?: boolean;
      /** A date or a time that Ruby reads, with nothing else round it than white space. */
      readonly moment?: boolean;
      /** How far the number reaches that it may begin with. */
      readonly range?: NumberRange;
      /** Nothing but what Ruby's `strip` takes away. */
      readonly pad?: boolean;
      /** Most code points, where that is less than the units. */
      readonly points?: number;
    }
  /** What is inside a JSON string: whole escapes, nothing that must be escaped. */
  | { readonly kind: "escaped"; readonly set: CharSet; readonly min: number }
  /** The print of an integer: `-?(0|[1-9][0-9]*)`. */
  | { readonly kind: "integer"; readonly range?: NumberRange }
  /** The print of a finite float: `1.5`, `-0.0`, `1.0e+20`. */
  | {
      readonly kind: "float";
      readonly range?: NumberRange;
      /** Ruby has printed it, and not somebody who types as many digits as he likes. */
      readonly printed?: boolean;
      /** It has no minus sign: none is below zero, nor minus zero. */
      readonly unsigned?: boolean;
    }
  /** One whole JSON value; `first` holds the characters that it may begin with. */
  | { readonly kind: "json"; readonly first: string }
  /** None, one or more of some texts, one after the other: what a capture gathers in the iterations of a loop. */
  | { readonly kind: "repeat"; readonly of: Text };

const mostRopes = 64;
export const mostAtoms = 40;
/**
 * Known text of one set, over all its ropes. What is put together and has more is only known by its characters: a
 * capture can double a text again and again. What is in the template as it is stays known, however long.
 */
export const mostKnown = 50_000;

/** Characters of a text: no memory holds more. */
export const mostCharacters = 1e15;

export const known = (text: string): Text => [text === "" ? [] : [{ kind: "known", text }]];
export const anyOf = (set: CharSet, min = 0, max = Number.POSITIVE_INFINITY): Text => [
  [{ kind: "chars", set, min, max }],
];
export const everyText: Text = anyOf(allChars);
/** Any text that data may hold. That there is no NUL in it is taken for granted: only a filter that decodes makes one. */
export const anyText: Text = anyOf(without(allChars, chars("nul")));
export const atom = (one: Atom): Text => [[one]];
/** First characters of every kind of JSON value. */
export const anyJson = '{["-0123456789tfn';

const escapedBackslash = chars("backslash");
/** Characters in a number's print: digits, signs, a dot, `e`. */
const numberChars = digits | chars("minus", "plus", "dot", "lowerHex");

export function charsOfAtom(one: Atom): CharSet {
  switch (one.kind) {
    case "known":
      return charsOf(one.text);
    case "chars":
      return one.set;
    case "escaped":
      return one.set;
    case "integer":
      return digits | chars("minus");
    case "float":
      return numberChars;
    case "json":
      return /^[-0-9]*$/.test(one.first) ? numberChars : allChars;
    case "repeat":
      return textChars(one.of);
  }
}

export function minLength(one: Atom): number {
  switch (one.kind) {
    case "known":
      return one.text.length;
    case "chars":
    case "escaped":
      return one.min;
    case "integer":
    case "json":
      return 1;
    case "float":
      return 3;
    case "repeat":
      return 0;
  }
}

function maxLength(one: Atom): number {
  switch (one.kind) {
    case "known":
      return one.text.length;
    case "chars":
      return one.max;
    case "integer":
      return longestPrint(one.range);
    case "float":
      return one.printed ? Math.min(longestFloat, longestPrint(one.range)) : longestPrint(one.range);
    case "escaped":
    case "json":
    case "repeat":
      return Number.POSITIVE_INFINITY;
  }
}

/** Digits on both sides, a sign, a dot, and what rounding may add. */
const longestPrint = (range: NumberRange | undefined): number =>
  range
    ? Math.ceil(Math.log10(Math.max(1, range.most))) - Math.floor(Math.log10(range.unit)) + 4
    : Number.POSITIVE_INFINITY;

/** `-1.2345678901234567e-100` */
const longestFloat = 24;

export const ropeChars = (rope: Rope): CharSet => rope.reduce((set, one) => set | charsOfAtom(one), noChars);
export const ropeMin = (rope: Rope): number => rope.reduce((sum, one) => sum + minLength(one), 0);
export const ropeMax = (rope: Rope): number => rope.reduce((sum, one) => sum + maxLength(one), 0);

/** Most code points of a rope: as many as digits, if it holds nothing else. */
export const ropePoints = (rope: Rope): number =>
  rope.reduce((sum, one) => sum + ((one.kind === "chars" ? one.points : undefined) ?? maxLength(one)), 0);

export const textChars = (text: Text): CharSet => text.reduce((set, rope) => set | ropeChars(rope), noChars);
export const textMin = (text: Text): number => Math.min(Number.POSITIVE_INFINITY, ...text.map(ropeMin));
export const textMax = (text: Text): number => Math.max(0, ...text.map(ropeMax));

/** The text of a rope that is wholly known. */
export function knownRope(rope: Rope): string | undefined {
  if (rope.length === 0) return "";
  return rope.length === 1 && rope[0]!.kind === "known" ? rope[0]!.text : undefined;
}

/** Every text of a finite set, or undefined when it is not wholly known. */
export function knownTexts(text: Text): string[] | undefined {
  const found = text.map(knownRope);
  return found.every((one) => one !== undefined) ? (found as string[]) : undefined;
}

export function union(...texts: readonly Text[]): Text {
  const there = texts.filter((text) => text.length > 0);
  if (there.length === 0) return [];
  if (there[0]!.length === 1 && there.every((text) => text === there[0])) return there[0]!;
  const all = new Map<string, Rope>();
  for (const rope of there.flat()) all.set(ropeKey(rope), rope);
  const ropes = [...all.values()];
  return ropes.length <= mostRopes && (ropes.length === 1 || sizeOf(ropes) <= mostKnown)
    ? ropes
    : [summary(ropes)];
}

export function concat(a: Text, b: Text): Text {
  if (a.length * b.length > mostRopes) {
    const [left, right] = [withOneJson(a), withOneJson(b)];
    if (left.length < a.length || right.length < b.length) return concat(left, right);
    return concat(a.length > 1 ? [summary(a)] : a, b.length > 1 ? [summary(b)] : b);
  }
  // Each rope of the one is copied for each of the other.
  if (sizeOf(a) * b.length + sizeOf(b) * a.length > mostKnown) return [summaryOf(a, b)];
  return union(a.flatMap((left) => b.map((right) => joinRopes(left, right))));
}

/** The same texts, those that are a JSON value each as one rope: what `as_json_string` gives has a rope for each kind. */
export function withOneJson(text: Text): Text {
  const found = text.map(firstOfJson);
  if (found.filter((one) => one !== undefined).length < 2) return text;
  const first = [...new Set(found.join(""))].sort().join("");
  return [...text.filter((_, index) => found[index] === undefined), [{ kind: "json", first }]];
}

/** What a rope may begin with whose every text is one JSON value. */
export function firstOfJson(rope: Rope): string | undefined {
  const [one, ...others] = rope;
  if (!one) return undefined;
  if (others.length > 0) {
    const last = others.at(-1)!;
    const quoted = one.kind === "known" && one.text === '"' && last.kind === "known" && last.text === '"';
    return quoted && isEscaped(others.slice(0, -1)) ? '"' : undefined;
  }
  switch (one.kind) {
    case "json":
      return one.first;
    case "integer":
    case "float":
      return "-0123456789";
    case "known":
      return /^(?:null|true|false|0|[1-9]\d*|"[^"\\\u0000-\u001f]*")$/.test(one.text)
        ? one.text[0]
        : undefined;
    case "chars":
    case "escaped":
    case "repeat":
      return undefined;
  }
}

function joinRopes(left: Rope, right: Rope): Rope {
  const last = left.at(-1);
  const first = right[0];
  const meet = last?.kind === "known" && first?.kind === "known";
  const joined: Rope = meet
    ? [...left.slice(0, -1), { kind: "known", text: last.text + first.text }, ...right.slice(1)]
    : [...left, ...right];
  return joined.length <= mostAtoms ? joined : [summaryAtom([joined])];
}

/** How much there is to read and copy: the atoms, and the characters of known text. */
export const sizeOf = (text: Text): number =>
  text.reduce((sum, rope) => rope.reduce((all, one) => all + atomSize(one), sum + 1), 0);

const atomSize = (one: Atom): number =>
  one.kind === "known" ? one.text.length : one.kind === "repeat" ? 1 + sizeOf(one.of) : 1;

/** One rope that holds every text of the given ones. */
const summary = (ropes: Text): Rope => [summaryAtom(ropes)];

const summaryOf = (a: Text, b: Text): Rope => [summaryAtom([[summaryAtom(a), summaryAtom(b)]])];

const summaryAtom = (ropes: Text): Atom => anyLike(ropes, textMin(ropes), textMax(ropes));

/** Text without an escape that is cut, and without anything that a JSON string does not take as it is. */
const wholeText = /^(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;

function isEscapedAtom(one: Atom): boolean {
  switch (one.kind) {
    case "known":
      return wholeText.test(one.text);
    case "chars":
      return (one.set & unsafe) === 0;
    case "escaped":
    case "integer":
    case "float":
      return true;
    case "json":
      return charsOfAtom(one) === numberChars;
    case "repeat":
      return one.of.every(isEscaped);
  }
}

/** Whether every text of a rope may be inside a JSON string: one after the other, and as often as may be. */
export const isEscaped = (rope: Rope): boolean => rope.every(isEscapedAtom);

/** Any text of these characters; of escapes that are whole where the given ones are. */
export function anyLike(ropes: Text, min = 0, max = Number.POSITIVE_INFINITY): Atom {
  const set = textChars(ropes);
  return (set & escapedBackslash) !== 0 && ropes.every(isEscaped)
    ? { kind: "escaped", set, min }
    : { kind: "chars", set, min, max };
}

/** Ropes never change, and are compared all the time. */
const ropeKeys = new WeakMap<Rope, string>();

function ropeKey(rope: Rope): string {
  let key = ropeKeys.get(rope);
  if (key === undefined) {
    key = rope.length === 1 ? atomKey(rope[0]!) : rope.map(atomKey).join("\u0001");
    ropeKeys.set(rope, key);
  }
  return key;
}

function atomKey(one: Atom): string {
  switch (one.kind) {
    case "known":
      return `k${one.text}`;
    case "chars":
      return `c${one.set},${one.min},${one.max}${one.wordy ? "w" : ""}${one.legible ? "l" : ""}${one.moment ? "m" : ""}${one.pad ? "p" : ""}${one.points ?? ""}${rangeKey(one.range)}`;
    case "escaped":
      return `e${one.set},${one.min}`;
    case "json":
      return `j${one.first}`;
    case "repeat":
      return `(${textKey(one.of)})`;
    case "integer":
      return `i${rangeKey(one.range)}`;
    case "float":
      return `f${one.printed ? "p" : ""}${one.unsigned ? "u" : ""}${rangeKey(one.range)}`;
  }
}

const rangeKey = (range: NumberRange | undefined): string =>
  range ? `#${range.most} ${range.unit} ${range.least ?? ""} ${range.greatest ?? ""}` : "";

export const textKey = (text: Text): string =>
  text.length === 1 ? ropeKey(text[0]!) : text.map(ropeKey).sort().join("\u0002");

/** Whether nothing is known of a text. */
export const isAnyText = (text: Text): boolean => textKey(text) === textKey(anyText);

/**
 * A text with every rope wider: what a loop settles on when its text grows from one iteration to the next. Whether there is
 * anything in it is still told.
 */
export const widen = (text: Text): Text => [[anyLike(text, Math.min(1, textMin(text)))]];
