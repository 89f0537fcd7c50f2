import type { textFilters } from "../../liquid/filters/text.js";
import { abstractOf } from "../domain/abstract-of.js";
import { chars, charsOf, unsafe, withoutText } from "../domain/chars.js";
import { internal } from "../domain/messages.js";
import { toTexts } from "../domain/printed.js";
import { mayBeginWith, mayEndWith, repeated, unrolled } from "../domain/repeat.js";
import {
  type Atom,
  anyLike,
  charsOfAtom,
  concat,
  isEscaped,
  known,
  knownRope,
  knownTexts,
  mostAtoms,
  mostKnown,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  ropePoints,
  sizeOf,
  type Text,
  textChars,
  textMax,
  textMin,
  union,
} from "../domain/text.js";
import { argument, type Transfer, text } from "../domain/transfer.js";
import { nil } from "../domain/value.js";
import { sparesEscapes } from "./spares-escapes.js";

/**
 * Some occurrences of a text replaced: what is escaped stays so where the text is found outside of escapes only.
 * @param all the text of which every occurrence is replaced, where it is known
 */
function replaced(rope: Rope, sought: Text, put: Text, all = ""): Rope {
  // An empty text occurs everywhere.
  const emptyWanted = sought.some((one) => ropeMin(one) === 0);
  if ((ropeChars(rope) & textChars(sought)) === 0 && !emptyWanted) return rope;
  const set = withoutText(ropeChars(rope), all) | textChars(put);
  const length = longestReplaced(rope, sought, put);
  const like =
    isEscaped(rope) && sought.every(sparesEscapes) && (textChars(put) & unsafe) === 0
      ? anyLike([rope, ...put])
      : undefined;
  return [like?.kind === "escaped" ? like : { kind: "chars", set, min: 0, ...length }];
}

/** How long a text may get: every occurrence takes its own length and leaves the other text. */
function longestReplaced(rope: Rope, sought: Text, put: Text): { max: number; points?: number } {
  // A reference stands for what was found.
  if ((textChars(put) & chars("backslash")) !== 0) return { max: Number.POSITIVE_INFINITY };
  const [least, most] = [textMin(sought), textMax(put)];
  const max = longest(ropeMax(rope), least, most);
  const points = longest(ropePoints(rope), Math.ceil(least / 2), most);
  return points < max ? { max, points } : { max };
}

function longest(length: number, least: number, most: number): number {
  if (most <= least || length < least || !Number.isFinite(length)) return length;
  return least === 0 ? length + (length + 1) * most : length + Math.floor(length / least) * (most - least);
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
      (rope): Text =>
        (single && plain && replacedByParts(rope, sure, put)) || [
          replaced(rope, wanted, put, single && plain ? sure : ""),
        ],
    );
  return text(union(...all), put.some(mayNameGroup) ? internal : undefined);
};

/**
 * A rope with each occurrence of a text replaced, atom by atom; undefined where one may begin in an atom and end in the
 * next, or where it would get too long. What is repeated has one more of itself after it.
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

/** What occurs nowhere in JSON but between the quotes of a text, and in no escape. */
const insideTexts = /^[|;~^#@!$%&*?<>'()=_`]+$/;

function replacedAtom(one: Atom, sought: string, put: Text): Text | undefined {
  if (one.kind === "repeat") {
    if (one.of.some((iteration) => one.of.some((next) => straddles(iteration, next, sought))))
      return undefined;
    const iterations = one.of.map((iteration) => replacedByParts(iteration, sought, put));
    return iterations.every((iteration) => iteration !== undefined)
      ? [repeated(union(...iterations))]
      : undefined;
  }
  if (one.kind === "json" && insideTexts.test(sought) && (textChars(put) & unsafe) === 0) return [[one]];
  if (one.kind !== "known") return [replaced([one], known(sought), put, sought)];
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

export const replaceTransfers = {
  replace,
  replace_first: replaceFirst,
  replace_last: replaceOne,
  remove,
  remove_first: (input, [wanted = nil]) => replaceFirst(input, [wanted, removed]),
  remove_last: (input, [wanted = nil]) => replaceOne(input, [wanted, removed]),
} satisfies Partial<Record<keyof typeof textFilters, Transfer>>;
