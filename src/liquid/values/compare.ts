import { LiquidError } from "../liquid-error.js";
import { isArray, isFloat, isHash, isInteger, isTime, RubyRange, type Value } from "../value.js";
import { inspect, toText } from "./print.js";

/** Ruby's `==`: numbers by value, texts by text, arrays and hashes by what they hold. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  const numbers = numbersOf(a, b);
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals the float of its value
  if (numbers) return numbers[0] == numbers[1];
  if (isTime(a) && isTime(b)) return a.nanoseconds === b.nanoseconds;
  if (isArray(a) && isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]!));
  if (isHash(a) && isHash(b)) {
    return a.size === b.size && [...a].every(([name, value]) => b.has(name) && equal(value, b.get(name)!));
  }
  return a instanceof RubyRange && b instanceof RubyRange && a.first === b.first && a.last === b.last;
}

const numbersOf = (a: Value, b: Value): [number | bigint, number | bigint] | undefined => {
  const left = isInteger(a) ? a : isFloat(a) ? a.value : undefined;
  const right = isInteger(b) ? b : isFloat(b) ? b.value : undefined;
  return left === undefined || right === undefined ? undefined : [left, right];
};

export type Order = "<" | ">" | "<=" | ">=";

/**
 * An ordering comparison. False where one side has no order (nil, true, an array, a hash); sides that cannot be compared
 * with each other raise, in Ruby's words.
 */
export function compare(order: Order, a: Value, b: Value): boolean {
  if (!hasOrder(a) || !hasOrder(b)) return false;
  const difference = orderOf(a, b) ?? daysApart(a, b);
  if (difference === undefined) {
    throw new LiquidError(`comparison of ${className(a)} with ${shownOperand(b)} failed`);
  }
  switch (order) {
    case "<":
      return difference < 0;
    case ">":
      return difference > 0;
    case "<=":
      return difference <= 0;
    case ">=":
      return difference >= 0;
  }
}

/** Negative, zero or positive; NaN where nothing holds; undefined where Ruby's `<=>` gives nil. */
export function orderOf(a: Value, b: Value): number | undefined {
  const numbers = numbersOf(a, b);
  if (numbers)
    return numbers[0] < numbers[1]
      ? -1
      : numbers[0] > numbers[1]
        ? 1
        : Number.isNaN(numbers[0]) || Number.isNaN(numbers[1])
          ? Number.NaN
          : 0;
  if (typeof a === "string" && typeof b === "string") return textOrder(a, b);
  if (isTime(a) && isTime(b))
    return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  return undefined;
}

/** Rails makes a DateTime of a Time before it compares it with a number, and a DateTime compares by its Julian day. */
export function daysApart(a: Value, b: Value): number | undefined {
  if (!isTime(a) || !(isInteger(b) || isFloat(b))) return undefined;
  const day = Number(a.nanoseconds) / 86_400e9 + 2_440_587.5;
  return day - (isFloat(b) ? b.value : Number(b));
}

/** By UTF-8 bytes, as Ruby compares, which differs from UTF-16 order beyond U+FFFF. */
export function textOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left === right) continue;
    const surrogates = left >= 0xd800 && right >= 0xd800;
    return surrogates ? Math.sign(a.codePointAt(i)! - b.codePointAt(i)!) || left - right : left - right;
  }
  return a.length - b.length;
}

/** Ruby classes that answer `<`. */
const hasOrder = (value: Value): boolean =>
  typeof value === "string" || isInteger(value) || isFloat(value) || isTime(value);

function className(value: Value): string {
  if (value === null) return "NilClass";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return value ? "TrueClass" : "FalseClass";
  if (isInteger(value)) return "Integer";
  if (isFloat(value)) return "Float";
  if (isTime(value)) return "Time";
  if (isArray(value)) return "Array";
  return isHash(value) ? "Hash" : "Range";
}

/** Ruby names the class of the right side, but shows a number itself unless it is beyond a machine word. */
const shownOperand = (value: Value): string =>
  isFloat(value) || (isInteger(value) && isWord(value)) ? inspect(value) : className(value);

const isWord = (value: number | bigint): boolean => value < 2n ** 62n && value >= -(2n ** 62n);

/** Liquid's `contains`: a part of a text, an element of an array, a key of a hash. */
export function contains(container: Value, wanted: Value): boolean {
  if (container === null || container === false || wanted === null || wanted === false) return false;
  if (typeof container === "string") return container.includes(toText(wanted));
  if (isArray(container)) return container.some((item) => equal(item, wanted));
  if (isHash(container)) return typeof wanted === "string" && container.has(wanted);
  if (!(container instanceof RubyRange) || !(isInteger(wanted) || isFloat(wanted))) return false;
  const number = isFloat(wanted) ? wanted.value : wanted;
  return number >= container.first && number <= container.last;
}
