import { parseTime } from "../../../liquid/time/parse.js";
import { strftime } from "../../../liquid/time/strftime.js";
import { isTime, RubyFloat, type RubyTime, type Value } from "../../../liquid/value.js";
import { print, toText } from "../../../liquid/values/print.js";
import { strip } from "../../../liquid/values/text.js";
import { earliestSecond, firstMilliseconds, latestSecond } from "./rules.js";

export interface TimeRead {
  /** Seconds since 1970, or milliseconds from 12 digits on. */
  readonly whole: bigint;
  /** Milliseconds beyond whole seconds, which a date may have; a number has none. */
  readonly milliseconds: bigint;
}

/** A string that begins with `YYYY-MM-DD` is read as Ruby reads it, in UTC if it names no zone. */
export function readTime(value: Value, now: RubyTime): TimeRead | undefined {
  const text = strip(toText(value));
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const day = parseTime(text.slice(0, 10), now);
    // Ruby reads 2023-02-30 as a day in March.
    if (!day || strftime(day, "%Y-%m-%d") !== text.slice(0, 10)) return undefined;
    // The text of a time of Ruby's has no fraction.
    const time = isTime(value) ? value : parseTime(text, now);
    return time && { whole: BigInt(time.seconds), milliseconds: millisecondsIn(time) };
  }
  if (/^(0|-?[1-9]\d*)$/.test(text)) return { whole: BigInt(text), milliseconds: 0n };
  if (!/^-?\d+\.\d+$/.test(text)) return undefined;
  const number = Number(text);
  if (Object.is(number, -0)) return undefined;
  return Number.isFinite(number) && print(new RubyFloat(number)) === text
    ? { whole: BigInt(Math.floor(number)), milliseconds: 0n }
    : undefined;
}

/** Ruby's `%L`, a part of a millisecond cut off. */
const millisecondsIn = ({ nanoseconds }: RubyTime): bigint => floorDivide(nanoseconds, 1_000_000n) % 1000n;

const isMilliseconds = (time: bigint) => (time < 0n ? -time : time) >= BigInt(firstMilliseconds);

/** Whole seconds, or undefined outside four-digit years. */
export function secondsOf({ whole }: TimeRead): number | undefined {
  const seconds = isMilliseconds(whole) ? floorDivide(whole, 1000n) : whole;
  return seconds >= BigInt(earliestSecond) && seconds <= BigInt(latestSecond) ? Number(seconds) : undefined;
}

/** Undefined for times that are not after 1970. */
export function millisecondsOf({ whole, milliseconds }: TimeRead): number | undefined {
  if (whole <= 0n || whole > BigInt(latestSecond) * 1000n + 999n) return undefined;
  return Number(isMilliseconds(whole) ? whole : whole * 1000n + milliseconds);
}

export const isoOf = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
