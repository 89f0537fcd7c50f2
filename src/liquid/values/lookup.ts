import { Drop, isArray, isHash, isInteger, RubyRange, type Value } from "../value.js";
import { charactersOf, lengthOf } from "./characters.js";

/**
 * One step of a path, as Ruby Liquid's `VariableLookup` takes it: a member of a hash or drop, an item of an array by its
 * number, or, only where the step is written with a dot, `size`, `first` and `last`. Anything else is nil: a text has no
 * index, and there is no `length`.
 * @param byDot written `.key`, not `["key"]`
 */
export function lookup(object: Value, key: Value, byDot: boolean): Value {
  if (isHash(object)) {
    const found = typeof key === "string" ? object.get(key) : undefined;
    if (found !== undefined) return found;
  } else if (isArray(object)) {
    if (isInteger(key)) return object.at(Number(key)) ?? null;
  } else if (object instanceof Drop) {
    return typeof key === "string" ? object.get(key) : null;
  }
  if (!byDot) return null;
  if (key === "size") return sizeOf(object) ?? null;
  if (key === "first") return firstOf(object);
  return key === "last" ? lastOf(object) : null;
}

/** Ruby's `size`; undefined for what has none. An integer tells how many bytes it takes. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === "string") return lengthOf(value);
  if (isArray(value)) return value.length;
  if (isHash(value)) return value.size;
  if (isInteger(value)) return byteSize(value);
  if (value instanceof RubyRange) return Math.max(0, Number(value.last) - Number(value.first) + 1);
  return undefined;
}

/** Rails gives texts a first and a last character; a hash's first is a pair, and a loop says whether it is at its first item. */
export function firstOf(value: Value): Value {
  if (value instanceof Drop) return value.get("first");
  if (typeof value === "string") return charactersOf(value)[0] ?? "";
  if (isArray(value)) return value[0] ?? null;
  if (value instanceof RubyRange) return value.first;
  if (!isHash(value)) return null;
  const [pair] = value;
  return pair ? [...pair] : null;
}

export function lastOf(value: Value): Value {
  if (value instanceof Drop) return value.get("last");
  if (typeof value === "string") return charactersOf(value).at(-1) ?? "";
  if (isArray(value)) return value.at(-1) ?? null;
  return value instanceof RubyRange ? value.last : null;
}

/** At least the eight bytes of a machine word. */
function byteSize(value: number | bigint): number {
  if (typeof value === "number") return 8;
  const size = value < 0n ? -value : value;
  return Math.max(8, Math.ceil(size.toString(16).length / 2));
}
