import { type Integer, integer, type RubyTime } from "../value.js";

/** The parts of a time in its own offset; proleptic Gregorian, any year. */
export interface Calendar {
  readonly year: Integer;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 999,999,999. */
  readonly nanosecond: number;
  /** From 0, Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly yearDay: number;
}

const perSecond = 1_000_000_000n;
/** The calendar repeats itself, weekdays included, after 400 years. */
const cycleYears = 400n;
export const cycleSeconds = 12_622_780_800n;

export function calendarOf(time: RubyTime): Calendar {
  const seconds = floorDivide(time.nanoseconds, perSecond);
  const nanosecond = Number(time.nanoseconds - seconds * perSecond);
  const shown = seconds + BigInt(time.offset);
  const cycle = floorDivide(shown, cycleSeconds);
  const local = Number(shown - cycle * cycleSeconds);
  const days = Math.floor(local / 86_400);
  const inDay = local - days * 86_400;
  const date = new Date(days * 86_400_000);
  const year = date.getUTCFullYear();
  return {
    year: cycle === 0n ? year : integer(BigInt(year) + cycle * cycleYears),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
    nanosecond,
    weekday: date.getUTCDay(),
    yearDay: days - daysBefore(year) + 1,
  };
}

/** Days from 1970-01-01 to the first day of a year. */
function daysBefore(year: number): number {
  const last = year - 1;
  return (
    (year - 1970) * 365 +
    Math.floor(last / 4) -
    Math.floor(last / 100) +
    Math.floor(last / 400) -
    (492 - 19 + 4)
  );
}

/** Seconds since 1970 of a civil time in UTC; a day that its month does not have runs over into the next. */
export function secondsOf(
  year: Integer,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): bigint {
  const cycle = floorDivide(BigInt(year), cycleYears);
  const within = Number(BigInt(year) - cycle * cycleYears);
  const date = new Date(0);
  date.setUTCFullYear(within, month - 1, day);
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second;
  return BigInt(seconds) + cycle * cycleSeconds;
}

export function daysInMonth(year: Integer, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const within = Number(BigInt(year) % cycleYears);
  return within % 4 === 0 && (within % 100 !== 0 || within === 0) ? 29 : 28;
}

export const floorDivide = (a: bigint, b: bigint): bigint => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);
