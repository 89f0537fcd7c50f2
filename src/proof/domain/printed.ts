import type { Value } from "../../liquid/value.js";
import { asJsonText } from "../../liquid/values/as-json.js";
import { allChars, chars, digits, letters } from "./chars.js";
import { leastOf, rangeOf } from "./range.js";
import {
  type Atom,
  anyLike,
  anyOf,
  anyText,
  atom,
  concat,
  known,
  knownTexts,
  type Text,
  union,
} from "./text.js";
import { type AbstractValue, has, infinite, Kind } from "./value.js";

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

/** What `{{ value }}` may write: an array's items one after the other. */
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
