import type { Member, Value } from "./document-tree.js";
import { type Entries, type Entry, lose, type Surroundings, wordsOf } from "./entry.js";
import type { Loop, Test } from "./expression.js";
import { fromOf, isPresence, leavesIn, sharedObject } from "./leaves.js";
import { constantIn, firstOnly, whereOf } from "./list.js";
import { madeOf, ofParts } from "./made.js";
import { begun, type Found, literal, literalCodes, ofScalar } from "./scalar.js";

/** The properties that members of an object come to. */
export function definitionsOf(members: readonly Member[], around: Surroundings): Entries {
  const entries = new Map<string, Entry>();
  for (const [name, all] of byName(members)) {
    const here = { ...around, path: [...around.path, name] };
    const definition = definitionOf(name, together(all), here);
    if (definition !== undefined) entries.set(name, definition);
  }
  return entries;
}

export function byName(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const names = new Map<string, Member[]>();
  for (const member of members) names.set(member.name, [...(names.get(member.name) ?? []), member]);
  return names;
}

/** Members of one name, of which each is printed under tests of its own, as one. */
function together(members: readonly Member[]): Member {
  const [first] = members;
  if (members.length === 1) return first!;
  const arms = members.map(({ when, value }): { test: Test | undefined; value: Value } => ({
    test: when.length === 0 ? undefined : when.length === 1 ? when[0]! : { op: "and", tests: when },
    value,
  }));
  const last = arms.at(-1)!;
  // Of two that exclude each other, the last is what all others get.
  const isElse = last.test?.op === "not";
  const value: Value = {
    kind: "either",
    arms: [...arms.slice(0, -1), isElse ? { ...last, test: undefined } : last],
    start: first!.start,
    end: first!.end,
  };
  return { ...first!, value, when: [] };
}

function definitionOf(name: string, member: Member, around: Surroundings): Entry | undefined {
  const { value, when } = member;
  const found = ofValue(name, value, around);
  if (!found) return undefined;
  const rest = when.filter((test) => !isPresence(test, found.leaves));
  for (const test of rest) lose(around, member, `the condition on it${wordsOf(test)}`);
  // What is the same for everybody, and not for everybody, would be a wrong word about those who have it not.
  return rest.length > 0 && isConstant(found) ? undefined : found.entry;
}

const isConstant = ({ entry }: Found): boolean => entry instanceof Map && entry.has("value");

function ofValue(name: string, value: Value, around: Surroundings): Found | undefined {
  switch (value.kind) {
    case "string":
      return ofScalar(name, ofParts(value.parts), true, value, around);
    case "bare":
      return ofScalar(name, literal(ofParts(value.parts)), false, value, around);
    case "object":
      return ofObject(value, around);
    case "array":
      return ofArray(name, value, around);
    case "either":
      return ofEither(name, value, around);
  }
}

/** Branches of scalars are a choice; of anything else, the first that is more than a blank is taken. */
function ofEither(
  name: string,
  value: Extract<Value, { kind: "either" }>,
  around: Surroundings,
): Found | undefined {
  const arms = value.arms.filter(
    (arm): arm is { test: Test | undefined; value: Value } => arm.value !== undefined,
  );
  const scalars = arms.map(({ test, value: one }) => ({
    test,
    value: one.kind === "string" ? one.parts : one.kind === "bare" ? one.parts : undefined,
  }));
  if (scalars.every((arm) => arm.value !== undefined)) {
    const isQuoted = arms.some((arm) => arm.value.kind === "string");
    const { start, end } = value;
    const parts = [
      {
        kind: "either" as const,
        arms: scalars.map(({ test, value: one }) => ({ test, value: one! })),
        start,
        end,
      },
    ];
    const made = ofParts(parts);
    return ofScalar(name, isQuoted ? made : literalCodes(made), isQuoted, value, around);
  }
  const structured = arms.filter((arm) => arm.value.kind === "object" || arm.value.kind === "array");
  const [only] = structured;
  if (!only) return undefined;
  if (structured.length > 1) lose(around, value, "a choice between structures");
  const found = ofValue(name, only.value, around);
  if (!found || !isConstant(found)) return found;
  if (structured.length === 1) lose(around, value, "the condition on it");
  return undefined;
}

/** An object whose members all come from one object of the data, or that is the same for everybody. */
function ofObject(value: Extract<Value, { kind: "object" }>, around: Surroundings): Found | undefined {
  const constant = constantIn(value);
  if (constant !== undefined) return { entry: new Map([["value", constant]]), leaves: [] };
  const leaves = leavesIn(value);
  const shared = sharedObject(leaves);
  if (!shared) {
    const gathered = definitionsOf(value.members, { ...around, isGathered: true });
    return gathered.size === 0
      ? undefined
      : {
          entry: new Map<string, Entry>([
            ["type", "object"],
            ["properties", gathered],
          ]),
          leaves,
        };
  }
  const from = fromOf(around.path.at(-1)!, [shared], value, around);
  if (from === undefined) return undefined;
  const properties = definitionsOf(value.members, { ...around, object: shared, isGathered: false });
  if (properties.size === 0) return undefined;
  const entry = begun("object", from);
  entry.set("properties", properties);
  return { entry, leaves: [shared, ...leaves] };
}

function ofArray(
  name: string,
  value: Extract<Value, { kind: "array" }>,
  around: Surroundings,
): Found | undefined {
  const constant = constantIn(value);
  if (constant !== undefined && value.items.length > 0)
    return { entry: new Map([["value", constant]]), leaves: [] };
  const [item, ...others] = value.items;
  if (!item) return undefined;
  if (others.length > 0 || item.kind === "value") return ofFixedItems(name, value, around);
  for (const test of item.when)
    if (test.op !== "position") lose(around, item, `the condition on its items${wordsOf(test)}`);
  const over = madeOf(item.loop.over);
  for (const what of over.lost) lose(around, item.loop, what);
  const from = fromOf(name, over.leaves, item, around);
  if (from === undefined || over.leaves.length === 0) {
    if (over.lost.length === 0) lose(around, item, "a loop over what no source holds");
    return undefined;
  }
  const [inside, ...more] = item.items;
  if (inside?.kind !== "value") {
    lose(around, item, "a loop in a loop that makes one list");
    return undefined;
  }
  if (more.length > 0) lose(around, more[0]!, "a second item for each item of the list");
  const items = itemsOf(inside.value, item.loop, around);
  if (items === undefined) return undefined;
  const entry = begun("array", from);
  if (over.split !== undefined) entry.set("split", over.split.trim() === "" ? over.split : over.split.trim());
  const where = whereOf(inside, item.loop, over, around);
  if (where.size > 0) entry.set("where", where);
  if (item.loop.take !== undefined) entry.set("take", item.loop.take);
  entry.set("items", items);
  return { entry, leaves: over.leaves };
}

/** What the items of a loop are: a type, or their members. */
function itemsOf(value: Value, loop: Loop, around: Surroundings): Entry | undefined {
  const { object: _, item: __, isGathered: ___, ...rest } = around;
  const here: Surroundings = { ...rest, path: [...around.path, "[]"], loop };
  if (value.kind === "object") {
    const properties = definitionsOf(value.members, here);
    return properties.size > 0 ? properties : undefined;
  }
  if (value.kind === "string" || value.kind === "bare") {
    const made = ofParts(value.parts);
    const [leaf] = made.leaves;
    const isItem = leaf?.op === "item" && leaf.loop === loop && leaf.path.length === 0;
    if (!isItem) {
      lose(around, value, "items that are a member of each item");
      return undefined;
    }
    for (const what of made.lost) lose(around, value, what);
    return made.isJson ? "json" : value.kind === "string" ? "string" : "number";
  }
  lose(around, value, "lists in a list");
  return undefined;
}

/** `["{{ list | join: '","' }}"]` is a list of texts; any other list of set items has no word in a config. */
function ofFixedItems(
  name: string,
  value: Extract<Value, { kind: "array" }>,
  around: Surroundings,
): Found | undefined {
  const [item] = value.items;
  if (value.items.length === 1 && item?.kind === "value" && item.value.kind === "string") {
    const made = ofParts(item.value.parts);
    if (made.join !== undefined && /^"\s*,\s*"$/.test(made.join)) {
      const from = fromOf(name, made.leaves, value, around);
      if (from === undefined) return undefined;
      const entry = begun("array", from);
      if (made.split !== undefined) entry.set("split", made.split);
      entry.set("items", "string");
      return { entry, leaves: made.leaves };
    }
  }
  const first = firstOnly(value);
  if (!first) {
    lose(around, value, "a list of items that are put together one by one");
    return undefined;
  }
  const from = fromOf(name, [first.list], value, around);
  const { loop: _, object: __, isGathered: ___, ...rest } = around;
  const path = [...around.path, "[]"];
  const properties = definitionsOf(first.members, { ...rest, path, item: first.item });
  if (from === undefined || properties.size === 0) return undefined;
  const entry = begun("array", from);
  entry.set("take", value.items.length);
  entry.set("items", properties);
  return { entry, leaves: [first.list] };
}
