import type { Item, Member, Value } from "./document-tree.js";
import { type Entries, type Entry, lose, type Surroundings, wordsOf } from "./entry.js";
import type { Loop } from "./expression.js";
import { leavesIn, pathInside, pathOf, withPath } from "./leaves.js";
import { type Leaf, type Made, madeOf, ofParts } from "./made.js";
import { literal } from "./scalar.js";

/** The value where nothing in it comes from data. */
export function constantIn(value: Value): Entry | undefined {
  switch (value.kind) {
    case "string":
      return ofParts(value.parts).constant;
    case "bare":
      return literal(ofParts(value.parts)).constant;
    case "object": {
      const entries = new Map<string, Entry>();
      for (const member of value.members) {
        const inside = constantIn(member.value);
        if (inside === undefined || member.when.length > 0) return undefined;
        entries.set(member.name, inside);
      }
      return entries;
    }
    case "array": {
      const items: Entry[] = [];
      for (const item of value.items) {
        const inside = item.kind === "value" && item.when.length === 0 ? constantIn(item.value) : undefined;
        if (inside === undefined) return undefined;
        items.push(inside);
      }
      return items;
    }
    case "either":
      return undefined;
  }
}

/** What the body asks of an item before it prints it. */
export function whereOf(item: Item, loop: Loop, over: Made, around: Surroundings): Entries {
  const where = new Map<string, Entry>(over.where ?? []);
  for (const test of item.when) {
    const equals = test.op === "present" || test.op === "equals" ? test : undefined;
    const [leaf] = equals ? madeOf(equals.of).leaves : [];
    const [member] = leaf?.op === "item" && leaf.loop === loop && leaf.path.length === 1 ? leaf.path : [];
    if (equals && typeof member === "string")
      where.set(member, equals.op === "present" ? "present" : equals.value);
    else if (test.op !== "position") lose(around, item, `the condition on an item${wordsOf(test)}`);
  }
  return where;
}

/** `[{"id": "{{ list[0].id }}"}, {"id": "{{ list[1].id }}"}]` is the beginning of a list. */
export function firstOnly(
  value: Extract<Value, { kind: "array" }>,
): { readonly list: Leaf; readonly item: Leaf; readonly members: readonly Member[] } | undefined {
  const [first] = value.items;
  if (first?.kind !== "value" || first.value.kind !== "object") return undefined;
  const [leaf] = leavesIn(first.value);
  const path = leaf && pathOf(leaf);
  const at = path?.lastIndexOf(0) ?? -1;
  if (!leaf || !path || at < 0) return undefined;
  const isInOrder = value.items.every((item, index) => {
    if (item.kind !== "value") return false;
    const place = withPath(leaf, [...path.slice(0, at), index]);
    const leaves = leavesIn(item.value);
    return leaves.length > 0 && leaves.every((one) => pathInside(one, place));
  });
  if (!isInOrder) return undefined;
  const { members } = first.value;
  return { list: withPath(leaf, path.slice(0, at)), item: withPath(leaf, path.slice(0, at + 1)), members };
}
