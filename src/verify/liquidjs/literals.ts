import { Drop, defaultOperators, Liquid } from "liquidjs";
import { isInteger, RubyFloat, type Value } from "../../liquid/value.js";

const plain = new Liquid({ operators: defaultOperators });

/** The objects that stand for `nil`, `empty` and `blank` inside liquidjs; it exports none of them. */
const nil: unknown = plain.evalValueSync("nil", {});
export const empty: unknown = plain.evalValueSync("empty", {});
export const blank: unknown = plain.evalValueSync("blank", {});

/** A value as it leaves liquidjs: its own objects become ours, and a number with a fraction a Float. */
export function toValue(value: unknown): Value {
  if (value === undefined || value === null || value === nil) return null;
  if (value === empty || value === blank) return "";
  if (typeof value === "number") return isWhole(value) ? value : new RubyFloat(value);
  // a failed comparison throws here
  if (value instanceof Drop) {
    const plain: unknown = value.valueOf();
    return plain instanceof Drop ? null : (plain as Value);
  }
  return value as Value;
}

const isWhole = (value: number) => Number.isInteger(value) && isInteger(value);
