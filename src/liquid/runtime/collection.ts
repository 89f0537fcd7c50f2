import { LimitReached } from "../limits.js";
import { integer, isArray, isHash, RubyRange, type Value } from "../value.js";

/**
 * The items of a collection from `from` to before `to`, as a new array. A text is one item whatever the bounds, a hash its
 * pairs; what cannot be walked has none.
 */
export function slice(collection: Value, from: number, to: number | undefined, most: number): Value[] {
  if (typeof collection === "string") return collection === "" ? [] : [collection];
  if (collection instanceof RubyRange) return rangeSlice(collection, from, to, most);
  const items = isArray(collection)
    ? collection
    : isHash(collection)
      ? [...collection].map(([name, value]): Value => [name, value])
      : [];
  return items.slice(Math.max(0, from), to === undefined ? undefined : Math.max(0, to));
}

/** Only the part that is wanted is made: `(1..1000000000) limit: 3` is three numbers. */
function rangeSlice({ first, last }: RubyRange, from: number, to: number | undefined, most: number): Value[] {
  const length = BigInt(last) - BigInt(first) + 1n;
  const start = Math.max(0, from);
  const end = to === undefined || BigInt(to) > length ? length : BigInt(Math.max(0, to));
  const count = end - BigInt(start);
  if (count > BigInt(most))
    throw new LimitReached(`a loop over ${count} numbers takes more steps than are left`);
  if (count <= 0n) return [];
  const base = BigInt(first) + BigInt(start);
  return Array.from({ length: Number(count) }, (_, index) => integer(base + BigInt(index)));
}
