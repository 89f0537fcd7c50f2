import { LiquidError } from "../liquid-error.js";
import { isArray, isFloat, isHash, isTime, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { equal, orderOf, textOrder } from "../values/compare.js";
import { hasProperties, itemsOf, propertyOf } from "../values/input.js";
import { firstOf, lastOf, sizeOf } from "../values/lookup.js";
import { inspect, print, toText } from "../values/print.js";
import { brazeFilters, type FilterContext, type FilterDefinition, type Parameter } from "./definition.js";
import { refuseHuge } from "./most-characters.js";

type Row = readonly [
  name: string,
  parameters: readonly Parameter[],
  summary: string,
  example: readonly [string, string],
  apply: FilterDefinition["apply"],
]; // prettier-ignore

const property: Parameter = { name: "property", optional: true };
const list = '{% assign a = "b,a,b" | split: "," %}';

const rows: readonly Row[] = [
  [
    "join",
    [{ name: "separator", optional: true }],
    "One text of all items, a space between them unless said otherwise.",
    [`${list}{{ a | join: "-" }}`, "b-a-b"],
    (input, [separator = " "], context) => {
      context.charge?.(input, 1);
      const texts = itemsOf(input).map(print);
      const between = toText(separator);
      refuseHuge(texts.length, between.length);
      return texts.join(between);
    },
  ],
  ["first", [], "The first item.", [`${list}{{ a | first }}`, "b"], firstOf],
  ["last", [], "The last item.", [`${list}{{ a | last }}`, "b"], lastOf],
  [
    "size",
    [],
    "Number of items or characters.",
    [`${list}{{ a | size }}`, "3"],
    (input) => sizeOf(input) ?? 0,
  ],
  [
    "reverse",
    [],
    "Back to front.",
    [`${list}{{ a | reverse | join }}`, "b a b"],
    (input) => itemsOf(input).reverse(),
  ],
  [
    "compact",
    [property],
    "Without nothings.",
    [`${list}{{ a | compact | size }}`, "3"],
    (input, [name]) => select(input, name ?? undefined, (value) => value !== null),
  ],
  ["concat", [{ name: "array" }], "Two arrays as one.", [`${list}{{ a | concat: a | size }}`, "6"], concat],
  ["map", [{ name: "property" }], "One member of each item.", ['{{ a | map: "id" | join }}', "1 2"], map],
  [
    "where",
    [{ name: "property" }, { name: "value", optional: true }],
    "Items whose member has the value, or is there.",
    ['{{ a | where: "id", 2 | size }}', "1"],
    where,
  ],
  ["uniq", [property], "Without repetitions.", [`${list}{{ a | uniq | join }}`, "b a"], uniq],
  [
    "sort",
    [property],
    "In order; nothings last.",
    [`${list}{{ a | sort | join }}`, "a b b"],
    (input, [name], context) => sort(input, name, compareItems, context),
  ],
  [
    "sort_natural",
    [property],
    "In order, capitals not told apart.",
    [`${list}{{ a | sort_natural | join }}`, "a b b"],
    (input, [name], context) => sort(input, name, compareNaturally, context),
  ],
]; // prettier-ignore

const sampleItems = { a: [{ id: 1 }, { id: 2 }] };

export const arrayFilters: readonly FilterDefinition[] = rows.map(
  ([name, parameters, summary, [template, output], apply]) => ({
    name,
    group: "array",
    documented: true,
    parameters,
    summary,
    example: template.startsWith("{{ a") ? { template, data: sampleItems, output } : { template, output },
    source: brazeFilters,
    apply,
  }),
);

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
  if (typeof value === "string") return JSON.stringify(value);
  if (isTime(value)) return `t${value.nanoseconds}`;
  if (isArray(value)) return `[${value.map(identityOf).join()}]`;
  if (!isHash(value)) return isFloat(value) && value.value === 0 ? "0.0" : inspect(value);
  const members = [...value].map(([name, member]) => `${JSON.stringify(name)}:${identityOf(member)}`);
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
  const order = orderOf(a, b);
  if (order !== undefined) return Number.isNaN(order) ? undefined : order;
  return equal(a, b) ? 0 : undefined;
}

function compareNaturally(a: Value, b: Value): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return textOrder(asciiDown(toText(a)), asciiDown(toText(b)));
}

const asciiDown = (value: string): string => value.replace(/[A-Z]/g, (char) => char.toLowerCase());
