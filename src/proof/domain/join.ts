import { jsonText } from "../../source/json-text.js";
import { finite, isNonzero, joinRanges, rangeIn, rangeOf, widerRange } from "./range.js";
import { type Text, textKey, union, widen } from "./text.js";
import { type AbstractValue, anyData, has, heldAt, Kind, type Kinds, nothing, numbers } from "./value.js";

export function join(...values: readonly AbstractValue[]): AbstractValue {
  const there = values.filter((value) => value.kinds !== 0);
  if (there.length === 0) return nothing;
  if (there.every((value) => value === there[0])) return there[0]!;
  const integers = there.filter((value) => has(value, Kind.integer)).map((value) => value.integer);
  const arrays = there.filter((value) => has(value, Kind.array));
  const hashes = there.filter((value) => has(value, Kind.hash));
  const containers = there.filter((value) => has(value, Kind.array | Kind.hash));
  const ranges = there.filter((value) => has(value, finite)).map(rangeOf);
  return {
    kinds: there.reduce((kinds, value) => kinds | value.kinds, 0),
    text: union(...there.map((value) => value.text)),
    integer: integers.every((one) => one === integers[0]) ? integers[0] : undefined,
    ...rangeIn(joinRanges(...ranges)),
    items:
      arrays.length > 0 && arrays.every((value) => value.items)
        ? join(...arrays.map((value) => value.items!))
        : undefined,
    list: joinLists(arrays),
    members:
      hashes.length > 0 && hashes.every((value) => value.members)
        ? join(...hashes.map((value) => value.members!))
        : undefined,
    named: joinNamed(hashes),
    filled: containers.length > 0 && containers.every((value) => value.filled),
    nonzero: every(there, numbers, isNonzero),
    unsigned: every(there, Kind.float, (value) => value.unsigned === true),
    plainZero: every(there, Kind.float, (value) => value.plainZero === true),
    now: every(there, Kind.time, (value) => value.now === true),
    dated: every(there, Kind.time, (value) => value.dated === true),
  };
}

/** Item by item, where all have as many. */
function joinLists(arrays: readonly AbstractValue[]): readonly AbstractValue[] | undefined {
  const first = arrays[0]?.list;
  if (!first || !arrays.every(({ list }) => list?.length === first.length)) return undefined;
  return first.map((_, index) => join(...arrays.map(({ list }) => list![index]!)));
}

/** The members that are known of all of them. */
function joinNamed(hashes: readonly AbstractValue[]): ReadonlyMap<string, AbstractValue> | undefined {
  const [first] = hashes;
  if (!first?.named || !hashes.every(({ named }) => named)) return undefined;
  const common = [...first.named.keys()].filter((name) => hashes.every(({ named }) => named!.has(name)));
  return new Map(common.map((name) => [name, join(...hashes.map((one) => heldAt(one, name)))]));
}

/** Whether all that have some kinds are such; undefined where none has. */
function every(values: readonly AbstractValue[], kinds: Kinds, such: (value: AbstractValue) => boolean) {
  const there = values.filter((value) => has(value, kinds));
  return there.length > 0 ? there.every(such) : undefined;
}

/** The values of some kinds only. */
export function only(value: AbstractValue, kinds: Kinds): AbstractValue {
  const left = value.kinds & kinds;
  if (left === value.kinds) return value;
  if (left === 0) return nothing;
  return {
    kinds: left,
    text: left & Kind.text ? value.text : [],
    integer: left & Kind.integer ? value.integer : undefined,
    ...(left & finite ? rangeIn(value.range) : {}),
    items: left & Kind.array ? value.items : undefined,
    list: left & Kind.array ? value.list : undefined,
    members: left & Kind.hash ? value.members : undefined,
    named: left & Kind.hash ? value.named : undefined,
    filled: left & (Kind.array | Kind.hash) ? value.filled : undefined,
    nonzero: left & numbers ? value.nonzero : undefined,
    unsigned: left & Kind.float ? value.unsigned : undefined,
    plainZero: left & Kind.float ? value.plainZero : undefined,
    now: left & Kind.time ? value.now : undefined,
    dated: left & Kind.time ? value.dated : undefined,
  };
}

/** The same set with other texts, or none. */
export const withText = (value: AbstractValue, text: Text): AbstractValue =>
  text.length > 0 ? { ...value, text } : only(value, ~Kind.text);

export function keyOf(value: AbstractValue): string {
  const items = value.list ? `[${value.list.map(keyOf).join()}]` : value.items ? keyOf(value.items) : "";
  const named = [...(value.named ?? [])].map(([name, one]) => `${jsonText(name)}:${keyOf(one)}`).join();
  const members = value.members || named ? `{${value.members ? keyOf(value.members) : ""}${named}}` : "";
  const range = value.range
    ? `${value.range.most} ${value.range.unit} ${value.range.least ?? ""} ${value.range.greatest ?? ""}`
    : "";
  return `${value.kinds}|${textKey(value.text)}|${value.integer ?? ""}|${range}|${items}${members}|${value.filled ? 1 : 0}${value.nonzero ? "n" : ""}${value.unsigned ? "u" : ""}${value.plainZero ? "z" : ""}${value.now ? "t" : ""}${value.dated ? "d" : ""}`;
}

/** What a loop settles on. */
export const widened = (value: AbstractValue): AbstractValue => ({
  kinds: value.kinds,
  text: has(value, Kind.text) ? widen(value.text) : [],
  ...(has(value, finite) ? rangeIn(widerRange(rangeOf(value))) : {}),
  items: value.items && join(anyData, only(widened(value.items), ~Kind.array)),
});
