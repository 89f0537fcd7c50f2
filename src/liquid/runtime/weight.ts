import { isArray, isHash, type Value } from "../value.js";

/** What an item or a member weighs beside what it holds. */
const itemWeight = 8;

/** Of arrays and hashes, which are never changed once they are made. */
const known = new WeakMap<object, number>();

/**
 * Characters that are read when a value is read to its end. An array may hold another many times over: quick to make,
 * and long to read, so what is inside counts each time.
 */
export function weightOf(value: Value): number {
  if (typeof value === "string") return value.length;
  if (!isArray(value) && !isHash(value)) return itemWeight;
  let weight = known.get(value);
  if (weight === undefined) {
    weight = itemWeight;
    if (isArray(value)) for (const item of value) weight += itemWeight + weightOf(item);
    else for (const [name, member] of value) weight += itemWeight + name.length + weightOf(member);
    known.set(value, weight);
  }
  return weight;
}
