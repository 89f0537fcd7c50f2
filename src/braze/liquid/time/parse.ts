import { integer, RubyTime } from "../value.js";
import { calendarOf, daysFromCivil } from "./strftime.js";
import { zoneOffset } from "./zone-words.js";

/** What could be read out of a text: any part may be missing. */
interface Parts {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  nanosecond?: number;
  zone?: string;
  offset?: number;
  /** Day of the year. */
  yearDay?: number;
  weekday?: number;
}

/** Ruby's own limit on what it reads as a date. */
const longest = 128;

/**
 * Ruby's `Time.parse` in UTC: reads far more than dates (`may`, `Vehicle 12`, `10:30`), takes what is missing from `now`,
 * and gives undefined where Ruby raises.
 * https://docs.ruby-lang.org/en/3.1/Time.html#method-c-parse
 */
export function parseTime(text: string, now: RubyTime): RubyTime | undefined {
  if (text.length > longest) return undefined;
  const parts = partsOf(text);
  return timeOf(parts, now);
}

/** Which parts of a date a text holds, as Ruby's `Date._parse` finds them: each pattern in turn takes its piece away. */
function partsOf(text: string): Parts {
  const parts: Parts = {};
  let rest = text.replace(/[^-+',./:@\p{L}\p{N}[\]]+/gu, " ");
  const take = (pattern: RegExp, found: (match: RegExpExecArray) => void): boolean => {
    const match = pattern.exec(rest);
    if (!match) return false;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    found(match);
    return true;
  };

  take(/\b(sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*/i, ([, name]) => {
    parts.weekday = weekdays.indexOf(name!.toLowerCase());
  });
  take(timePattern, ([, clock, zone]) => {
    readClock(clock!, parts);
    if (zone !== undefined) parts.zone = zone;
  });
  const read =
    take(europeanPattern, ([, day, month, era, year]) => setDate(parts, year, monthOf(month!), day, era)) ||
    take(americanPattern, ([, month, day, era, year]) => setDate(parts, year, monthOf(month!), day, era)) ||
    take(/('?[-+]?\d+)-(\d+)-('?-?\d+)/, ([, year, month, day]) => setDate(parts, year, month, day)) ||
    take(/\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b/i, () => {}) ||
    take(/--(\d{2})?-(\d{2})\b/, ([, month, day]) => {
      if (month !== undefined) parts.month = Number(month);
      parts.day = Number(day);
    }) ||
    take(/--(\d{2})(\d{2})?\b/, ([, month, day]) => {
      parts.month = Number(month);
      if (day !== undefined) parts.day = Number(day);
    }) ||
    (!/[,.](\d{2}|\d{4})-\d{3}\b/.test(rest) &&
      take(/\b(\d{2}|\d{4})-(\d{3})\b/, ([, year, day]) => {
        parts.year = Number(year);
        parts.yearDay = Number(day);
      })) ||
    take(/\b([mtshr])(\d+)\.(\d+)\.(\d+)/i, ([, era, year, month, day]) => {
      parts.year = Number(year) + japaneseEras[era!.toLowerCase()]!;
      parts.month = Number(month);
      parts.day = Number(day);
    }) ||
    take(new RegExp(`('?-?\\d+)-(${monthNames})[^-/.]*-('?-?\\d+)`, "i"), ([, day, month, year]) =>
      setDate(parts, year, monthOf(month!), day),
    ) ||
    take(new RegExp(`\\b(${monthNames})[^-/.]*-('?\\d+)(?:-('?-?\\d+))?`, "i"), ([, month, day, year]) =>
      setDate(parts, year, monthOf(month!), day),
    ) ||
    take(/('?-?\d+)\/\s*('?\d+)(?:\D\s*('?-?\d+))?/, ([, year, month, day]) =>
      setDate(parts, year, month, day),
    ) ||
    take(/('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)/, ([, year, month, day]) => setDate(parts, year, month, day)) ||
    take(/'(\d+)\b/, ([, year]) => {
      parts.year = Number(year);
    }) ||
    take(new RegExp(`\\b(${monthNames})\\S*`, "i"), ([, month]) => {
      parts.month = Number(monthOf(month!));
    }) ||
    take(/(\d+)(st|nd|rd|th)\b/i, ([, day]) => {
      parts.day = Number(day);
    }) ||
    take(/([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b)?/i, (match) =>
      readDigits(match, parts),
    );
  void read;
  take(/\b(bc\b|bce\b|b\.c\.|b\.c\.e\.)/i, () => {
    if (parts.year !== undefined) parts.year = 1 - parts.year;
  });
  take(/^\s*(\d{1,2})\s*$/, ([, digits]) => {
    const value = Number(digits);
    if (parts.hour !== undefined && parts.day === undefined && value >= 1 && value <= 31) parts.day = value;
    else if (parts.day !== undefined && parts.hour === undefined && value <= 24) parts.hour = value;
  });
  if (parts.zone !== undefined) {
    const offset = zoneOffset(parts.zone);
    if (offset !== undefined) parts.offset = offset;
  }
  // Two digits of a year stand for 1969 to 2068.
  if (parts.year !== undefined && shortYears.has(parts)) {
    if (parts.year >= 0 && parts.year <= 99) parts.year += parts.year >= 69 ? 1900 : 2000;
  }
  return parts;
}

/** Parts whose year was written so short that a century is missing. */
const shortYears = new WeakSet<Parts>();

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const monthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const monthOf = (name: string): string => String(monthNames.split("|").indexOf(name.toLowerCase()) + 1);
const japaneseEras: Readonly<Record<string, number>> = { m: 1867, t: 1911, s: 1925, h: 1988, r: 2018 };

const era = "(c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))?";
const europeanPattern = new RegExp(
  `'?(\\d+)[^-\\d\\s]*\\s*(${monthNames})[^-\\d\\s']*(?:\\s*${era}\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?`,
  "i",
);
const americanPattern = new RegExp(
  `\\b(${monthNames})[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*${era}\\s*('?-?\\d+))?`,
  "i",
);
const timePattern =
  /((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*[ap](?:m\b|\.m\.))(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[\p{L}.\s]+(?:standard|daylight)\stime\b|[\p{L}]+(?:\sdst)?\b))?/iu;

function readClock(text: string, parts: Parts): void {
  const match =
    /^(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d+))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?/i.exec(
      text,
    );
  if (!match) return;
  const [, hour, minute, second, fraction, half] = match;
  parts.hour = Number(hour);
  if (half !== undefined) parts.hour = (parts.hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  if (minute !== undefined) parts.minute = Number(minute);
  if (second !== undefined) parts.second = Number(second);
  if (fraction !== undefined) parts.nanosecond = nanosecondsOf(fraction);
}

const nanosecondsOf = (digits: string): number => Number(digits.slice(0, 9).padEnd(9, "0"));

/**
 * Three pieces of a date in the order year, month, day, put right where their looks say otherwise: a day first
 * (`06-12-2023`), or a year marked by an apostrophe or by its length.
 */
function setDate(parts: Parts, y?: string, m?: string, d?: string, eraName?: string): void {
  let [year, month, day] = [y, m, d];
  if (year !== undefined && month !== undefined && day === undefined) [year, month, day] = [day, year, month];
  if (year === undefined) {
    if (day !== undefined && day.length > 2) [year, day] = [day, year];
    if (day?.startsWith("'")) [year, day] = [day, year];
  }
  if (year !== undefined) {
    const digits = /^[^-+\d]*([-+]?\d+)(\D*)/.exec(year);
    // A year with an ordinal behind it, or one that is short while the day is long, is the day.
    if (digits && /^(st|nd|rd|th)\b/i.test(digits[2] ?? "")) [year, day] = [day, digits[1]];
  }
  if (month !== undefined && (month.startsWith("'") || month.length > 2))
    [year, month, day] = [month, day, year];
  if (day !== undefined && (day.startsWith("'") || day.replace(/^[-+]/, "").length > 2))
    [year, day] = [day, year];

  if (year !== undefined) {
    const match = /([-+])?(\d+)/.exec(year);
    if (match) {
      parts.year = Number(match[0]);
      const long =
        match[1] !== undefined ||
        match[2]!.length > 2 ||
        (year.startsWith("'") === false && match[2]!.length > 2);
      if (!long && eraName === undefined) shortYears.add(parts);
    }
  }
  if (eraName !== undefined && /^b/i.test(eraName) && parts.year !== undefined) parts.year = 1 - parts.year;
  const digitsOf = (text: string | undefined) => (text === undefined ? undefined : /\d+/.exec(text)?.[0]);
  const monthDigits = digitsOf(month);
  const dayDigits = digitsOf(day);
  if (monthDigits !== undefined) parts.month = Number(monthDigits);
  if (dayDigits !== undefined) parts.day = Number(dayDigits);
}

/** A run of digits says by its length what it is: `20231206`, `20231206T192045`, `231206`, `1206`, … */
function readDigits(match: RegExpExecArray, parts: Parts): void {
  const [, sign, digits, clock, fraction, zone] = match as unknown as (string | undefined)[];
  const run = digits!;
  const number = (from: number, to: number) => Number(run.slice(from, to));
  const shortYear = (value: number) => {
    parts.year = sign === "-" ? -value : value;
    if (sign === "") shortYears.add(parts);
  };
  const longYear = (value: number) => {
    parts.year = sign === "-" ? -value : value;
  };
  const timeOnly = clock === undefined && fraction !== undefined;
  switch (run.length) {
    case 2:
      if (timeOnly) parts.second = number(0, 2);
      else parts.day = number(0, 2);
      break;
    case 4:
      if (timeOnly) [parts.minute, parts.second] = [number(0, 2), number(2, 4)];
      else [parts.month, parts.day] = [number(0, 2), number(2, 4)];
      break;
    case 6:
      if (timeOnly) [parts.hour, parts.minute, parts.second] = [number(0, 2), number(2, 4), number(4, 6)];
      else {
        shortYear(number(0, 2));
        [parts.month, parts.day] = [number(2, 4), number(4, 6)];
      }
      break;
    case 8:
    case 10:
    case 12:
    case 14:
      if (timeOnly) {
        const back = run.split(/(?=(?:..)*$)/);
        const [second, minute, hour, day, month] = back.reverse().map(Number);
        Object.assign(parts, { second, minute, hour, day });
        if (month !== undefined) parts.month = month;
        if (run.length === 12) shortYear(number(0, 2));
        if (run.length === 14) {
          longYear(number(0, 4));
          parts.month = number(4, 6);
        }
      } else {
        longYear(number(0, 4));
        [parts.month, parts.day] = [number(4, 6), number(6, 8)];
        if (run.length >= 10) parts.hour = number(8, 10);
        if (run.length >= 12) parts.minute = number(10, 12);
        if (run.length >= 14) parts.second = number(12, 14);
      }
      break;
    case 3:
      if (timeOnly) [parts.minute, parts.second] = [number(0, 1), number(1, 3)];
      else parts.yearDay = number(0, 3);
      break;
    case 5:
      if (timeOnly) [parts.hour, parts.minute, parts.second] = [number(0, 1), number(1, 3), number(3, 5)];
      else {
        shortYear(number(0, 2));
        parts.yearDay = number(2, 5);
      }
      break;
    case 7:
      if (timeOnly)
        [parts.day, parts.hour, parts.minute, parts.second] = [
          number(0, 1),
          number(1, 3),
          number(3, 5),
          number(5, 7),
        ];
      else {
        longYear(number(0, 4));
        parts.yearDay = number(4, 7);
      }
      break;
  }
  if (clock !== undefined && clock !== "") {
    const at = (from: number) => Number(clock.slice(from, from + 2));
    if (clock.length >= 2) parts.hour = at(0);
    if (clock.length >= 4) parts.minute = at(2);
    if (clock.length >= 6) parts.second = at(4);
  }
  if (fraction !== undefined && fraction !== "") parts.nanosecond = nanosecondsOf(fraction);
  if (zone !== undefined && zone !== "") parts.zone = zone;
}

/** A time out of its parts: what stands above the greatest part comes from now, what stands below the least is zero. */
function timeOf(parts: Parts, now: RubyTime): RubyTime | undefined {
  const { hour, minute, second, nanosecond } = parts;
  let { year, month, day } = parts;
  if (
    year === undefined &&
    parts.yearDay === undefined &&
    month === undefined &&
    day === undefined &&
    hour === undefined &&
    minute === undefined &&
    second === undefined
  ) {
    return undefined;
  }
  if (parts.yearDay !== undefined && month === undefined && day === undefined) {
    const base = year ?? calendarOf(now).year;
    if (parts.yearDay < 1 || parts.yearDay > 366) return undefined;
    const shifted = calendarOf(atMidnight(daysFromCivil(base, 1, 1) + parts.yearDay - 1));
    [year, month, day] = [shifted.year, shifted.month, shifted.day];
  }
  const offset = parts.offset ?? 0;
  const here = calendarOf(new RubyTime(now.nanoseconds, offset));
  if (year === undefined) {
    year = here.year;
    if (month === undefined) {
      month = here.month;
      if (day === undefined) day = here.day;
    }
  }
  const limits = [
    [month ?? 1, 1, 12],
    [day ?? 1, 1, 31],
    [hour ?? 0, 0, 24],
    [minute ?? 0, 0, 59],
    [second ?? 0, 0, 60],
  ] as const;
  if (limits.some(([value, least, most]) => value < least || value > most)) return undefined;
  if (hour === 24 && ((minute ?? 0) > 0 || (second ?? 0) > 0)) return undefined;
  const days = daysFromCivil(year, month ?? 1, day ?? 1);
  const seconds = days * 86_400 + (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0) - offset;
  if (!Number.isSafeInteger(seconds)) return undefined;
  const zone =
    /^(utc|gmt|z)$/i.test(parts.zone ?? "") || /^-00:?00$/.test(parts.zone ?? "") ? "UTC" : undefined;
  return new RubyTime(BigInt(seconds) * 1_000_000_000n + BigInt(nanosecond ?? 0), offset, zone);
}

const atMidnight = (days: number): RubyTime =>
  new RubyTime(BigInt(integer(BigInt(days))) * 86_400_000_000_000n, 0, "UTC");
