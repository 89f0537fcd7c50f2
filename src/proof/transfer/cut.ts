import type { textFilters } from "../../liquid/filters/text.js";
import { abstractOf } from "../domain/abstract-of.js";
import { type CharSet, chars, withoutText } from "../domain/chars.js";
import { join, only } from "../domain/join.js";
import { anyMessage, type Messages } from "../domain/messages.js";
import { toTexts } from "../domain/printed.js";
import { row, unrolled } from "../domain/repeat.js";
import {
  type Atom,
  anyLike,
  anyOf,
  atom,
  charsOfAtom,
  concat,
  isEscaped,
  known,
  knownTexts,
  mostCharacters,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  ropePoints,
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
  type Transfer,
  text,
  unlessNil,
} from "../domain/transfer.js";
import { type AbstractValue, arrayOf, has, Kind, ofText } from "../domain/value.js";
import { sparesEscapes } from "./spares-escapes.js";

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
    // After what has no certain length, anything of the rest may come next.
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

/** What is left from a place on, where so many characters are asked for that none is cut off at the end. */
function toTheEnd(
  rope: Rope,
  start: number | bigint | undefined,
  counted: number | bigint | undefined,
): Text | undefined {
  if (typeof start !== "number" || start < 0 || typeof counted !== "number") return undefined;
  if (counted < mostCharacters && start + counted < ropePoints(rope)) return undefined;
  return withoutFirst([rope], start);
}

const slice: Transfer = (input, args) => {
  const [offset, length] = [argument(args, 0), argument(args, 1)];
  const fails = anyMessage(badCount(offset), length.kinds === Kind.nil ? undefined : badCount(length));
  const counted = length.kinds === Kind.integer ? length.integer : undefined;
  const start = offset.kinds === Kind.integer ? offset.integer : undefined;
  const fromStart = start === 0;
  const one = length.kinds === Kind.nil || counted === 1;
  const parts: AbstractValue[] = [];
  if (has(input, Kind.array)) parts.push(arrayOf(input.items));
  const rest = toTexts(only(input, ~Kind.array));
  if (rest.length > 0) {
    const cut = rest.map(
      (rope): Text =>
        toTheEnd(rope, start, counted) ??
        (one && fromStart
          ? firstChars(rope)
          : fromStart && typeof counted === "number" && counted > 0
            ? [prefix(rope, counted)]
            : [[shortText(ropeChars(rope), one ? 1 : counted, ropeMax(rope))]]),
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
  (words) => anyMessage(badInteger(words), isCount(words, 2 ** 31) ? undefined : tooManyWords),
  () => undefined,
);

const split: Transfer = (input, args) => {
  const separator = textChars(toTexts(argument(args, 0)));
  const texts = toTexts(input);
  const separators = knownTexts(toTexts(argument(args, 0)));
  const parts = texts.map((rope): Text => {
    const single = separators?.length === 1 && separators[0] !== "" ? separators[0] : undefined;
    // A space cuts at any white space, and drops what is empty in front.
    const odd = single === " " && (textChars([rope]) & chars("control")) !== 0;
    const pieces = single === undefined || odd ? undefined : cutApart(rope, single, separator, [[]]);
    // What is empty after the last cut is left out.
    if (pieces)
      return union(
        pieces.closed,
        pieces.open.filter((piece) => piece.length > 0),
      );
    const like =
      single && isEscaped(rope) && sparesEscapes([{ kind: "known", text: single }])
        ? anyLike([rope])
        : undefined;
    return [like?.kind === "escaped" ? [like] : pieceOf(rope, single)];
  });
  return gives(arrayOf(ofText(union(...parts))));
};

/** Any part of a text between two others: it is no longer than the whole, with white space only where the whole has it. */
function pieceOf(rope: Rope, separator = ""): Rope {
  const [before, after] = [padOf(rope[0]), padOf(rope.at(-1))];
  const core = rope.slice(before.length, rope.length - after.length);
  const [max, points] = [ropeMax(core), ropePoints(core)];
  const part: Atom = {
    kind: "chars",
    set: withoutText(ropeChars(core), separator),
    min: 0,
    max,
    ...(points < max ? { points } : {}),
  };
  return [...before, part, ...after];
}

const padOf = (one: Atom | undefined): Rope => (one?.kind === "chars" && one.pad ? [{ ...one, min: 0 }] : []);

/** Pieces of a text: those that are whole, and what the last one may be so far. */
interface Pieces {
  readonly closed: readonly Rope[];
  readonly open: readonly Rope[];
}

const mostPieces = 24;

/**
 * A rope is cut at the known text between its atoms, also at what a loop repeats; undefined where an atom may hold a cut
 * as well, and anything may come out.
 */
function cutApart(rope: Rope, at: string, separator: CharSet, begun: readonly Rope[]): Pieces | undefined {
  const closed: Rope[] = [];
  let open = begun;
  for (const one of rope) {
    if (one.kind === "known") {
      const [first = "", ...rest] = one.text.split(at);
      open = after(open, first);
      for (const part of rest) {
        closed.push(...open);
        open = after([[]], part);
      }
    } else if (one.kind === "repeat") {
      const turns = at.length === 1 ? cutRepeated(one.of, at, separator, open) : undefined;
      if (!turns) return undefined;
      closed.push(...turns.closed);
      open = turns.open;
    } else {
      if ((charsOfAtom(one) & separator) !== 0) return undefined;
      open = open.map((piece) => [...piece, one]);
    }
    if (open.length + closed.length > mostPieces) return undefined;
  }
  return { closed, open };
}

/** The same of any number of texts, once one more makes no new piece. */
function cutRepeated(of: Text, at: string, separator: CharSet, begun: readonly Rope[]): Pieces | undefined {
  let closed: Text = [];
  let open: Text = begun;
  for (let turn = 0; turn < 3; turn++) {
    const cuts = of.map((rope) => cutApart(rope, at, separator, open));
    if (!cuts.every((cut) => cut !== undefined)) return undefined;
    const more = union(open, ...cuts.map((cut) => cut.open));
    closed = union(closed, ...cuts.map((cut) => cut.closed));
    if (more.length === open.length) return { closed, open };
    open = more;
  }
  return undefined;
}

const after = (pieces: readonly Rope[], part: string): readonly Rope[] =>
  part === "" ? pieces : pieces.map((piece) => [...piece, { kind: "known", text: part }]);

/** What is left of a text without its last characters; undefined where those are not known. */
export function withoutLast(text: Text, count: number): Text | undefined {
  const left: Rope[] = [];
  for (const rope of text.flatMap((one) => unrolled(one, "right"))) {
    const last = rope.at(-1);
    if (last && last.kind !== "known") return undefined;
    const kept = [...(last?.text ?? "")];
    if (last && kept.length < count) return undefined;
    left.push(last ? row(rope.slice(0, -1), known(kept.slice(0, -count).join(""))[0]!)[0]! : []);
  }
  return left;
}

/** And without its first ones. */
export function withoutFirst(text: Text, count: number): Text | undefined {
  const left: Rope[] = [];
  for (const rope of count === 0 ? text : text.flatMap((one) => unrolled(one, "left"))) {
    const [first, ...others] = rope;
    if (count === 0 || !first) {
      left.push(rope);
      continue;
    }
    if (first.kind !== "known") return undefined;
    const characters = [...first.text];
    if (characters.length < count && others.length > 0) return undefined;
    left.push(row(known(characters.slice(count).join(""))[0]!, others)[0]!);
  }
  return left;
}

export const cutTransfers = {
  split,
  slice,
  truncate: cut(badInteger, mostLeft),
  truncatewords,
} satisfies Partial<Record<keyof typeof textFilters, Transfer>>;
