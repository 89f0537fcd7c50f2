import { LimitReached } from "../limits.js";
import { LiquidError } from "../liquid-error.js";
import { calendarOf } from "../time/calendar.js";
import {
  Drop,
  isArray,
  isFloat,
  isHash,
  isInteger,
  isTime,
  RubyRange,
  type RubyTime,
  type Value,
} from "../value.js";
import { charactersOf } from "./characters.js";
import { toText } from "./print.js";

/** What an array filter walks over: an array flattened, a hash as one item, a range's numbers, any other value alone. */
export function itemsOf(input: Value): Value[] {
  if (isArray(input)) return input.some(isArray) ? flattened(input) : [...input];
  if (input === null) return [];
  if (input instanceof RubyRange) return rangeItems(input);
  return isTime(input) ? timeItems(input) : [input];
}

const flattened = (items: readonly Value[]): Value[] =>
  items.flatMap((item) => (isArray(item) ? flattened(item) : [item]));

/** Most numbers that a range is spelled out to. */
const longestRange = 100_000;

function rangeItems({ first, last }: RubyRange): Value[] {
  const count = Number(last) - Number(first) + 1;
  if (count > longestRange) throw new LimitReached(`a range of ${count} numbers is too long`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(first) + index);
}

/** Ruby's `Time#to_a`; daylight saving is not known of a time and comes out as false. */
function timeItems(time: RubyTime): Value[] {
  const { second, minute, hour, day, month, year, weekday, yearDay } = calendarOf(time);
  return [second, minute, hour, day, month, year, weekday, yearDay, false, time.zone ?? null];
}

/**
 * Ruby's `item[property]` in an array filter: a hash's member, a part of a text, a bit of an integer. Undefined where
 * the item has no `[]`.
 * @throws LiquidError where it has, and refuses the property
 */
export function propertyOf(item: Value, property: Value): Value | undefined {
  if (isHash(item)) return typeof property === "string" ? (item.get(property) ?? null) : null;
  if (item instanceof Drop) return typeof property === "string" ? item.get(property) : null;
  if (typeof item === "string") {
    if (typeof property === "string") return item.includes(property) ? property : null;
    const index = indexOf(property);
    // Ruby fails inside the engine for what is not a machine word.
    if (index >= 2 ** 63 || index < -(2 ** 63)) throw new LiquidError("internal");
    return charactersOf(item).at(index) ?? null;
  }
  if (isInteger(item)) {
    const bit = indexOf(property);
    if (bit < 0) return 0;
    return Number((BigInt(item) >> BigInt(Math.min(bit, Number.MAX_SAFE_INTEGER))) & 1n);
  }
  return undefined;
}

/** Whether Ruby's `item[property]` can be asked at all. */
export const hasProperties = (item: Value): boolean =>
  isHash(item) || typeof item === "string" || isInteger(item) || item instanceof Drop;

function indexOf(property: Value): number {
  if (isInteger(property)) return Number(property);
  if (!isFloat(property)) throw new LiquidError(`cannot select the property '${toText(property)}'`);
  if (!Number.isFinite(property.value)) throw new LiquidError("internal");
  return Math.trunc(property.value);
}
