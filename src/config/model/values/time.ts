import { parseTime } from "../../../liquid/time/parse.js";
import { strftime } from "../../../liquid/time/strftime.js";
import { RubyFloat, type RubyTime, type Value } from "../../../liquid/value.js";
import { print, toText } from "../../../liquid/values/print.js";
import { strip } from "../../../liquid/values/text.js";
import { earliestSecond, firstMilliseconds, latestSecond } from "./rules.js";

/**
 * A time as a whole number: seconds since 1970, or milliseconds from 12 digits on. A string that begins with `YYYY-MM-DD` is
 * read as Ruby reads it, in UTC if it names no zone.
 */
export function readTime(value: Value, now: RubyTime): bigint | undefined {
  const text = strip(toText(value));
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const day = parseTime(text.slice(0, 10), now);
    // Ruby reads 2023-02-30 as a day in March.
    if (!day || strftime(day, "%Y-%m-%d") !== text.slice(0, 10)) return undefined;
    const time = parseTime(text, now);
    return time && BigInt(time.seconds);
  }
  if (/^(0|-?[1-9]\d*)$/.test(text)) return BigInt(text);
  if (!/^-?\d+\.\d+$/.test(text)) return undefined;
  const number = Number(text);
  if (Object.is(number, -0)) return undefined;
  return Number.isFinite(number) && print(new RubyFloat(number)) === text
    ? BigInt(Math.floor(number))
    : undefined;
}

const isMilliseconds = (time: bigint) => (time < 0n ? -time : time) >= BigInt(firstMilliseconds);

/** Whole seconds, or undefined outside four-digit years. */
export function secondsOf(time: bigint): number | undefined {
  const seconds = isMilliseconds(time) ? floorDivide(time, 1000n) : time;
  return seconds >= BigInt(earliestSecond) && seconds <= BigInt(latestSecond) ? Number(seconds) : undefined;
}

/** Milliseconds unchanged, or whole seconds times 1000; undefined for times that are not after 1970. */
export function millisecondsOf(time: bigint): number | undefined {
  if (time <= 0n || time > BigInt(latestSecond) * 1000n + 999n) return undefined;
  return Number(isMilliseconds(time) ? time : time * 1000n);
}

export const isoOf = (seconds: number) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
