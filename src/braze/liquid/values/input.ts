import { LiquidError } from "../liquid-error.js";
import { Drop, isArray, isHash, isInteger, RubyRange, type Value } from "../value.js";
import { toInteger } from "./number.js";

/** What an array filter walks over: an array flattened, a hash as one item, a range's numbers, any other value alone. */
export function itemsOf(input: Value): Value[] {
  if (isArray(input)) return flattened(input);
  if (input === null) return [];
  if (input instanceof RubyRange) return rangeItems(input);
  return [input];
}

const flattened = (items: readonly Value[]): Value[] =>
  items.flatMap((item) => (isArray(item) ? flattened(item) : [item]));

/** Most numbers that a range is spelled out to. */
const longestRange = 100_000;

export function rangeItems({ first, last }: RubyRange): Value[] {
  const count = Number(last) - Number(first) + 1;
  if (count > longestRange) throw new LiquidError(`a range of ${count} numbers is too long`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(first) + index);
}

/**
 * Ruby's `item[property]` in an array filter: a hash's member, a part of a text, a bit of an integer; what has no `[]`
 * gives undefined, what refuses the property raises.
 */
export function propertyOf(item: Value, property: Value): Value | undefined {
  if (isHash(item)) return typeof property === "string" ? (item.get(property) ?? null) : null;
  if (item instanceof Drop) return typeof property === "string" ? item.get(property) : null;
  if (typeof item === "string") {
    if (typeof property === "string") return item.includes(property) ? property : null;
    if (isInteger(property)) return Array.from(item).at(Number(property)) ?? null;
    throw refused(property);
  }
  if (isArray(item)) {
    if (isInteger(property)) return item.at(Number(property)) ?? null;
    throw refused(property);
  }
  if (isInteger(item)) {
    if (isInteger(property)) return Number((BigInt(item) >> BigInt(property)) & 1n);
    throw refused(property);
  }
  return undefined;
}

const refused = (property: Value) => new LiquidError(`cannot select the property '${String(property)}'`);

/** An argument that must be a whole number. */
export function wholeNumber(value: Value): number {
  const found = toInteger(value);
  if (found === undefined || (value !== null && typeof value === "object"))
    throw new LiquidError("invalid integer");
  return Number(found);
}
