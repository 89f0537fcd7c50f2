import type { RubyTime } from "../value.js";
import type { Calendar } from "./calendar.js";

/** One letter of a format: what it writes, and how that is padded and changed unless the format says otherwise. */
export interface Directive {
  value(calendar: Calendar, time: RubyTime): string;
  /** Least width; absent for words, which are padded only when the format gives a width. */
  readonly width?: number | ((text: string) => number);
  readonly fill?: "0" | " ";
  /** What the flag `#` does to it. */
  readonly swap?: (text: string) => string;
}

const number = (
  read: (calendar: Calendar, time: RubyTime) => number | bigint,
  width: Directive["width"],
  fill: "0" | " " = "0",
): Directive => ({ value: (calendar, time) => String(read(calendar, time)), width: width ?? 0, fill });

const upper = (text: string) => text.toUpperCase();
const lower = (text: string) => text.toLowerCase();
const word = (value: Directive["value"], swap: (text: string) => string = (text) => text): Directive => ({
  value,
  swap,
});

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = "January February March April May June July August September October November December".split(
  " ",
);

const twelve = (hour: number) => hour % 12 || 12;
const half = (hour: number) => (hour < 12 ? "AM" : "PM");
const shortMonth = word(({ month }) => months[month - 1]!.slice(0, 3), upper);
/** A minus sign takes a place of its own. */
const yearWidth = (text: string) => (text.startsWith("-") ? 5 : 4);

export const directives: Readonly<Record<string, Directive>> = {
  Y: number(({ year }) => year, yearWidth),
  C: number(({ year }) => floorTo(year, 100n), 2),
  y: number(({ year }) => within(year, 100n), 2),
  m: number(({ month }) => month, 2),
  B: word(({ month }) => months[month - 1]!, upper),
  b: shortMonth,
  h: shortMonth,
  d: number(({ day }) => day, 2),
  e: number(({ day }) => day, 2, " "),
  j: number(({ yearDay }) => yearDay, 3),
  H: number(({ hour }) => hour, 2),
  k: number(({ hour }) => hour, 2, " "),
  I: number(({ hour }) => twelve(hour), 2),
  l: number(({ hour }) => twelve(hour), 2, " "),
  P: word(({ hour }) => lower(half(hour)), upper),
  p: word(({ hour }) => half(hour), lower),
  M: number(({ minute }) => minute, 2),
  S: number(({ second }) => second, 2),
  A: word(({ weekday }) => days[weekday]!, upper),
  a: word(({ weekday }) => days[weekday]!.slice(0, 3), upper),
  u: number(({ weekday }) => weekday || 7, 1),
  w: number(({ weekday }) => weekday, 1),
  G: number((calendar) => isoWeek(calendar).year, yearWidth),
  g: number((calendar) => within(isoWeek(calendar).year, 100n), 2),
  V: number((calendar) => isoWeek(calendar).week, 2),
  U: number(({ yearDay, weekday }) => Math.floor((yearDay + 6 - weekday) / 7), 2),
  W: number(({ yearDay, weekday }) => Math.floor((yearDay + 6 - ((weekday + 6) % 7)) / 7), 2),
  s: number((_, time) => time.seconds, 1),
  Z: word((_, time) => time.zone ?? "", lower),
  n: word(() => "\n"),
  t: word(() => "\t"),
  "%": word(() => "%"),
};

/** Directives that stand for several others. */
export const compositions: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  x: "%m/%d/%y",
  F: "%Y-%m-%d",
  v: "%e-%^b-%4Y",
  X: "%H:%M:%S",
  T: "%H:%M:%S",
  r: "%I:%M:%S %p",
  R: "%H:%M",
};

const floorTo = (year: number | bigint, unit: bigint): bigint =>
  (BigInt(year) - BigInt(within(year, unit))) / unit;

/** The remainder of a division, never below zero. */
const within = (year: number | bigint, unit: bigint): number => Number(((BigInt(year) % unit) + unit) % unit);

/** ISO 8601 weeks begin on Monday; the first holds the year's first Thursday. */
function isoWeek({ year, yearDay, weekday }: Calendar): { year: number | bigint; week: number } {
  const week = Math.floor((yearDay - (weekday || 7) + 10) / 7);
  if (week < 1) {
    const before = BigInt(year) - 1n;
    return { year: before, week: weeksIn(before) };
  }
  return week > weeksIn(year) ? { year: BigInt(year) + 1n, week: 1 } : { year, week };
}

function weeksIn(year: number | bigint): number {
  // 400 years are a whole number of weeks.
  const date = new Date(0);
  date.setUTCFullYear(2000 + within(year, 400n), 0, 1);
  const first = date.getUTCDay();
  date.setUTCMonth(11, 31);
  return first === 4 || date.getUTCDay() === 4 ? 53 : 52;
}
