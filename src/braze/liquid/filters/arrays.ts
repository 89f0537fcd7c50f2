import { LiquidError } from "../liquid-error.js";
import { isArray, isFloat, isHash, isInteger, type Value } from "../value.js";
import { isTruthy } from "../values/blank.js";
import { equal, orderOf, textOrder } from "../values/compare.js";
import { itemsOf, propertyOf } from "../values/input.js";
import { print, toText } from "../values/print.js";
import { brazeFilters, type FilterDefinition, type Parameter } from "./definition.js";
import { sizeOf } from "./text.js";

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
    (input, [separator = " "]) => itemsOf(input).map(print).join(toText(separator)),
  ],
  ["first", [], "The first item.", [`${list}{{ a | first }}`, "b"], (input) => end(input, 0)],
  ["last", [], "The last item.", [`${list}{{ a | last }}`, "b"], (input) => end(input, -1)],
  [
    "size",
    [],
    "Number of items or characters.",
    [`${list}{{ a | size }}`, "3"],
    (input) => (isInteger(input) ? byteSize(input) : sizeOf(input)),
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
    (input, [name]) => select(input, name, (value) => value !== null),
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
    (input, [name]) => sort(input, name, compareItems),
  ],
  [
    "sort_natural",
    [property],
    "In order, capitals not told apart.",
    [`${list}{{ a | sort_natural | join }}`, "a b b"],
    (input, [name]) => sort(input, name, compareNaturally),
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

/** Rails gives texts a first and a last character too. */
function end(input: Value, at: 0 | -1): Value {
  if (typeof input === "string") return Array.from(input).at(at) ?? "";
  if (isArray(input)) return input.at(at) ?? null;
  if (!isHash(input) || at === -1) return null;
  const first = input.entries().next().value;
  return first ? [...first] : null;
}

/** Ruby's integers know how many bytes they take. */
function byteSize(value: number | bigint): number {
  const bits = BigInt(value < 0 ? -value : value).toString(2).length;
  return Math.max(8, Math.ceil(bits / 64) * 8);
}

const unselectable = (name: Value) => new LiquidError(`cannot select the property '${toText(name)}'`);

/** Reads a member of each item; nothing at all when an item cannot have members. */
function members(items: readonly Value[], name: Value): Value[] | undefined {
  const found = items.map((item) => propertyOf(item, name));
  return found.includes(undefined) ? undefined : (found as Value[]);
}

function select(input: Value, name: Value | undefined, keep: (value: Value) => boolean): Value {
  const items = itemsOf(input);
  if (name === undefined || name === null) return items.filter(keep);
  const found = members(items, name);
  return found ? items.filter((_, index) => keep(found[index]!)) : null;
}

function where(input: Value, [name, wanted]: readonly Value[]): Value {
  return select(input, name ?? "", (value) =>
    wanted === undefined || wanted === null ? isTruthy(value) : equal(value, wanted),
  );
}

function concat(input: Value, [other]: readonly Value[]): Value {
  if (!isArray(other!)) throw new LiquidError("concat filter requires an array argument");
  return [...itemsOf(input), ...other];
}

function map(input: Value, [name]: readonly Value[]): Value {
  if (name === "to_liquid") return itemsOf(input);
  return itemsOf(input).map((item) => propertyOf(item, name!) ?? null);
}

function uniq(input: Value, [name]: readonly Value[]): Value {
  const items = itemsOf(input);
  const keys = name === undefined || name === null ? items : members(items, name);
  if (!keys) return null;
  return items.filter((_, index) => !keys.slice(0, index).some((key) => same(key, keys[index]!)));
}

/** Ruby's `eql?`: 1 and 1.0 are two things. */
const same = (a: Value, b: Value): boolean => isFloat(a) === isFloat(b) && equal(a, b);

function sort(input: Value, name: Value | undefined, order: (a: Value, b: Value) => number): Value {
  const items = itemsOf(input);
  if (items.length === 0) return [];
  if (name === undefined || name === null) return [...items].sort(order);
  let keys: Value[] | undefined;
  try {
    keys = members(items, name);
  } catch (error) {
    // Ruby compares before it reads: a single item is never asked.
    if (items.length < 2) return items;
    throw error instanceof LiquidError ? unselectable(name) : error;
  }
  if (!keys) return null;
  const found = keys;
  return items
    .map((_, index) => index)
    .sort((a, b) => order(found[a]!, found[b]!))
    .map((index) => items[index]!);
}

function compareItems(a: Value, b: Value): number {
  const order = orderOf(a, b) ?? arrayOrder(a, b);
  if (order !== undefined && !Number.isNaN(order)) return order;
  if (equal(a, b)) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  throw new LiquidError("cannot sort values of incompatible types");
}

function arrayOrder(a: Value, b: Value): number | undefined {
  if (!isArray(a) || !isArray(b)) return undefined;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareItems(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareNaturally(a: Value, b: Value): number {
  if (a === null || b === null) return a === null ? 1 : -1;
  return textOrder(asciiDown(toText(a)), asciiDown(toText(b)));
}

const asciiDown = (value: string): string => value.replace(/[A-Z]/g, (char) => char.toLowerCase());
