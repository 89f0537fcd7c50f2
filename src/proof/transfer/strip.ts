import type { textFilters } from "../../liquid/filters/text.js";
import { chars } from "../domain/chars.js";
import { toTexts } from "../domain/printed.js";
import { repeated, row } from "../domain/repeat.js";
import {
  type Atom,
  anyLike,
  anyOf,
  atom,
  charsOfAtom,
  concat,
  known,
  minLength,
  type Rope,
  ropeChars,
  type Text,
  union,
} from "../domain/text.js";
import { type Transfer, text } from "../domain/transfer.js";

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
    // An iteration of white space alone vanishes whole.
    const kept = one.of.filter((iteration) => !iteration.every(isSpaces));
    if (!kept.every(keepsSome)) return trimmed(beside(anyLike(one.of)), end);
    const iterations = kept.flatMap((iteration) =>
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

export const stripTransfers = {
  strip: strip(true, true),
  lstrip: strip(true, false),
  rstrip: strip(false, true),
  strip_newlines: stripNewlines,
} satisfies Partial<Record<keyof typeof textFilters, Transfer>>;
