import type { textFilters } from "../../liquid/filters/text.js";
import { capitalize, downcase, upcase } from "../../liquid/values/text.js";
import { anyCase } from "../domain/chars.js";
import { toTexts } from "../domain/printed.js";
import { type Atom, anyLike, charsOfAtom, minLength, type Rope, type Text, union } from "../domain/text.js";
import { type Transfer, text } from "../domain/transfer.js";

/** A text of letters in another case; letters outside ASCII may become several. */
const recased = (one: Atom): Atom => ({
  kind: "chars",
  set: anyCase(charsOfAtom(one)),
  min: Math.min(1, minLength(one)),
  max: Number.POSITIVE_INFINITY,
});

/** Escapes, numbers and words of JSON are small letters already. */
function small(one: Atom): Atom {
  switch (one.kind) {
    case "known":
      return { kind: "known", text: downcase(one.text) };
    case "escaped":
      return { kind: "escaped", set: anyCase(one.set), min: Math.min(1, one.min) };
    case "chars":
      return recased(one);
    case "integer":
    case "float":
    case "json":
      return one;
    case "repeat":
      return small(anyLike(one.of));
  }
}

/** `\n` is an escape, `\N` is none. */
function capital(one: Atom): Atom {
  switch (one.kind) {
    case "known":
      return { kind: "known", text: upcase(one.text) };
    case "integer":
      return one;
    case "chars":
    case "escaped":
    case "float":
    case "json":
    case "repeat":
      return recased(one);
  }
}

/** An atom of which the first letter is a capital. An escape begins with a backslash, which has no case. */
function titled(one: Atom): Atom {
  switch (one.kind) {
    case "known":
      return { kind: "known", text: capitalize(one.text) };
    case "json":
      return /[tfn]/.test(one.first) ? recased(one) : one;
    case "chars":
    case "escaped":
    case "integer":
    case "float":
    case "repeat":
      return small(one);
  }
}

/** Where the first atom may be empty, the second one may begin. */
function capitalized([first, ...rest]: Rope): Text {
  if (!first) return [[]];
  const whole: Rope = [titled(first), ...rest.map(small)];
  return minLength(first) > 0 ? [whole] : [whole, ...capitalized(rest)];
}

const eachRope =
  (change: (rope: Rope) => Text): Transfer =>
  (input) =>
    text(union(...toTexts(input).map(change)));

export const letterCaseTransfers = {
  downcase: eachRope((rope) => [rope.map(small)]),
  upcase: eachRope((rope) => [rope.map(capital)]),
  capitalize: eachRope(capitalized),
} satisfies Partial<Record<keyof typeof textFilters, Transfer>>;
