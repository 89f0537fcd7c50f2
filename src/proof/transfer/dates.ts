import type { dateFilters } from "../../liquid/filters/dates.js";
import { inZone } from "../../liquid/time/zones.js";
import { RubyTime } from "../../liquid/value.js";
import { chars, charsOf, digits, letters } from "../domain/chars.js";
import { join, only, withText } from "../domain/join.js";
import { anyMessage, internal } from "../domain/messages.js";
import { toTexts } from "../domain/printed.js";
import { rangeOf } from "../domain/range.js";
import {
  anyOf,
  anyText,
  concat,
  known,
  knownRope,
  knownTexts,
  type Rope,
  ropeChars,
  ropeMin,
  ropePoints,
  type Text,
  textChars,
  union,
} from "../domain/text.js";
import { argument, gives, type Transfer } from "../domain/transfer.js";
import { type AbstractValue, has, infinite, Kind, mostTimeDigits, nothing, ofText } from "../domain/value.js";
import { type Era, written } from "./date-format.js";

const anyMoment = RubyTime.fromMilliseconds(1_700_000_000_000);

/** What a format prints: its own characters, and those that its directives may give. */
function formatted(format: Text, input: AbstractValue): Text {
  const sure = knownTexts(format);
  if (!sure) return anyOf(textChars(format) | textChars(anyText));
  return union(
    ...sure.map((pattern): Text => {
      const followed = written(pattern, eraOf(input));
      if (followed) return followed;
      const own = charsOf(pattern.replace(/%[-0^#_:]*\d*[EO]?[a-zA-Z+%]/g, ""));
      const directives = digits | letters | chars("space", "colon", "minus", "plus", "slash", "comma", "dot");
      const breaks = /%[-0^#_:]*\d*[nt]/.test(pattern) ? chars("control") : 0;
      // What is not a directive stays as it is.
      const percent = chars("percent");
      const numeric = /^(%[YmdHMSsLNj])+$/.test(pattern) ? digits | chars("minus") : directives;
      return anyOf(own | numeric | breaks | (numeric === directives ? percent : 0), 1);
    }),
  );
}

/** Digits that a date in text may have and its text has not: a year alone gives that many seconds more. */
const added = 12;

/** What is known of the times that a set of values may be read as. */
function eraOf(value: AbstractValue): Era {
  if (isNow(value)) return "now";
  const digitsOf = (text: Rope) => {
    const rope = text.filter((atom) => !(atom.kind === "chars" && atom.pad));
    const [one, more] = rope;
    const legible = one?.kind === "chars" && one.legible && !more;
    if (legible) return longestLegible;
    return rope.some(({ kind }) => kind === "float") || hasKnownMark(rope)
      ? Math.min(longestDate, ropePoints(rope))
      : ropePoints(rope);
  };
  return Math.max(
    has(value, Kind.time) ? (value.dated ? mostTimeDigits : Number.POSITIVE_INFINITY) : 0,
    has(value, Kind.integer) ? Math.log10(Math.max(1, rangeOf(value).most)) + 1 : 0,
    ...value.text.map((rope) => digitsOf(rope) + added),
  );
}

/** The words for the moment of sending, and that moment in a zone. */
const isNow = (value: AbstractValue): boolean =>
  value.kinds !== 0 &&
  !has(value, ~(Kind.text | Kind.time)) &&
  (!has(value, Kind.time) || value.now === true) &&
  knownTexts(value.text)?.every((one) => /^(now|today)$/i.test(one)) === true;

/** True for a rope whose texts all hold something else than digits: digits alone are epoch seconds, however many. */
const hasKnownMark = (rope: Rope): boolean => rope.some((one) => one.kind === "known" && /\D/.test(one.text));

/** Digits of a number that a clock can read beside something else. */
const longestLegible = 10;

/** Ruby reads no longer text as a date. */
const longestDate = 128;

const date: Transfer = (input, args) => {
  const format = toTexts(argument(args, 0));
  const parts: AbstractValue[] = [];
  const readable = input.text.some((rope) => ropeMin(rope) <= longestDate || !hasKnownMark(rope));
  if (has(input, Kind.time | Kind.integer) || readable) parts.push(ofText(formatted(format, input)));
  // What Ruby reads as a date does not come out as it went in.
  const unread = withText(
    input,
    input.text.filter((rope) => !isMoment(rope)),
  );
  if (!isNow(input)) parts.push(only(unread, ~(Kind.time | Kind.integer)));
  if (format.some((rope) => ropeMin(rope) === 0)) parts.push(input);
  // Ruby raises where a text holds numbers that no clock can: ten digits at least, and something beside them.
  const numbers =
    !isNow(input) &&
    unread.text.some(
      (rope) =>
        ropePoints(rope) > 10 &&
        (ropeChars(rope) & digits) !== 0 &&
        !isLegible(rope) &&
        !/^\d{4}-\d\d-\d\d$/.test(knownRope(rope) ?? ""),
    );
  // A format that ends within a directive is none, and one that asks for a width without end fails inside the engine.
  const formats = knownTexts(format);
  const odd =
    !formats ||
    formats.some((one) => /%/.test(one) && !/^(?:[^%]|%[-0^#_]*\d{0,3}:{0,3}[A-DF-NP-Za-z+%])*$/.test(one));
  return gives(
    join(...parts),
    anyMessage(
      numbers || odd ? internal : undefined,
      odd ? concat(known("invalid format: "), format) : undefined,
    ),
  );
};

const isMoment = (rope: Rope): boolean =>
  rope.length === 1 && rope[0]!.kind === "chars" && rope[0]!.moment === true;

/** Text that is legible as it is, or one number. */
function isLegible(rope: Rope): boolean {
  const [one, more] = rope.filter((atom) => !(atom.kind === "chars" && atom.pad));
  if (one === undefined || more) return false;
  return one.kind === "integer" || one.kind === "float" || (one.kind === "chars" && one.legible === true);
}

const isDated = (era: Era): boolean => era === "now" || era <= mostTimeDigits;

/** A zone that is not known raises, or leaves the time as it is (an assumption). */
const timeZone: Transfer = (input, args) => {
  const names = knownTexts(toTexts(argument(args, 0)));
  const sure = names?.every((name) => inZone(anyMoment, name) !== undefined) === true;
  const readable = only(input, Kind.time | Kind.integer | Kind.text);
  const fails = anyMessage(
    sure ? undefined : concat(known("Invalid Timezone: "), toTexts(argument(args, 0))),
    has(readable, Kind.text) && !isNow(input) && !readable.text.every(isMoment) ? internal : undefined,
    has(argument(args, 0), infinite) ? internal : undefined,
  );
  return gives(
    join(
      { kinds: Kind.time, text: [], now: isNow(input), dated: isDated(eraOf(readable)) },
      isNow(input) && sure ? nothing : input,
    ),
    fails,
  );
};

export const dateTransfers = {
  date,
  time_zone: timeZone,
} satisfies Record<keyof typeof dateFilters, Transfer>;
