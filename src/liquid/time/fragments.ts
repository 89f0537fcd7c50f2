import { edge } from "../word-edge.js";
import { datePatterns } from "./date-patterns.js";
import type { Found, Fragments } from "./found.js";
import { pattern } from "./ruby-pattern.js";

const weekday = pattern(`${edge}(?:sun|mon|tue|wed|thu|fri|sat)[^-/\\d ]*`);

const meridian = `[ap](?:m${edge}|\\.m\\.)`;
const clock = pattern(
  `((?:\\d+ *: *\\d+(?: *: *\\d+(?:[,.]\\d*)?)?|\\d+ *h(?: *\\d+m?(?: *\\d+s?)?)?)(?: *${meridian})?|\\d+ *${meridian})` +
    `(?: *((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?|[\\p{Alphabetic}. ]+(?:standard|daylight) time${edge}|\\p{Alphabetic}+(?: dst)?${edge}))?`,
);
const clockParts = pattern(
  `^(\\d+)h?(?: *:? *(\\d+)m?(?: *:? *(\\d+)(?:[,.](\\d+))?s?)?)?(?: *([ap])(?:m${edge}|\\.m\\.))?`,
);
const beforeChrist = pattern(`${edge}(?:bce?${edge}|b\\.c\\.e\\.|b\\.c\\.)`);

/**
 * Ruby's `Date._parse`, which finds a date in almost anything (`may`, `Vehicle 12th`): a weekday, a time of day and one
 * form of date, each of which takes its piece of the text away.
 * https://docs.ruby-lang.org/en/3.1/Date.html#method-c-_parse
 */
export function fragmentsOf(text: string): Fragments {
  return commonFragments(text) ?? searched(text);
}

const common =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?: ?([Zz]|[Uu][Tt][Cc]|[-+]\d\d:?\d\d))?)?$/;

/** ISO 8601 and Ruby's own print of a time, which most dates are, without the search. */
function commonFragments(text: string): Fragments | undefined {
  const match = common.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: number(hour),
    minute: number(minute),
    second: number(second),
    fraction,
    zone,
  };
}

function searched(text: string): Fragments {
  const rest = new Rest(text.replace(/[^-+',./:@[\]\p{Alphabetic}\p{Nd}]+/gu, " "));
  const found: Found = {};
  if (rest.has("a")) rest.take(weekday());
  if (rest.has("0")) {
    const match = rest.take(clock());
    if (match) readClock(match, found);
  }
  datePatterns.some(({ needs, unless, form, read }) => {
    if (!rest.has(needs) || unless?.().test(rest.text)) return false;
    const match = rest.take(form());
    if (match) read(found, match);
    return match !== null;
  });
  if (rest.has("a") && rest.take(beforeChrist())) found.beforeChrist = true;
  if (rest.has("0")) readLoneNumber(rest, found);
  completeYear(found);
  return found;
}

/** The text that no pattern has taken yet. */
class Rest {
  constructor(public text: string) {}

  /** Whether all of these kinds of ASCII characters occur: `a` a letter, `0` a digit, anything else itself. */
  has(kinds: string): boolean {
    for (const kind of kinds) {
      if (
        kind === "a"
          ? !/[a-z]/i.test(this.text)
          : kind === "0"
            ? !/\d/.test(this.text)
            : !this.text.includes(kind)
      )
        return false;
    }
    return true;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.text);
    if (match) {
      this.text = `${this.text.slice(0, match.index)} ${this.text.slice(match.index + match[0].length)}`;
    }
    return match;
  }
}

function readClock([, time = "", zone]: RegExpExecArray, found: Found): void {
  if (zone !== undefined) found.zone = zone;
  const parts = clockParts().exec(time);
  if (!parts) return;
  const [, hour, minute, second, fraction, half] = parts;
  found.hour = Number(hour);
  if (half !== undefined) found.hour = (found.hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  if (minute !== undefined) found.minute = Number(minute);
  if (second !== undefined) found.second = Number(second);
  if (fraction !== undefined) found.fraction = fraction;
}

/** A number that is left alone is the day beside a time, or the hour beside a day. */
function readLoneNumber(rest: Rest, found: Found): void {
  const match = rest.take(/^ *(\d{1,2}) *$/);
  if (!match) return;
  const value = Number(match[1]);
  if (found.hour !== undefined && found.day === undefined && value >= 1 && value <= 31) found.day = value;
  if (found.day !== undefined && found.hour === undefined && value <= 24) found.hour = value;
}

/** Two digits of a year stand for 1969 to 2068. */
function completeYear(found: Found): void {
  if (found.year === undefined) return;
  if (found.beforeChrist) found.year = 1 - found.year;
  if (found.wholeYear || found.year < 0 || found.year > 99) return;
  found.year += found.year >= 69 ? 1900 : 2000;
}
