import { quoted } from "../../source/json-text.js";
import { LiquidError } from "../liquid-error.js";
import { isArray, isFloat, isHash, isTime, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { daysApart, equal, orderOf, textOrder } from "../values/compare.js";
import { hasProperties, itemsOf, propertyOf } from "../values/input.js";
import { firstOf, lastOf, sizeOf } from "../values/lookup.js";
import { inspect, print, toText } from "../values/print.js";
import type { FilterContext, Filters, Parameter } from "./definition.js";
import { refuseHuge } from "./most-characters.js";

const property: Parameter = { name: "property", optional: true };
const sampleItems = { a: [{ id: 1 }, { id: 2 }] };
const list = '{% assign a = "b,a,b" | split: "," %}';

export const arrayFilters = {
  join: {
    parameters: [{ name: "separator", optional: true }],
    traits: { list: true },
    summary: "One text of all items, a space between them unless said otherwise.",
    example: { template: `${list}{{ a | join: "-" }}`, output: "b-a-b" },
    apply: (input, [separator = " "], context) => {
      context.charge?.(input, 1);
      const texts = itemsOf(input).map(print);
      const between = toText(separator);
      refuseHuge(texts.length, between.length);
      return texts.join(between);
    },
  },
  first: {
    parameters: [],
    traits: { list: true },
    summary: "The first item.",
    example: { template: `${list}{{ a | first }}`, output: "b" },
    apply: firstOf,
  },
  last: {
    parameters: [],
    traits: { list: true },
    summary: "The last item.",
    example: { template: `${list}{{ a | last }}`, output: "b" },
    apply: lastOf,
  },
  size: {
    parameters: [],
    summary: "Number of items or characters.",
    example: { template: `${list}{{ a | size }}`, output: "3" },
    apply: (input) => sizeOf(input) ?? 0,
  },
  reverse: {
    parameters: [],
    traits: { list: true },
    summary: "Back to front.",
    example: { template: `${list}{{ a | reverse | join }}`, output: "b a b" },
    apply: (input) => itemsOf(input).reverse(),
  },
  compact: {
    parameters: [property],
    traits: { list: true },
    summary: "Without nothings.",
    example: { template: `${list}{{ a | compact | size }}`, output: "3" },
    apply: (input, [name]) => select(input, name ?? undefined, (value) => value !== null),
  },
  concat: {
    parameters: [{ name: "array" }],
    traits: { list: true },
    summary: "Two arrays as one.",
    example: { template: `${list}{{ a | concat: a | size }}`, output: "6" },
    apply: concat,
  },
  map: {
    parameters: [{ name: "property" }],
    traits: { list: true },
    summary: "One member of each item.",
    example: { template: '{{ a | map: "id" | join }}', data: sampleItems, output: "1 2" },
    apply: map,
  },
  where: {
    parameters: [{ name: "property" }, { name: "value", optional: true }],
    traits: { list: true },
    summary: "Items whose member has the value, or is there.",
    example: { template: '{{ a | where: "id", 2 | size }}', data: sampleItems, output: "1" },
    apply: where,
  },
  uniq: {
    parameters: [property],
    traits: { list: true },
    summary: "Without repetitions.",
    example: { template: `${list}{{ a | uniq | join }}`, output: "b a" },
    apply: uniq,
  },
  sort: {
    parameters: [property],
    traits: { list: true },
    summary: "In order; nothings last.",
    example: { template: `${list}{{ a | sort | join }}`, output: "a b b" },
    apply: (input, [name], context) => sort(input, name, compareItems, context),
  },
  sort_natural: {
    parameters: [property],
    traits: { list: true },
    summary: "In order, capitals not told apart.",
    example: { template: `${list}{{ a | sort_natural | join }}`, output: "a b b" },
    apply: (input, [name], context) => sort(input, name, compareNaturally, context),
  },
} satisfies Filters;

/**
 * The items whose member is wanted. Ruby asks one after the other: the first that has no members makes the whole filter
 * nil, unless one before it refused the property.
 */
function select(input: Value, name: Value | undefined, wanted: (value: Value) => boolean): Value[] | null {
  const kept: Value[] = [];
  for (const item of itemsOf(input)) {
    const value = name === undefined ? item : propertyOf(item, name);
    if (value === undefined) return null;
    if (wanted(value)) kept.push(item);
  }
  return kept;
}

function where(input: Value, [name = null, value = null]: readonly Value[], context: FilterContext): Value {
  if (isArray(value) || isHash(value)) context.charge?.(input, 1);
  return select(input, name, value === null ? isTruthy : (found) => equal(found, value));
}

function concat(input: Value, [other]: readonly Value[]): Value {
  if (!isArray(other!)) throw new LiquidError("concat filter requires an array argument");
  return [...itemsOf(input), ...other];
}

function map(input: Value, [name = null]: readonly Value[]): Value {
  if (name === "to_liquid") return itemsOf(input);
  return itemsOf(input).map((item) => propertyOf(item, name) ?? null);
}

function uniq(input: Value, [name = null]: readonly Value[], context: FilterContext): Value {
  context.charge?.(input, 1);
  const items = itemsOf(input);
  // Ruby has nothing to ask a single item.
  if (items.length < 2) return items;
  const seen = new Set<string>();
  return select(items, name ?? undefined, (value) => {
    const key = identityOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A text that is the same for what Ruby's `eql?` takes for the same: 1 and 1.0 are two things. */
function identityOf(value: Value): string {
  if (typeof value === "string") return quoted(value);
  if (isTime(value)) return `t${value.nanoseconds}`;
  if (isArray(value)) return `[${value.map(identityOf).join()}]`;
  if (!isHash(value)) return isFloat(value) && value.value === 0 ? "0.0" : inspect(value);
  const members = [...value].map(([name, member]) => `${quoted(name)}:${identityOf(member)}`);
  return `{${members.sort().join()}}`;
}

function sort(
  input: Value,
  name: Value | undefined,
  compare: (a: Value, b: Value) => number,
  context: FilterContext,
): Value {
  const items = itemsOf(input);
  // Each item is compared about as often as the list can be halved.
  context.charge?.(items, Math.log2(items.length + 1) / 4);
  if (name === undefined || name === null) return mergeSort(items, compare);
  if (!items.every(hasProperties)) return null;
  return mergeSort(items, (a, b) => compare(propertyOf(a, name)!, propertyOf(b, name)!));
}

/**
 * Ruby sorts by the C library's merge sort. The order in which it compares shows where an order contradicts itself, as
 * that of two nils does in `sort_natural`.
 */
function mergeSort(items: Value[], compare: (a: Value, b: Value) => number): Value[] {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), compare);
  const right = mergeSort(items.slice(middle), compare);
  const merged: Value[] = [];
  let [l, r] = [0, 0];
  while (l < left.length && r < right.length) {
    merged.push(compare(left[l]!, right[r]!) <= 0 ? left[l++]! : right[r++]!);
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

function compareItems(a: Value, b: Value): number {
  const order = spaceship(a, b);
  if (order !== undefined) return order;
  if (a === null) return 1;
  if (b === null) return -1;
  throw new LiquidError("cannot sort values of incompatible types");
}

/** Ruby's `<=>`; undefined where it gives nil. */
function spaceship(a: Value, b: Value): number | undefined {
  if (isArray(a) && isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
      const order = spaceship(a[index]!, b[index]!);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const order = orderOf(a, b) ?? daysApart(a, b);
  if (order !== undefined) return Number.isNaN(order) ? undefined : order;
  return equal(a, b) ? 0 : undefined;
}

function compareNaturally(a: Value, b: Value): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return textOrder(asciiDown(toText(a)), asciiDown(toText(b)));
}

const asciiDown = (value: string): string => value.replace(/[A-Z]/g, (char) => char.toLowerCase());
