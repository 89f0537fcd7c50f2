import { compositions } from "../../liquid/time/directives.js";
import { chars, digits } from "../domain/chars.js";
import { anyOf, atom, concat, known, type Text, union } from "../domain/text.js";

const digit = (count: number): Text => anyOf(digits, count, count);
const leading: Text = anyOf(chars("digit"), 1, 1);

/** A number without zeros in front: a zero, if it may be one, or a digit and up to so many more. */
const plain = (mayBeZero: boolean, more = 1): Text =>
  union(
    mayBeZero ? known("0") : [],
    leading,
    ...Array.from({ length: more }, (_, index) => concat(leading, digit(index + 1))),
  );
const spaced = (mayBeZero: boolean): Text =>
  union(concat(known(" "), anyOf(mayBeZero ? digits : chars("digit"), 1, 1)), concat(leading, digit(1)));

/** Numbers of at most two or three digits, by whether they may be zero, and how they are filled up. */
const small: Readonly<Record<string, { zero: boolean; width: number; fill: "0" | " " }>> = {
  m: { zero: false, width: 2, fill: "0" },
  d: { zero: false, width: 2, fill: "0" },
  e: { zero: false, width: 2, fill: " " },
  j: { zero: false, width: 3, fill: "0" },
  H: { zero: true, width: 2, fill: "0" },
  k: { zero: true, width: 2, fill: " " },
  I: { zero: false, width: 2, fill: "0" },
  l: { zero: false, width: 2, fill: " " },
  M: { zero: true, width: 2, fill: "0" },
  S: { zero: true, width: 2, fill: "0" },
  y: { zero: true, width: 2, fill: "0" },
  g: { zero: true, width: 2, fill: "0" },
  U: { zero: true, width: 2, fill: "0" },
  W: { zero: true, width: 2, fill: "0" },
  V: { zero: false, width: 2, fill: "0" },
  u: { zero: false, width: 1, fill: "0" },
  w: { zero: true, width: 1, fill: "0" },
};

/** The moment of sending, or any time whose seconds since 1970, and whose year, have so many digits at most. */
export type Era = "now" | number;

/** A year has four digits or more, and a sign before our era. */
const anyYear = (most: number): Text => anyOf(digits | chars("minus"), 4, Math.max(5, most) + 1);
const anySeconds = (most: number): Text =>
  atom({ kind: "integer", ...(Number.isFinite(most) ? { range: { most: 10 ** most, unit: 1 } } : {}) });
/** The `now` that is considered lies between 2001 and 2286. */
const yearOfNow: Text = concat(leading, digit(3));
/** And its seconds have ten digits. */
const secondsOfNow: Text = concat(leading, digit(9));

const words = chars("upper", "upperHex", "lower", "lowerHex");

function smallNumber(letter: string, flag: string): Text | undefined {
  const number = small[letter];
  if (!number) return undefined;
  const { zero, width, fill } = number;
  if (flag === "-") return plain(zero, width - 1);
  const filler = flag === "_" ? " " : flag === "0" ? "0" : fill;
  if (width === 1) return zero ? digit(1) : leading;
  if (filler === "0") return digit(width);
  return width === 2 ? spaced(zero) : undefined;
}

function directive(letter: string, flag: string, width: string, era: Era): Text | undefined {
  if (letter === "N" || letter === "L") {
    const count = width === "" || width === "0" ? (letter === "N" ? 9 : 3) : Number(width);
    return flag === "" ? digit(count) : undefined;
  }
  if (width !== "") return undefined;
  const number = smallNumber(letter, flag);
  if (number) return number;
  const composed = compositions[letter];
  if (composed !== undefined) return flag === "" ? written(composed, era) : undefined;
  switch (letter) {
    case "Y":
    case "G":
      return flag === "" ? (era === "now" ? yearOfNow : anyYear(era)) : undefined;
    case "s":
      return flag === "" ? (era === "now" ? secondsOfNow : anySeconds(era)) : undefined;
    case "B":
    case "b":
    case "h":
    case "A":
    case "a":
    case "p":
    case "P":
      return flag === "" || flag === "^" ? anyOf(words, 2) : undefined;
    case "z":
    case ":z":
    case "::z":
      return flag === "" ? anyOf(digits | chars("plus", "minus", "colon"), 1) : undefined;
    case "Z":
      return flag === ""
        ? anyOf(words | digits | chars("space", "colon", "plus", "minus", "slash", "underscore"))
        : undefined;
    case "%":
      return flag === "" ? known("%") : undefined;
    default:
      return undefined;
  }
}

/** A directive with at most one flag and a short width, or text that is none. */
const part = /%([-0^_]?)(\d{0,2})([A-Za-z%]|:{1,2}z)|[^%]+/y;

/** What a format writes, part by part; undefined where it holds what is not followed here. */
export function written(pattern: string, era: Era): Text | undefined {
  let text: Text = known("");
  part.lastIndex = 0;
  for (let at = 0; at < pattern.length; at = part.lastIndex) {
    part.lastIndex = at;
    const found = part.exec(pattern);
    if (!found) return undefined;
    const [whole, flag = "", width = "", letter] = found;
    const end = part.lastIndex;
    const here = letter === undefined ? known(whole) : directive(letter, flag, width, era);
    if (!here) return undefined;
    text = concat(text, here);
    part.lastIndex = end;
  }
  return text;
}
