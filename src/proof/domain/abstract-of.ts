import { isFloat, isHash, isInteger, isTime, type Value } from "../../liquid/value.js";
import { join } from "./join.js";
import { ofRange } from "./range.js";
import { known } from "./text.js";
import { type AbstractValue, arrayOf, Kind, type Kinds, mostTimeDigits, nil, ofText } from "./value.js";

/** Lists that are longer are known by what an item may be. */
const mostListed = 64;

/** Arrays of exactly so many items. */
const listOf = (items: readonly AbstractValue[]): AbstractValue => ({
  ...arrayOf(join(...items), items.length > 0),
  ...(items.length <= mostListed ? { list: items } : {}),
});

/** The set of one value. */
export function abstractOf(value: Value): AbstractValue {
  if (value === null) return nil;
  if (typeof value === "string") return ofText(known(value));
  if (typeof value === "boolean") return { kinds: value ? Kind.true : Kind.false, text: [] };
  if (isInteger(value)) return { kinds: Kind.integer, text: [], integer: value };
  if (isFloat(value))
    return {
      ...ofRange(floatKind(value.value), {
        most: Math.abs(value.value),
        unit: unitOf(value.value),
        least: value.value,
        greatest: value.value,
      }),
      nonzero: value.value !== 0,
      unsigned: value.value > 0 || Object.is(value.value, 0),
      plainZero: !Object.is(value.value, -0),
    };
  if (isTime(value))
    return { kinds: Kind.time, text: [], dated: String(value.nanoseconds).length <= mostTimeDigits };
  if (isHash(value)) return { kinds: Kind.hash, text: [], filled: value.size > 0 };
  if (Array.isArray(value)) return listOf(value.map(abstractOf));
  return { kinds: Kind.other, text: [] };
}

/** The place of its last decimal. */
function unitOf(value: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  return Math.min(1, 10 ** (Number(exponent) - decimals.length));
}

const floatKind = (value: number): Kinds =>
  Number.isFinite(value) ? Kind.float : Number.isNaN(value) ? Kind.nan : value > 0 ? Kind.huge : Kind.low;
