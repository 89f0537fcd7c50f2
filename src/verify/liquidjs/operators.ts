import type { Context, Operators } from "liquidjs";
import { LiquidError } from "../../liquid/liquid-error.js";
import { isArray, isFloat, isHash, isInteger, isTime, type Value } from "../../liquid/value.js";
import { isBlank, isEmpty } from "../../liquid/values/blank.js";
import { toText } from "../../liquid/values/print.js";
import { compareUtf8 } from "../../source/bytes.js";
import { blank, empty, toValue } from "./literals.js";
import type { RubyContext } from "./ruby-context.js";
import { FailedComparison } from "./signals.js";

/** The operators of a condition as Ruby has them. */
export const operators: Operators = {
  "==": deferred(equals),
  "!=": deferred((left, right, context) => !equals(left, right, context)),
  ">": deferred((left, right) => order(left, right, (sign) => sign > 0)),
  "<": deferred((left, right) => order(left, right, (sign) => sign < 0)),
  ">=": deferred((left, right) => order(left, right, (sign) => sign >= 0)),
  "<=": deferred((left, right) => order(left, right, (sign) => sign <= 0)),
  contains: deferred((left, right) => contains(toValue(left), toValue(right))),
  and: (left: unknown, right: unknown) =>
    deciding(left instanceof FailedComparison || !truthy(left) ? left : right),
  or: (left: unknown, right: unknown) =>
    deciding(left instanceof FailedComparison || truthy(left) ? left : right),
};

/** liquidjs asks its result for truth only, so the operand that decided can stand for the whole. */
const deciding = (operand: unknown) => operand as boolean;

const truthy = (value: unknown) => toValue(value) !== null && value !== false;

function deferred(compare: (left: unknown, right: unknown, context: RubyContext) => boolean) {
  return (left: unknown, right: unknown, context: Context) => {
    try {
      return compare(left, right, context as RubyContext);
    } catch (error) {
      if (error instanceof LiquidError) return deciding(new FailedComparison(error));
      throw error;
    }
  };
}

function equals(left: unknown, right: unknown, context: RubyContext): boolean {
  const [first, second] = [toValue(left), toValue(right)];
  const times = [first, second].filter(isTime).length;
  const other = isTime(first) ? right : left;
  if (times === 1 && context.timesRefuseText && (other === blank || typeof other === "string")) {
    throw new LiquidError("comparison of Time with String failed");
  }
  if (isLiteral(right)) return hasQuality(first, right);
  if (isLiteral(left)) return hasQuality(second, left);
  return same(first, second);
}

const isLiteral = (value: unknown) => value === empty || value === blank;

/** `x == blank`, `x == empty`. */
function hasQuality(value: Value, quality: unknown): boolean {
  return quality === blank ? isBlank(value) : isEmpty(value);
}

function same(left: Value, right: Value): boolean {
  if (isTime(left) && isTime(right)) return left.nanoseconds === right.nanoseconds;
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => same(item, right[index]!));
  }
  if (isHash(left) && isHash(right)) {
    return (
      left.size === right.size &&
      [...left].every(([name, value]) => right.has(name) && same(value, right.get(name)!))
    );
  }
  const [first, second] = [numberOf(left), numberOf(right)];
  // an integer may be a number on one side and a bigint on the other, which === keeps apart
  return first !== undefined && second !== undefined ? first <= second && first >= second : left === right;
}

const numberOf = (value: Value): number | bigint | undefined =>
  isInteger(value) ? value : isFloat(value) ? value.value : undefined;

/** What Ruby cannot order at all (nil, booleans, arrays, hashes) is false; kinds that do not mix fail. */
function order(left: unknown, right: unknown, decide: (sign: number) => boolean): boolean {
  const [first, second] = [toValue(left), toValue(right)];
  if (!isOrdered(first) || !isOrdered(second)) return false;
  const [a, b] = [numberOf(first), numberOf(second)];
  if (a !== undefined && b !== undefined) return decide(a < b ? -1 : a > b ? 1 : a <= b ? 0 : Number.NaN);
  if (typeof first === "string" && typeof second === "string") {
    return decide(compareUtf8(first, second));
  }
  if (isTime(first) && isTime(second)) {
    return decide(
      first.nanoseconds < second.nanoseconds ? -1 : first.nanoseconds > second.nanoseconds ? 1 : 0,
    );
  }
  throw new LiquidError(`comparison of ${className(first)} with ${shown(second)} failed`);
}

const isOrdered = (value: Value) =>
  typeof value === "string" || isTime(value) || numberOf(value) !== undefined;

const className = (value: Value) =>
  typeof value === "string" ? "String" : isInteger(value) ? "Integer" : isFloat(value) ? "Float" : "Time";

/** Ruby shows small numbers in the message and names the class of all else. */
const shown = (value: Value) =>
  typeof value === "number" ? String(value) : isFloat(value) ? toText(value) : className(value);

function contains(left: Value, right: Value): boolean {
  if (right === null || right === false) return false;
  if (typeof left === "string") return left.includes(toText(right));
  if (isArray(left)) return left.some((item) => same(item, right));
  return isHash(left) && typeof right === "string" && left.has(right);
}
