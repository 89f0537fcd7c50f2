import { inZone } from "../time/zones.js";
import { RubyTime } from "../value.js";
import {
  allChars,
  anyCase,
  type CharSet,
  chars,
  charsOf,
  digits,
  letters,
  lowerHexDigits,
  unsafe,
  without,
} from "./chars.js";
import {
  type Atom,
  anyOf,
  anyText,
  atom,
  charsOfAtom,
  concat,
  known,
  knownRope,
  knownTexts,
  minLength,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  type Text,
  textChars,
  union,
} from "./text.js";
import {
  type Abstract,
  abstractOf,
  anyData,
  anyInteger,
  arrayOf,
  constants,
  has,
  infinite,
  join,
  Kind,
  nil,
  nothing,
  ofKinds,
  ofText,
  only,
  prints,
  toJsons,
  toTexts,
} from "./value.js";

/** What a filter may give for a set of values. */
export interface Meant {
  readonly value: Abstract;
  /** It may raise, and then gives no value at all. */
  readonly fails: boolean;
}

/** What a filter does to sets of values; the arguments are there as far as they were written. */
export type Meaning = (input: Abstract, args: readonly Abstract[]) => Meant;

const gives = (value: Abstract, fails = false): Meant => ({ value, fails });
const text = (value: Text, fails = false): Meant => gives(ofText(value), fails);
const argument = (args: readonly Abstract[], index: number, fallback: Abstract = nil): Abstract =>
  args[index] ?? fallback;

/** A text in which each character may become others, the length too. */
const rewritten =
  (change: (set: CharSet) => CharSet, least: 0 | 1 = 0): Meaning =>
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

const unlessNil =
  (meaning: Meaning): Meaning =>
  (input, args) => {
    const rest = only(input, ~Kind.nil);
    const there = rest.kinds === 0 ? gives(nothing) : meaning(rest, args);
    return has(input, Kind.nil) ? gives(join(there.value, nil), there.fails) : there;
  };

/** Fixed characters, whatever comes in. */
const always =
  (set: CharSet, length?: number): Meaning =>
  () =>
    text(anyOf(set, length ?? 0, length));

/** A digest is hex digits; of nothing it may be nothing (an assumption). */
const digest =
  (set: CharSet, length: number): Meaning =>
  (input) =>
    gives(join(ofText(anyOf(set, length, length)), has(input, Kind.nil) ? nil : nothing));

// texts

function trimmed(rope: Rope, left: boolean, right: boolean): Rope {
  const atoms = [...rope];
  const shorten = (one: Atom): Atom =>
    (one.kind === "chars" || one.kind === "escaped") && (one.set & chars("space", "control")) !== 0
      ? { ...one, min: 0 }
      : one;
  const isSpaces = (one: Atom) =>
    one.kind === "known" && one.text.trim() === "" && !/[^\t-\r \0]/.test(one.text);
  if (left) {
    while (atoms[0] && isSpaces(atoms[0])) atoms.shift();
    if (atoms[0])
      atoms[0] =
        atoms[0].kind === "known"
          ? { kind: "known", text: atoms[0].text.replace(/^[\t-\r \0]+/, "") }
          : shorten(atoms[0]);
  }
  if (right) {
    while (atoms.length > 0 && isSpaces(atoms.at(-1)!)) atoms.pop();
    const last = atoms.at(-1);
    if (last)
      atoms[atoms.length - 1] =
        last.kind === "known"
          ? { kind: "known", text: last.text.replace(/[\t-\r \0]+$/, "") }
          : shorten(last);
  }
  // When an end may vanish whole, what stands beside it may be trimmed as well.
  const vanishes = atoms.length > 1 && [atoms[0]!, atoms.at(-1)!].some((one) => minLength(one) === 0);
  return vanishes ? [{ kind: "chars", set: ropeChars(atoms), min: 0, max: ropeMax(atoms) }] : atoms;
}

const strip =
  (left: boolean, right: boolean): Meaning =>
  (input) =>
    text(union(toTexts(input).map((rope) => trimmed(rope, left, right))));

/** What JSON escapes are made of: a change of one of these may break an escape. */
const escapeLetters = chars("backslash", "quote", "slash", "lowerHex", "upperHex", "lower") | digits;

/** A change of some characters leaves JSON-escaped text escaped only if no escape can hold them. */
function replaced(rope: Rope, wanted: CharSet, put: Text): Rope {
  const set = ropeChars(rope);
  const added = textChars(put);
  if ((set & wanted) === 0 && wanted !== 0) return rope;
  const safe = (wanted & escapeLetters) === 0 && wanted !== 0 && (added & unsafe) === 0;
  if (
    safe &&
    rope.every((one) => one.kind === "escaped" || one.kind === "known" || one.kind === "integer") &&
    (ropeChars(rope) & chars("quote", "control")) === 0
  ) {
    return [{ kind: "escaped", set: set | added, min: 0 }];
  }
  return [{ kind: "chars", set: set | added, min: 0, max: Number.POSITIVE_INFINITY }];
}

const replace: Meaning = (input, args) => {
  const wanted = toTexts(argument(args, 0));
  const put = toTexts(argument(args, 1));
  const [sure] = knownTexts(wanted) ?? [];
  const single = wanted.length === 1 && sure !== undefined && sure !== "";
  const plain = put.every((rope) => (ropeChars(rope) & chars("backslash")) === 0);
  const all = toTexts(input).map((rope): Text => {
    const whole = knownRope(rope);
    if (whole === undefined || !single || !plain) return [replaced(rope, textChars(wanted), put)];
    const [first = "", ...rest] = whole.split(sure!);
    return rest.reduce<Text>((done, part) => concat(concat(done, put), known(part)), known(first));
  });
  return text(union(...all));
};

const remove: Meaning = (input, args) =>
  text(union(toTexts(input).map((rope) => replaced(rope, textChars(toTexts(argument(args, 0))), known("")))));

const wholeNumber = (value: Abstract): boolean =>
  constants(value)?.every(
    (one) => typeof one === "number" || (typeof one === "string" && /^\s*[-+]?\d+\s*$/.test(one)),
  ) ?? value.kinds === Kind.integer;

const firstChars = (rope: Rope): Text => {
  const [first] = rope;
  if (!first) return known("");
  switch (first.kind) {
    case "known":
      return first.text === ""
        ? firstChars(rope.slice(1))
        : known(String.fromCodePoint(first.text.codePointAt(0)!));
    case "json":
      return union(...[...first.first].map(known));
    case "integer":
    case "float":
      return union(...[..."-0123456789"].map(known));
    default:
      return anyOf(charsOfAtom(first) | (first.min === 0 ? ropeChars(rope) : 0), first.min > 0 ? 1 : 0, 2);
  }
};

/** The first characters of a text; one of Ruby's may be two of ours. */
function prefix(rope: Rope, length: number): Rope {
  const taken: Atom[] = [];
  let left = length;
  for (const [index, one] of rope.entries()) {
    if (left <= 0) break;
    if (one.kind === "known") {
      const text = [...one.text].slice(0, left).join("");
      taken.push({ kind: "known", text });
      left -= [...text].length;
      continue;
    }
    // Behind what has no certain length, anything of the rest may come next.
    const rest = rope.slice(index);
    const set = ropeChars(rest);
    const most = set & chars("foreign") ? left * 2 : left;
    const min = Math.min(left, ropeMin(rest));
    taken.push({ kind: "chars", set, min, max: Math.min(most, ropeMax(rest)), points: left });
    break;
  }
  return taken;
}

const slice: Meaning = (input, args) => {
  const [offset, length] = [argument(args, 0), argument(args, 1)];
  const fails = !wholeNumber(offset) || !(has(length, Kind.nil) || wholeNumber(length));
  const one = length.kinds === Kind.nil || length.integer === 1;
  const parts: Abstract[] = [];
  if (has(input, Kind.array)) parts.push(arrayOf(input.items));
  const rest = toTexts(only(input, ~Kind.array));
  if (rest.length > 0) {
    const cut = rest.map(
      (rope): Text =>
        one && offset.integer === 0
          ? firstChars(rope)
          : offset.integer === 0 && typeof length.integer === "number" && length.integer > 0
            ? [prefix(rope, length.integer)]
            : anyOf(ropeChars(rope), 0, one ? 2 : ropeMax(rope)),
    );
    parts.push(ofText(union(...cut)));
  }
  return gives(join(...parts), fails);
};

const cut: Meaning = unlessNil((input, args) => {
  const ending = textChars(toTexts(argument(args, 1, abstractOf("..."))));
  return text(
    anyOf(textChars(toTexts(input)) | ending | chars("space")),
    args[0] !== undefined && !wholeNumber(args[0]),
  );
});

const split: Meaning = (input, args) => {
  const separator = textChars(toTexts(argument(args, 0)));
  const texts = toTexts(input);
  const separators = knownTexts(toTexts(argument(args, 0)));
  const parts = texts.map((rope): Text => {
    // A rope is cut at the known text between its atoms; inside an unknown atom a cut gives any part of it.
    const single = separators?.length === 1 && separators[0] !== "" ? separators[0] : undefined;
    if (single === undefined) return anyOf(ropeChars(rope));
    const pieces: Rope[] = [[]];
    for (const one of rope) {
      if (one.kind !== "known") {
        const free = (charsOfAtom(one) & separator) === 0;
        pieces[pieces.length - 1] = [
          ...pieces.at(-1)!,
          free ? one : { kind: "chars", set: charsOfAtom(one), min: 0, max: Number.POSITIVE_INFINITY },
        ];
        continue;
      }
      const [first = "", ...rest] = one.text.split(single);
      pieces[pieces.length - 1] = [
        ...pieces.at(-1)!,
        ...(first === "" ? [] : [{ kind: "known", text: first } as const]),
      ];
      for (const part of rest) pieces.push(part === "" ? [] : [{ kind: "known", text: part }]);
    }
    return union(pieces);
  });
  return gives(arrayOf(ofText(union(...parts))));
};

const htmlEscaped = (set: CharSet): CharSet =>
  without(set, chars("quote")) |
  (set & chars("quote", "markup") ? chars("markup", "mark", "lower", "lowerHex") | digits : 0);

const urlSafe = digits | letters | chars("minus", "underscore", "dot", "percent", "mark");

// numbers

const numberKinds = Kind.integer | Kind.float | infinite;

/** What arithmetic sees in a set of values: a text may hold an integer, a decimal, or one too long for a float. */
function numbersIn(value: Abstract): number {
  let kinds = value.kinds & numberKinds;
  if (has(value, ~(Kind.text | Kind.float | infinite))) kinds |= Kind.integer;
  for (const rope of value.text) {
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

const onlyIntegers = (...values: readonly Abstract[]): boolean =>
  values.every((value) => numbersIn(value) === Kind.integer);

const isZero = (value: Abstract): boolean => value.kinds === Kind.integer && value.integer === 0;
const arithmetic: Meaning = (input, args) => {
  const other = argument(args, 0);
  if (onlyIntegers(input, other)) return gives(anyInteger);
  if (isZero(other)) return gives(ofKinds(numbersIn(input)));
  if (isZero(input)) return gives(ofKinds(numbersIn(other) | infinite));
  // Two floats may add up to more than a float holds.
  return gives(ofKinds(numberKinds));
};

const division: Meaning = (input, args) => {
  const divisor = argument(args, 0);
  const sure = divisor.integer !== undefined && divisor.integer !== 0;
  if (onlyIntegers(input, divisor)) return gives(anyInteger, !sure);
  if (sure) return gives(ofKinds(numbersIn(input)));
  return gives(ofKinds(numberKinds), true);
};

const absolute: Meaning = (input) => gives(ofKinds(numbersIn(input)));
const toWhole: Meaning = (input) => gives(anyInteger, (numbersIn(input) & infinite) !== 0);
/** A finite bound takes away what is infinite on its side. */
const bounded =
  (beyond: number): Meaning =>
  (input, args) => {
    const bound = numbersIn(argument(args, 0));
    const finite = (bound & infinite) === 0;
    return gives(ofKinds((finite ? numbersIn(input) & ~beyond : numbersIn(input)) | bound));
  };

const round: Meaning = (input, args) => {
  const fails = (numbersIn(input) & infinite) !== 0;
  if (args.length === 0 || isZero(args[0]!) || onlyIntegers(input)) return gives(anyInteger, fails);
  return gives(ofKinds(Kind.integer | Kind.float), fails || (numbersIn(args[0]!) & infinite) !== 0);
};

// arrays

/** What an array filter may walk over. */
function items(input: Abstract): Abstract {
  const parts = [only(input, ~(Kind.array | Kind.nil | Kind.other))];
  if (has(input, Kind.other)) parts.push(anyInteger);
  if (has(input, Kind.array)) {
    const inner = input.items ?? anyData;
    parts.push(only(inner, ~Kind.array), has(inner, Kind.array) ? anyData : nothing);
  }
  return join(...parts);
}

const sameItems: Meaning = (input, args) => {
  const there = items(input);
  const named = args.length > 0 && !(args[0]!.kinds === Kind.nil);
  return gives(named ? join(arrayOf(there), nil) : arrayOf(there), named);
};

const sort: Meaning = (input, args) => {
  const there = items(input);
  const named = args.length > 0;
  const alike = [numberKinds, Kind.text, Kind.nil].some((kinds) => (there.kinds & ~kinds) === 0);
  return gives(named ? join(arrayOf(there), nil) : arrayOf(there), named || !alike);
};

const joined: Meaning = (input, args) => {
  const there = items(input);
  if (there.kinds === 0) return text(known(""));
  const separator = toTexts(argument(args, 0, abstractOf(" ")));
  const single = !has(input, Kind.array | Kind.other);
  if (single) return text(union(prints(there), has(input, Kind.nil) ? known("") : []));
  return text(anyOf(textChars(prints(there)) | textChars(separator)));
};

const end: Meaning = (input) => {
  const parts: Abstract[] = [];
  if (has(input, Kind.array)) parts.push(input.items ?? anyData, input.filled ? nothing : nil);
  if (has(input, Kind.hash)) parts.push(arrayOf(anyData, true), nil);
  if (has(input, Kind.text)) parts.push(ofText(anyOf(textChars(input.text), 0, 2)));
  if (has(input, Kind.other)) parts.push(anyData);
  if (has(input, ~(Kind.array | Kind.hash | Kind.text | Kind.other))) parts.push(nil);
  return gives(join(...parts));
};

// dates

const anyMoment = RubyTime.fromMilliseconds(1_700_000_000_000);

/** What a format prints: its own characters, and those that its directives may give. */
function formatted(format: Text, input: Abstract): Text {
  const sure = knownTexts(format);
  if (!sure) return anyText;
  return union(
    ...sure.map((pattern): Text => {
      if (pattern === "%Y-%m-%d") return isoDay;
      if (pattern === "%s") return isNow(input) ? nowSeconds : atom({ kind: "integer" });
      const own = charsOf(pattern.replace(/%[-0^#_:]*\d*[EO]?[a-zA-Z+%]/g, ""));
      const directives = digits | letters | chars("space", "colon", "minus", "plus", "slash", "comma", "dot");
      const breaks = /%[-0^#_:]*\d*[nt]/.test(pattern) ? chars("control") : 0;
      const percent = /%%|%[^a-zA-Z]|%$/.test(pattern) ? chars("percent") : 0;
      const numeric = /^(%[YmdHMSsLNj])+$/.test(pattern) ? digits | chars("minus") : directives;
      return anyOf(own | numeric | breaks | percent, 1);
    }),
  );
}

const dash: Atom = { kind: "known", text: "-" };
const twoDigits: Atom = { kind: "chars", set: digits, min: 2, max: 2 };
/** A year has four digits or more, and a sign before our era. */
const isoDay: Text = [
  [
    { kind: "chars", set: digits | chars("minus"), min: 4, max: Number.POSITIVE_INFINITY },
    dash,
    twoDigits,
    dash,
    twoDigits,
  ],
];

const isNow = (value: Abstract): boolean =>
  knownTexts(value.text)?.every((one) => /^(now|today)$/i.test(one)) === true && value.kinds === Kind.text;

/** Seconds have ten digits from 2001 to 2286, which is the `now` that is considered. */
const nowSeconds: Text = [
  [
    { kind: "chars", set: chars("digit"), min: 1, max: 1 },
    { kind: "chars", set: digits, min: 9, max: 9 },
  ],
];

/** True for a rope whose texts all hold something else than digits: digits alone are epoch seconds, however many. */
const hasKnownMark = (rope: Rope): boolean => rope.some((one) => one.kind === "known" && /\D/.test(one.text));

/** Ruby reads no longer text as a date. */
const longestDate = 128;

const date: Meaning = (input, args) => {
  const format = toTexts(argument(args, 0));
  const parts: Abstract[] = [];
  const readable = input.text.some((rope) => ropeMin(rope) <= longestDate || !hasKnownMark(rope));
  if (has(input, Kind.time | Kind.integer) || readable) parts.push(ofText(formatted(format, input)));
  if (!isNow(input)) parts.push(only(input, ~(Kind.time | Kind.integer)));
  if (format.some((rope) => ropeMin(rope) === 0)) parts.push(input);
  // Ruby raises where a text holds numbers that no clock can: ten digits at least, and something beside them.
  const fails =
    !isNow(input) &&
    input.text.some((rope) => mostPoints(rope) > 10 && !/^\d{4}-\d\d-\d\d$/.test(knownRope(rope) ?? ""));
  return gives(join(...parts), fails);
};

const mostPoints = (rope: Rope): number =>
  rope.reduce((sum, one) => sum + ((one.kind === "chars" ? one.points : undefined) ?? ropeMax([one])), 0);

/** A zone that is not known raises, or leaves the time as it is (an assumption). */
const timeZone: Meaning = (input, args) => {
  const names = knownTexts(toTexts(argument(args, 0)));
  const sure = names?.every((name) => inZone(anyMoment, name) !== undefined) === true;
  const readable = only(input, Kind.time | Kind.integer | Kind.text);
  const fails = !sure || (has(readable, Kind.text) && !isNow(input));
  return gives(join({ kinds: Kind.time, text: [] }, isNow(input) ? nothing : input), fails);
};

// JSON

/** What JSON escapes may hold when the text holds these characters. */
function escapedSet(set: CharSet): CharSet {
  const needed = set & unsafe || set & chars("foreign");
  return without(set, chars("control")) | (needed ? chars("backslash", "lower", "lowerHex") | digits : 0);
}

const jsonEscape: Meaning = (input) =>
  text(
    union(
      toTexts(input).map((rope): Rope => {
        const set = ropeChars(rope);
        if ((set & (unsafe | chars("foreign"))) === 0) return rope;
        return [{ kind: "escaped", set: escapedSet(set), min: ropeMin(rope) }];
      }),
    ),
  );

/** Meanings by the filter's name; each stands for the same function as the filter's own `apply`. */
export const meanings: Readonly<Record<string, Meaning>> = {
  append: (input, args) => text(concat(toTexts(input), toTexts(argument(args, 0)))),
  prepend: (input, args) => text(concat(toTexts(argument(args, 0)), toTexts(input))),
  downcase: rewritten(anyCase),
  upcase: rewritten(anyCase),
  capitalize: rewritten(anyCase),
  strip: strip(true, true),
  lstrip: strip(true, false),
  rstrip: strip(false, true),
  strip_newlines: rewritten((set) => set),
  newline_to_br: rewritten((set) =>
    set & chars("control") ? set | chars("markup", "slash", "lower", "lowerHex", "space") : set,
  ),
  strip_html: rewritten((set) => set),
  replace,
  replace_first: replace,
  replace_last: replace,
  remove,
  remove_first: remove,
  remove_last: remove,
  split,
  slice,
  truncate: cut,
  truncatewords: cut,
  escape: unlessNil(rewritten(htmlEscaped)),
  escape_once: rewritten(htmlEscaped),

  plus: arithmetic,
  minus: arithmetic,
  times: (input, args) => {
    if (onlyIntegers(input, argument(args, 0))) return gives(anyInteger);
    return gives(ofKinds(numberKinds));
  },
  divided_by: division,
  modulo: division,
  abs: absolute,
  ceil: toWhole,
  floor: toWhole,
  round,
  at_least: bounded(Kind.low),
  at_most: bounded(Kind.huge),

  join: joined,
  first: end,
  last: end,
  size: () => gives(anyInteger),
  reverse: sameItems,
  compact: sameItems,
  uniq: sameItems,
  concat: (input, args) => {
    const other = argument(args, 0);
    return gives(
      arrayOf(join(items(input), has(other, Kind.array) ? (other.items ?? anyData) : nothing)),
      has(other, ~Kind.array),
    );
  },
  map: () => gives(arrayOf(anyData), true),
  where: (input) => gives(join(arrayOf(items(input)), nil), true),
  sort,
  sort_natural: (input, args) =>
    gives(args.length > 0 ? join(arrayOf(items(input)), nil) : arrayOf(items(input)), args.length > 0),

  date,
  time_zone: timeZone,

  md5: digest(lowerHexDigits, 32),
  sha1: digest(lowerHexDigits, 40),
  sha2: digest(lowerHexDigits, 64),
  hmac_sha1_hex: digest(lowerHexDigits, 40),
  hmac_sha256_hex: digest(lowerHexDigits, 64),
  hmac_sha256: digest(lowerHexDigits, 64),
  hmac_sha512: digest(lowerHexDigits, 128),
  hmac_sha1_base64: digest(digits | letters | chars("plus", "slash", "equals"), 28),
  hmac_sha256_base64: digest(digits | letters | chars("plus", "slash", "equals"), 44),
  base64_encode: always(digits | letters | chars("plus", "slash", "equals")),
  base64_url_safe_encode: always(digits | letters | chars("minus", "underscore", "equals")),
  base64_decode: () => text(anyText, true),
  base64_url_safe_decode: () => text(anyText, true),

  url_encode: unlessNil(always(urlSafe | chars("plus"))),
  url_escape: unlessNil(always(without(allChars, unsafe | chars("space", "foreign")))),
  url_param_escape: unlessNil(always(urlSafe)),
  url_decode: unlessNil(() => text(anyText, true)),

  json_escape: jsonEscape,
  as_json_string: (input) => text(toJsons(input)),
  json_parse: (input) =>
    has(input, Kind.text) ? gives(join(only(input, ~Kind.text), anyData), true) : gives(input),
  property_accessor: (input) => gives(has(input, Kind.hash) ? anyData : nil),

  default: (input, args) => {
    const fallback = argument(args, 0, abstractOf(""));
    const kept = only(input, ~(Kind.nil | (args.length > 1 ? 0 : Kind.false)));
    const filledText = kept.text
      .filter((rope) => ropeMax(rope) > 0)
      .map((rope): Rope => {
        const [one] = rope;
        return rope.length === 1 && one && (one.kind === "chars" || one.kind === "escaped")
          ? [{ ...one, min: Math.max(1, one.min) }]
          : rope;
      });
    const filled = {
      ...kept,
      text: filledText,
      kinds: filledText.length === 0 ? kept.kinds & ~Kind.text : kept.kinds,
    };
    const mayBeEmpty =
      has(input, Kind.nil | Kind.false) ||
      kept.text.some((rope) => ropeMin(rope) === 0) ||
      (has(kept, Kind.array | Kind.hash) && !kept.filled);
    return gives(join(filled, mayBeEmpty ? fallback : nothing));
  },
  money: (input) => {
    const parts: Text[] = [];
    if (has(input, Kind.integer | Kind.float))
      parts.push([
        [
          { kind: "integer" },
          { kind: "chars", set: chars("dot"), min: 1, max: 1 },
          { kind: "chars", set: digits, min: 2, max: 2 },
        ],
      ]);
    const rest = only(input, ~(Kind.integer | Kind.float));
    if (rest.kinds !== 0) parts.push(toTexts(rest));
    return text(union(...parts));
  },
  number_with_delimiter: rewritten((set) => set | chars("comma")),
};
