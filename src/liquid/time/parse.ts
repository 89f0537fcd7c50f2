import { utf8Length } from "../../source/bytes.js";
import { LiquidError } from "../liquid-error.js";
import { RubyTime } from "../value.js";
import { calendarOf, daysInMonth, secondsOf } from "./calendar.js";
import type { Fragments } from "./found.js";
import { fragmentsOf } from "./fragments.js";
import { zoneOffset } from "./zone-words.js";

/** Bytes of a text in which Ruby looks for a date. */
const longest = 128;

/**
 * Ruby's `Time.parse` with UTC as the local time: takes what a text leaves out from `now`, and gives undefined where Ruby
 * raises. It reads far more than dates: `may`, `Vehicle 12`, `10:30`.
 * https://docs.ruby-lang.org/en/3.1/Time.html#method-c-parse
 */
export function parseTime(text: string, now: RubyTime): RubyTime | undefined {
  try {
    return parseTimeOrRaise(text, now);
  } catch (error) {
    if (error instanceof LiquidError) return undefined;
    throw error;
  }
}

/**
 * The same as the filter `date` sees it, which takes back only some of what Ruby raises.
 * @throws LiquidError for a part that is not a C integer (`99999999999:10`)
 */
export function parseTimeOrRaise(text: string, now: RubyTime): RubyTime | undefined {
  if (text.length > longest || utf8Length(text) > longest) return undefined;
  const { zone, ...parts } = fragmentsOf(text);
  const { year, month, day, yearDay, hour, minute, second, fraction } = parts;
  if ([year, month, day, yearDay, hour, minute, second, fraction].every((part) => part === undefined)) {
    return undefined;
  }
  const offset = zone === undefined ? undefined : zoneOffset(zone);
  if (offset !== undefined && Math.abs(offset) >= 86_400) return undefined;
  return parts.yearDay === undefined
    ? timeOf(parts, offset, now)
    : timeOfYearDay(parts, parts.yearDay, offset, now);
}

/** Ruby counts the day on from the beginning of its 31-day month; a leap day too many is an error. */
function timeOfYearDay(
  parts: Fragments,
  yearDay: number,
  offset: number | undefined,
  now: RubyTime,
): RubyTime | undefined {
  if (yearDay < 1 || yearDay > 366) return undefined;
  let month = Math.floor((yearDay - 1) / 31) + 1;
  let day = ((yearDay - 1) % 31) + 1;
  const near = timeOf({ ...parts, month, day }, offset, now);
  if (!near) return undefined;
  const missing = yearDay - calendarOf(near).yearDay;
  if (missing === 0) return near;
  day += missing;
  const last = daysInMonth(parts.year ?? calendarOf(now).year, month);
  if (day > 28 && day > last) {
    month += 1;
    if (month > 12) return undefined;
    day -= last;
  }
  return timeOf({ ...parts, month, day }, offset, now);
}

/** The parts of a civil time from the greatest to the least. */
const units = ["year", "month", "day", "hour", "minute", "second"] as const;
const least = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
type Civil = { [Unit in (typeof units)[number]]: number };

function timeOf(parts: Fragments, offset: number | undefined, now: RubyTime): RubyTime | undefined {
  const here = calendarOf(offset === undefined ? now : new RubyTime(now.nanoseconds, offset));
  const civil: Civil = { ...least };
  // What is above the greatest part that is there comes from now, what is below it is the least.
  let above = true;
  for (const unit of units) {
    const given = parts[unit];
    if (given !== undefined) above = false;
    if (given !== undefined || above) civil[unit] = given ?? Number(here[unit]);
  }
  if (offset) moveToUtc(civil, offset);
  if (!fits(civil) || !exists(civil)) return undefined;
  const { year, month, day, hour, minute, second } = civil;
  const seconds = secondsOf(year, month, day, hour, minute, second);
  const fraction = BigInt((parts.fraction ?? "").slice(0, 9).padEnd(9, "0"));
  const nanoseconds = seconds * 1_000_000_000n + fraction;
  return offset ? new RubyTime(nanoseconds, offset) : new RubyTime(nanoseconds, 0, "UTC");
}

/** How much of each part Ruby has room for, asked in this order. */
const room = { month: 15, day: 31, hour: 31, minute: 63, second: 63 };

/** @throws LiquidError where Ruby fails inside the engine, because a part is not a C integer */
function fits(civil: Civil): boolean {
  for (const unit of units) {
    if (unit === "year") continue;
    if (civil[unit] >= 2 ** 31) throw new LiquidError("internal");
    if (civil[unit] > room[unit]) return false;
  }
  return true;
}

/** What Ruby lets a civil time be: the 31st of any month runs over into the next, and so does a leap second. */
const exists = ({ month, day, hour, minute, second }: Civil): boolean =>
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= 31 &&
  minute <= 59 &&
  second <= 60 &&
  (hour <= 23 || (hour === 24 && minute === 0 && second === 0));

/** Takes an offset off as Ruby does, unit by unit: a day beyond its month becomes the first of the next, whatever it was. */
function moveToUtc(civil: Civil, offset: number): void {
  const sign = offset < 0 ? 1 : -1;
  let rest = Math.abs(offset);
  for (const [unit, size] of [
    ["second", 60],
    ["minute", 60],
    ["hour", 24],
  ] as const) {
    const step = rest % size;
    rest = Math.floor(rest / size);
    if (step === 0) continue;
    const moved = civil[unit] + sign * step;
    const over = Math.floor(moved / size);
    civil[unit] = moved - over * size;
    rest += sign * over;
  }
  if (rest === 0) return;
  civil.day += sign * rest;
  if (sign < 0) {
    if (civil.day >= 1) return;
    [civil.year, civil.month] = civil.month === 1 ? [civil.year - 1, 12] : [civil.year, civil.month - 1];
    civil.day = daysInMonth(civil.year, civil.month);
  } else if (civil.day > daysInMonth(civil.year, civil.month)) {
    [civil.year, civil.month] = civil.month === 12 ? [civil.year + 1, 1] : [civil.year, civil.month + 1];
    civil.day = 1;
  }
}
