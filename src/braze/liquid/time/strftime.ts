import type { RubyTime } from "../value.js";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The parts of a time in its own offset. */
export interface Calendar {
  readonly year: number;
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

/** Reads the clock and the calendar of a time; proleptic Gregorian, any year. */
export function calendarOf(time: RubyTime): Calendar {
  const second = Number(floorDivide(time.nanoseconds, 1_000_000_000n));
  const nanosecond = Number(time.nanoseconds - BigInt(second) * 1_000_000_000n);
  const local = second + time.offset;
  const dayNumber = Math.floor(local / 86_400);
  const inDay = local - dayNumber * 86_400;
  const date = civilOf(dayNumber);
  return {
    ...date,
    hour: Math.floor(inDay / 3600),
    minute: Math.floor(inDay / 60) % 60,
    second: inDay % 60,
    nanosecond,
    weekday: (((dayNumber + 4) % 7) + 7) % 7,
    yearDay: dayNumber - daysFromCivil(date.year, 1, 1) + 1,
  };
}

const floorDivide = (a: bigint, b: bigint): bigint => (a < 0n && a % b !== 0n ? a / b - 1n : a / b);

/** Days since 1970-01-01 of a date; months and days may run over. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth + (marchMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** What a directive prints and how it is padded unless the format says otherwise. */
interface Field {
  readonly value: number | string;
  readonly width?: number;
  readonly pad?: " " | "0";
}

const number = (value: number, width: number, pad: " " | "0" = "0"): Field => ({ value, width, pad });
const text = (value: string): Field => ({ value, width: 0, pad: " " });

type Directive = (calendar: Calendar, time: RubyTime) => Field;

const twelve = (hour: number) => hour % 12 || 12;
const half = (hour: number) => (hour < 12 ? "AM" : "PM");

const directives: Readonly<Record<string, Directive>> = {
  Y: ({ year }) => number(year, year < 0 ? 5 : 4),
  C: ({ year }) => number(Math.floor(year / 100), 2),
  y: ({ year }) => number(((year % 100) + 100) % 100, 2),
  m: ({ month }) => number(month, 2),
  B: ({ month }) => text(months[month - 1]!),
  b: ({ month }) => text(months[month - 1]!.slice(0, 3)),
  h: ({ month }) => text(months[month - 1]!.slice(0, 3)),
  d: ({ day }) => number(day, 2),
  e: ({ day }) => number(day, 2, " "),
  j: ({ yearDay }) => number(yearDay, 3),
  H: ({ hour }) => number(hour, 2),
  k: ({ hour }) => number(hour, 2, " "),
  I: ({ hour }) => number(twelve(hour), 2),
  l: ({ hour }) => number(twelve(hour), 2, " "),
  P: ({ hour }) => text(half(hour).toLowerCase()),
  p: ({ hour }) => text(half(hour)),
  M: ({ minute }) => number(minute, 2),
  S: ({ second }) => number(second, 2),
  A: ({ weekday }) => text(days[weekday]!),
  a: ({ weekday }) => text(days[weekday]!.slice(0, 3)),
  u: ({ weekday }) => number(weekday || 7, 1),
  w: ({ weekday }) => number(weekday, 1),
  G: (calendar) => number(isoWeek(calendar).year, 4),
  g: (calendar) => number(((isoWeek(calendar).year % 100) + 100) % 100, 2),
  V: (calendar) => number(isoWeek(calendar).week, 2),
  U: ({ yearDay, weekday }) => number(Math.floor((yearDay + 6 - weekday) / 7), 2),
  W: ({ yearDay, weekday }) => number(Math.floor((yearDay + 6 - ((weekday + 6) % 7)) / 7), 2),
  s: (_, time) => ({ value: String(time.seconds), width: 1, pad: "0" }),
  Z: (_, time) => text(time.zone ?? ""),
  n: () => text("\n"),
  t: () => text("\t"),
  "%": () => text("%"),
};

/** Directives that stand for others. */
const composed: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  x: "%m/%d/%y",
  F: "%Y-%m-%d",
  v: "%e-%^b-%4Y",
  X: "%H:%M:%S",
  T: "%H:%M:%S",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  "+": "%a %b %e %H:%M:%S %Z %Y",
};

const specification = /%([-0^#_:]*)(\d+)?([EO])?(:{0,3}z|.)?/gsu;

/**
 * Ruby's `Time#strftime`: flags, widths and every directive; what it does not know is printed as it is.
 * https://docs.ruby-lang.org/en/3.1/Time.html#method-i-strftime
 */
export function strftime(time: RubyTime, format: string): string {
  let calendar: Calendar | undefined;
  return format.replace(
    specification,
    (whole: string, flags: string, width?: string, _locale?: string, name?: string) => {
      if (name === undefined) return whole;
      calendar ??= calendarOf(time);
      const colons = /:+$/.exec(flags)?.[0] ?? "";
      const options: Options = {
        flags: flags.replace(/:/g, ""),
        width: width === undefined ? undefined : Math.min(Number(width), 1024),
      };
      if (name.endsWith("z")) return zone(time, colons.length + name.length - 1, options);
      if (colons !== "") return whole;
      if (name === "N" || name === "L") return fraction(calendar, options.width ?? (name === "N" ? 9 : 3));
      const inner = composed[name];
      if (inner !== undefined) return padded({ value: strftime(time, inner), width: 0, pad: " " }, options);
      const directive = directives[name];
      return directive ? padded(directive(calendar, time), options, name) : whole;
    },
  );
}

interface Options {
  readonly flags: string;
  readonly width: number | undefined;
}

function padded({ value, width = 0, pad = "0" }: Field, options: Options, name = ""): string {
  let { flags } = options;
  let result = String(value);
  if (flags.includes("^")) result = result.toUpperCase();
  if (flags.includes("#")) result = name === "p" ? result.toLowerCase() : result.toUpperCase();
  flags = flags.replace(/[\^#]/g, "");
  const last = flags.at(-1);
  if (last === "-" && options.width === undefined) return result;
  const fill = last === "_" ? " " : last === "0" ? "0" : pad;
  const wide = last === "-" ? 0 : (options.width ?? width);
  if (result.length >= wide) return result;
  if (fill === "0" && result.startsWith("-")) return `-${result.slice(1).padStart(wide - 1, "0")}`;
  return result.padStart(wide, fill);
}

const fraction = ({ nanosecond }: Calendar, digits: number): string =>
  String(nanosecond).padStart(9, "0").padEnd(digits, "0").slice(0, digits);

/** `+0900`, `+09:00`, `+09:00:00`, or as short as it can be with three colons. */
function zone(time: RubyTime, colons: number, { flags, width }: Options): string {
  const size = Math.abs(time.offset);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = two(Math.floor(size / 3600));
  const minutes = two(Math.floor(size / 60) % 60);
  const seconds = two(size % 60);
  const sign = time.offset < 0 ? "-" : "+";
  let digits: string;
  if (colons === 0) digits = `${hours}${minutes}`;
  else if (colons === 1) digits = `${hours}:${minutes}`;
  else if (colons === 2 || seconds !== "00") digits = `${hours}:${minutes}:${seconds}`;
  else digits = minutes === "00" ? hours : `${hours}:${minutes}`;
  if (flags.includes("-")) return `${sign}${digits.replace(/^0/, "")}`;
  if (flags.includes("_"))
    return `${sign}${digits.replace(/^0/, "")}`.padStart(Math.max(width ?? 0, digits.length + 1));
  return `${sign}${digits.padStart((width ?? 0) - 1, "0")}`;
}

/** ISO 8601 weeks begin on Monday; the first holds the year's first Thursday. */
function isoWeek({ year, yearDay, weekday }: Calendar): { year: number; week: number } {
  const week = Math.floor((yearDay - (weekday || 7) + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  return week > weeksIn(year) ? { year: year + 1, week: 1 } : { year, week };
}

function weeksIn(year: number): number {
  const weekdayOfLastDay = (((daysFromCivil(year, 12, 31) + 4) % 7) + 7) % 7;
  const weekdayOfFirstDay = (((daysFromCivil(year, 1, 1) + 4) % 7) + 7) % 7;
  return weekdayOfLastDay === 4 || weekdayOfFirstDay === 4 ? 53 : 52;
}
