import type { dateFilters } from "../../liquid/filters/dates.js";
import { inZone } from "../../liquid/time/zones.js";
import { RubyTime } from "../../liquid/value.js";
import { chars, charsOf, digits, letters } from "../domain/chars.js";
import { anyMessage, internal } from "../domain/messages.js";
import {
  anyOf,
  anyText,
  concat,
  known,
  knownRope,
  knownTexts,
  type Rope,
  ropeChars,
  ropeMax,
  ropeMin,
  type Text,
  textChars,
  union,
} from "../domain/text.js";
import { argument, gives, type Transfer } from "../domain/transfer.js";
import {
  type AbstractValue,
  has,
  join,
  Kind,
  nothing,
  ofText,
  only,
  toTexts,
  withText,
} from "../domain/value.js";
import { written } from "./date-format.js";

const anyMoment = RubyTime.fromMilliseconds(1_700_000_000_000);

/** What a format prints: its own characters, and those that its directives may give. */
function formatted(format: Text, input: AbstractValue): Text {
  const sure = knownTexts(format);
  if (!sure) return anyOf(textChars(format) | textChars(anyText));
  return union(
    ...sure.map((pattern): Text => {
      const followed = written(pattern, isNow(input));
      if (followed) return followed;
      const own = charsOf(pattern.replace(/%[-0^#_:]*\d*[EO]?[a-zA-Z+%]/g, ""));
      const directives = digits | letters | chars("space", "colon", "minus", "plus", "slash", "comma", "dot");
      const breaks = /%[-0^#_:]*\d*[nt]/.test(pattern) ? chars("control") : 0;
      // What is no directive stands as it is.
      const percent = chars("percent");
      const numeric = /^(%[YmdHMSsLNj])+$/.test(pattern) ? digits | chars("minus") : directives;
      return anyOf(own | numeric | breaks | (numeric === directives ? percent : 0), 1);
    }),
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
        mostPoints(rope) > 10 &&
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

const mostPoints = (rope: Rope): number =>
  rope.reduce((sum, one) => sum + ((one.kind === "chars" ? one.points : undefined) ?? ropeMax([one])), 0);

/** A zone that is not known raises, or leaves the time as it is (an assumption). */
const timeZone: Transfer = (input, args) => {
  const names = knownTexts(toTexts(argument(args, 0)));
  const sure = names?.every((name) => inZone(anyMoment, name) !== undefined) === true;
  const readable = only(input, Kind.time | Kind.integer | Kind.text);
  const fails = anyMessage(
    sure ? undefined : concat(known("Invalid Timezone: "), toTexts(argument(args, 0))),
    has(readable, Kind.text) && !isNow(input) && !readable.text.every(isMoment) ? internal : undefined,
  );
  return gives(
    join({ kinds: Kind.time, text: [], now: isNow(input) }, isNow(input) && sure ? nothing : input),
    fails,
  );
};

export const dateTransfers = {
  date,
  time_zone: timeZone,
} satisfies Record<keyof typeof dateFilters, Transfer>;
