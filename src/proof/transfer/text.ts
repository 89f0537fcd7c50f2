import type { textFilters } from "../../liquid/filters/text.js";
import { type CharSet, chars, charsOf, digits, unsafe, without } from "../domain/chars.js";
import { anyMessage, internal, type Messages } from "../domain/messages.js";
import { mayBeginWith, mayEndWith, repeated, row, unrolled } from "../domain/repeat.js";
import {
  type Atom,
  anyLike,
  anyOf,
  atom,
  charsOfAtom,
  concat,
  isEscaped,
  known,
  knownRope,
  knownTexts,
  minLength,
  mostAtoms,
  mostKnown,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  sizeOf,
  type Text,
  textChars,
  textMax,
  union,
} from "../domain/text.js";
import {
  argument,
  badCount,
  badInteger,
  gives,
  isCount,
  rewritten,
  type Transfer,
  text,
  unlessNil,
} from "../domain/transfer.js";
import {
  type AbstractValue,
  abstractOf,
  arrayOf,
  has,
  join,
  Kind,
  nil,
  ofText,
  only,
  toTexts,
} from "../domain/value.js";
import { letterCaseTransfers } from "./letter-case.js";

const stripped = chars("space", "control", "nul");

const isSpaces = (one: Atom): boolean =>
  (one.kind === "chars" && one.pad === true) || (one.kind === "known" && /^[\t-\r \0]*$/.test(one.text));

/** Whether something is left of a text without its white space, for sure. */
const keepsSome = (rope: Rope): boolean =>
  rope.some((one) =>
    one.kind === "known"
      ? /[^\t-\r \0]/.test(one.text)
      : minLength(one) > 0 && (charsOfAtom(one) & stripped) === 0,
  );

/** What may be left of a text without the white space at one end: an atom that may vanish whole lays bare the next. */
function trimmed(rope: Rope, end: "left" | "right"): Rope[] {
  const one = end === "left" ? rope[0] : rope.at(-1);
  if (!one) return [rope];
  const rest = end === "left" ? rope.slice(1) : rope.slice(0, -1);
  const beside = (left: Atom): Rope => (end === "left" ? [left, ...rest] : [...rest, left]);
  if (one.kind === "repeat") {
    if (!one.of.every(keepsSome)) return trimmed(beside(anyLike(one.of)), end);
    const iterations = one.of.flatMap((iteration) =>
      end === "left" ? row(iteration, rope) : row(rope, iteration),
    );
    return [...trimmed(rest, end), ...iterations.flatMap((iteration) => trimmed(iteration, end))];
  }
  if (isSpaces(one)) return trimmed(rest, end);
  if (one.kind === "known")
    return [
      beside({ kind: "known", text: one.text.replace(end === "left" ? /^[\t-\r \0]+/ : /[\t-\r \0]+$/, "") }),
    ];
  if (one.kind !== "chars" && one.kind !== "escaped") return [rope];
  const shortens = (one.set & stripped) !== 0;
  if (!shortens && one.min > 0) return [rope];
  return [beside(shortens ? { ...one, min: Math.min(1, one.min) } : one), ...trimmed(rest, end)];
}

const strip =
  (left: boolean, right: boolean): Transfer =>
  (input) =>
    text(
      union(
        toTexts(input)
          .flatMap((rope) => (left ? trimmed(rope, "left") : [rope]))
          .flatMap((rope) => (right ? trimmed(rope, "right") : [rope])),
      ),
    );

/** What JSON escapes are made of, behind the backslash and with it. */
const escapeLetters = chars("backslash", "quote", "slash", "lowerHex", "upperHex", "lower") | digits;
const escapeLetter = /^["\\/bfnrtu0-9a-fA-F]/;

/**
 * Whether every occurrence of a text lies outside the escapes of a JSON string: it has no backslash, and begins with what
 * none of them can hold.
 */
function sparesEscapes(sought: Rope): boolean {
  const [first] = sought;
  if (!first || ropeMin(sought) === 0 || (ropeChars(sought) & chars("backslash")) !== 0) return false;
  return first.kind === "known"
    ? !escapeLetter.test(first.text)
    : minLength(first) > 0 && (charsOfAtom(first) & escapeLetters) === 0;
}

/** Some occurrences of a text replaced: what is escaped stays so where the text is found outside of escapes only. */
function replaced(rope: Rope, sought: Text, put: Text): Rope {
  // An empty text stands everywhere.
  const emptyWanted = sought.some((one) => ropeMin(one) === 0);
  if ((ropeChars(rope) & textChars(sought)) === 0 && !emptyWanted) return rope;
  const set = ropeChars(rope) | textChars(put);
  return isEscaped(rope) && sought.every(sparesEscapes) && (textChars(put) & unsafe) === 0
    ? [anyLike([rope, ...put])]
    : [{ kind: "chars", set, min: 0, max: Number.POSITIVE_INFINITY }];
}

const replace: Transfer = (input, args) => {
  const wanted = toTexts(argument(args, 0));
  const put = toTexts(argument(args, 1));
  const [sure] = knownTexts(wanted) ?? [];
  const single = wanted.length === 1 && sure !== undefined && sure !== "";
  const plain = put.every((rope) => (ropeChars(rope) & chars("backslash")) === 0);
  const all = toTexts(input)
    .flatMap((rope) => (single ? unrolled(rope, "right") : [rope]))
    .map(
      (rope): Text => (single && plain && replacedByParts(rope, sure, put)) || [replaced(rope, wanted, put)],
    );
  return text(union(...all), put.some(mayNameGroup) ? internal : undefined);
};

/**
 * A rope with each occurrence of a text replaced, atom by atom; undefined where one may begin in an atom and end in the
 * next, or where it would get too long. What is repeated has one more of itself behind it.
 */
function replacedByParts(rope: Rope, sought: string, put: Text): Text | undefined {
  let whole = known("");
  for (const [index, one] of rope.entries()) {
    if (index > 0 && straddles(rope.slice(0, index), rope.slice(index), sought)) return undefined;
    const part = replacedAtom(one, sought, put);
    if (!part) return undefined;
    whole = concat(whole, part);
  }
  return whole;
}

/** Whether a text may begin at the end of one rope and end in the next. */
const straddles = (left: Rope, right: Rope, sought: string): boolean =>
  Array.from({ length: sought.length - 1 }, (_, index) => index + 1).some(
    (at) => mayEndWith(left, sought.slice(0, at)) && mayBeginWith(right, sought.slice(at)),
  );

function replacedAtom(one: Atom, sought: string, put: Text): Text | undefined {
  if (one.kind === "repeat") {
    if (one.of.some((iteration) => one.of.some((next) => straddles(iteration, next, sought))))
      return undefined;
    const iterations = one.of.map((iteration) => replacedByParts(iteration, sought, put));
    return iterations.every((iteration) => iteration !== undefined)
      ? [repeated(union(...iterations))]
      : undefined;
  }
  if (one.kind !== "known") return [replaced([one], known(sought), put)];
  const [first = "", ...rest] = one.text.split(sought);
  if (one.text.length + rest.length * sizeOf(put) > mostKnown) return undefined;
  const [sole, ...others] = knownTexts(put) ?? [];
  if (sole !== undefined && others.length === 0) return known([first, ...rest].join(sole));
  if (rest.length > mostAtoms) return undefined;
  return rest.reduce<Text>((done, part) => concat(concat(done, put), known(part)), known(first));
}

/** Ruby reads `\\k<name>` in a replacement as a group of the pattern, and fails inside the engine, as there is none. */
function mayNameGroup(rope: Rope): boolean {
  const text = knownRope(rope);
  if (text !== undefined) return text.includes("\\k<");
  return (ropeChars(rope) & chars("backslash")) !== 0;
}

/** A rope with the first occurrence of a text replaced; undefined where it cannot be told which that is. */
function withoutFirst(rope: Rope, sought: string, put: Text): Text | undefined {
  const wanted = charsOf(sought);
  const begins = (text: string) =>
    Array.from({ length: sought.length - 1 }, (_, index) => sought.slice(0, index + 1)).some((start) =>
      text.endsWith(start),
    );
  for (const [index, one] of rope.entries()) {
    if (one.kind !== "known") {
      if ((charsOfAtom(one) & wanted) !== 0) return undefined;
      continue;
    }
    const at = one.text.indexOf(sought);
    if (at < 0 && begins(one.text)) return undefined;
    if (at < 0) continue;
    const before: Rope = [...rope.slice(0, index), ...knownAtoms(one.text.slice(0, at))];
    const after: Rope = [...knownAtoms(one.text.slice(at + sought.length)), ...rope.slice(index + 1)];
    return [[before], put, [after]].reduce(concat);
  }
  return [rope];
}

const knownAtoms = (text: string): Rope => (text === "" ? [] : [{ kind: "known", text }]);

const replaceFirst: Transfer = (input, args) => {
  const [wanted, put] = [toTexts(argument(args, 0)), toTexts(argument(args, 1))];
  const [sure, ...others] = knownTexts(wanted) ?? [];
  const plain = put.every((rope) => (ropeChars(rope) & chars("backslash")) === 0);
  const single = others.length === 0 && plain && sure !== "" ? sure : undefined;
  return text(
    union(
      ...toTexts(input)
        .flatMap((rope) => (single ? unrolled(rope, "left") : [rope]))
        .map((rope) => (single && withoutFirst(rope, single, put)) || [replaced(rope, wanted, put)]),
    ),
    put.some(mayNameGroup) ? internal : undefined,
  );
};

/** Of several occurrences only the last is replaced. */
const replaceOne: Transfer = (input, args) => {
  const [wanted, put] = [toTexts(argument(args, 0)), toTexts(argument(args, 1))];
  return text(
    union(toTexts(input).map((rope) => replaced(rope, wanted, put))),
    put.some(mayNameGroup) ? internal : undefined,
  );
};

const removed = abstractOf("");
const remove: Transfer = (input, [wanted = nil]) => replace(input, [wanted, removed]);

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
    case "chars":
    case "escaped":
      return anyOf(charsOfAtom(first) | (first.min === 0 ? ropeChars(rope) : 0), first.min > 0 ? 1 : 0, 2);
    case "repeat":
      return anyOf(ropeChars(rope), 0, 2);
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

/** A text of at most so many characters, where that is known; one of Ruby's may be two of ours. */
function shortText(set: CharSet, most: number | bigint | undefined, max = Number.POSITIVE_INFINITY): Atom {
  if (typeof most !== "number" || most < 0) return { kind: "chars", set, min: 0, max };
  const units = set & chars("foreign") ? most * 2 : most;
  return { kind: "chars", set, min: 0, max: Math.min(units, max), points: most };
}

const slice: Transfer = (input, args) => {
  const [offset, length] = [argument(args, 0), argument(args, 1)];
  const fails = anyMessage(badCount(offset), length.kinds === Kind.nil ? undefined : badCount(length));
  const counted = length.kinds === Kind.integer ? length.integer : undefined;
  const fromStart = offset.kinds === Kind.integer && offset.integer === 0;
  const one = length.kinds === Kind.nil || counted === 1;
  const parts: AbstractValue[] = [];
  if (has(input, Kind.array)) parts.push(arrayOf(input.items));
  const rest = toTexts(only(input, ~Kind.array));
  if (rest.length > 0) {
    const cut = rest.map(
      (rope): Text =>
        one && fromStart
          ? firstChars(rope)
          : fromStart && typeof counted === "number" && counted > 0
            ? [prefix(rope, counted)]
            : [[shortText(ropeChars(rope), one ? 1 : counted, ropeMax(rope))]],
    );
    parts.push(ofText(union(...cut)));
  }
  return gives(join(...parts), fails);
};

const cut = (badLength: (length: AbstractValue) => Messages, mostOf: MostOf): Transfer =>
  unlessNil((input, args) => {
    const ending = toTexts(argument(args, 1, abstractOf("...")));
    const set = textChars(toTexts(input)) | textChars(ending) | chars("space");
    return text(
      [[shortText(set, mostOf(argument(args, 0, abstractOf(50)), ending))]],
      args[0] && badLength(args[0]),
    );
  });

/** How many characters are left at most, if that is known. */
type MostOf = (length: AbstractValue, ending: Text) => number | undefined;

/** An ending that is longer than the length stays whole. */
const mostLeft: MostOf = ({ kinds, integer }, ending) => {
  const longest = textMax(ending);
  return kinds === Kind.integer && typeof integer === "number" && Number.isFinite(longest)
    ? Math.max(integer, longest)
    : undefined;
};

const tooManyWords = [
  known("integer "),
  atom({ kind: "integer" }),
  known(" too big for truncatewords"),
].reduce(concat);
const truncatewords = cut(
  (words) => anyMessage(badInteger(words), isCount(words) ? undefined : tooManyWords),
  () => undefined,
);

const split: Transfer = (input, args) => {
  const separator = textChars(toTexts(argument(args, 0)));
  const texts = toTexts(input);
  const separators = knownTexts(toTexts(argument(args, 0)));
  const parts = texts.map((rope): Text => {
    // A rope is cut at the known text between its atoms; where an atom may hold a cut as well, anything comes out.
    const single = separators?.length === 1 && separators[0] !== "" ? separators[0] : undefined;
    const free = rope.every((one) => one.kind === "known" || (charsOfAtom(one) & separator) === 0);
    // A space cuts at any white space, and drops what is empty in front.
    if (single === undefined || !free || (single === " " && textChars([rope]) & chars("control")))
      return single && isEscaped(rope) && sparesEscapes([{ kind: "known", text: single }])
        ? [[anyLike([rope])]]
        : anyOf(ropeChars(rope));
    const pieces: Rope[] = [[]];
    for (const one of rope) {
      if (one.kind !== "known") {
        pieces[pieces.length - 1] = [...pieces.at(-1)!, one];
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

const append: Transfer = (input, args) => text(concat(toTexts(input), toTexts(argument(args, 0))));
const prepend: Transfer = (input, args) => text(concat(toTexts(argument(args, 0)), toTexts(input)));
const strips: Transfer = strip(true, true);
const lstrip: Transfer = strip(true, false);
const rstrip: Transfer = strip(false, true);
/** A document that is put together in a `capture` stays one without its line breaks. */
const stripNewlines: Transfer = (input) => text(union(...toTexts(input).map(withoutNewlines)));

function withoutNewlines(rope: Rope): Text {
  // A line break may begin in one part and end in the next.
  if (rope.some((one) => one.kind === "known" && one.text.endsWith("\r"))) return anyOf(ropeChars(rope));
  return rope
    .map((one): Text => {
      if (one.kind === "known") return known(one.text.replaceAll(/\r?\n/g, ""));
      if (one.kind === "repeat") return [repeated(union(...one.of.map(withoutNewlines)))];
      if (one.kind !== "chars" || (one.set & chars("control")) === 0) return atom(one);
      // Digits on two lines become one number.
      const { wordy: _, range: __, legible: ___, moment: ____, ...rest } = one;
      return atom({ ...rest, min: 0 });
    })
    .reduce(concat, known(""));
}
const newlineToBr: Transfer = rewritten((set) =>
  set & chars("control") ? set | chars("markup", "slash", "lower", "lowerHex", "space") : set,
);

const stripHtml: Transfer = rewritten((set) => set);
const escaped: Transfer = unlessNil(rewritten(htmlEscaped));
const escapeOnce: Transfer = rewritten(htmlEscaped);

export const textTransfers = {
  append,
  prepend,
  ...letterCaseTransfers,
  strip: strips,
  lstrip,
  rstrip,
  strip_newlines: stripNewlines,
  newline_to_br: newlineToBr,
  strip_html: stripHtml,
  replace,
  replace_first: replaceFirst,
  replace_last: replaceOne,
  remove,
  remove_first: (input, [wanted = nil]) => replaceFirst(input, [wanted, removed]),
  remove_last: (input, [wanted = nil]) => replaceOne(input, [wanted, removed]),
  split,
  slice,
  truncate: cut(badInteger, mostLeft),
  truncatewords,
  escape: escaped,
  escape_once: escapeOnce,
} satisfies Record<keyof typeof textFilters, Transfer>;
