import { Drop, isArray, isHash, isInteger, RubyRange, type Value } from "../value.js";

/**
 * One step of a path, as Ruby Liquid takes it: a member, an item, or where `computed` allows it `size`, `first` or `last`.
 * Undefined where the value has no such thing, which makes the whole lookup nil.
 */
export function step(value: Value, key: Value, computed: boolean): Value | undefined {
  if (isHash(value)) {
    const found = typeof key === "string" ? value.get(key) : undefined;
    if (found !== undefined) return found;
  } else if (isArray(value)) {
    if (typeof key === "number") return value[key < 0 ? value.length + key : key] ?? null;
  } else if (value instanceof Drop) {
    return typeof key === "string" ? value.get(key) : null;
  }
  return computed ? commands[key as string]?.(value) : undefined;
}

const commands: Readonly<Record<string, (value: Value) => Value | undefined>> = {
  size(value) {
    if (typeof value === "string") return lengthOf(value);
    if (isArray(value)) return value.length;
    if (isHash(value)) return value.size;
    if (value instanceof RubyRange) return Math.max(0, Number(BigInt(value.last) - BigInt(value.first)) + 1);
    return isInteger(value) ? bytesOf(value) : undefined;
  },
  first(value) {
    if (isArray(value)) return value[0] ?? null;
    if (isHash(value)) return pairOf(value.entries().next().value);
    if (typeof value === "string")
      return String.fromCodePoint(...(value === "" ? [] : [value.codePointAt(0)!]));
    return value instanceof RubyRange ? value.first : undefined;
  },
  last(value) {
    if (isArray(value)) return value.at(-1) ?? null;
    if (typeof value === "string") return lastOf(value);
    return value instanceof RubyRange ? value.last : undefined;
  },
};

const pairOf = (entry: [string, Value] | undefined): Value => (entry ? [...entry] : null);

/** Characters, not UTF-16 units. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) if (isPair(text, i)) length--;
  return length;
}

const lastOf = (text: string): string =>
  text.slice(text.length - (text.length > 1 && isPair(text, text.length - 2) ? 2 : 1));

const isPair = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;

/** Ruby answers `size` of an integer with the bytes that hold it. */
function bytesOf(value: number | bigint): number {
  const bits = BigInt(value).toString(2).replace("-", "").length;
  return bits < 63 ? 8 : Math.ceil(bits / 64) * 8;
}
