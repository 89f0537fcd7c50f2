import { sourceText } from "../generate/body/source-text.js";
import type { Range } from "../source/source.js";
import type { Value } from "./document-tree.js";
import { type Entry, lose, type Surroundings } from "./entry.js";
import type { Test } from "./expression.js";
import { type Leaf, madeOf, ofParts, sameLeaf } from "./made.js";

/** The sources as the config writes them; nothing where they are what a property reads by itself. */
export function fromOf(
  name: string,
  leaves: readonly Leaf[],
  place: Range,
  around: Surroundings,
): Entry | undefined {
  const texts = leaves.map((leaf) => leafText(leaf, around));
  const known = texts.filter((text) => text !== undefined);
  if (known.length < texts.length) lose(around, place, "the item of another loop");
  const [first] = known;
  if (first === undefined) return undefined;
  if (known.length > 1) return [...new Set(known)];
  const kind = around.object ? "object" : around.loop || around.item ? "item" : undefined;
  const usual = kind ? sourceText({ kind, path: [name] }) : `${around.namespace}.${name}`;
  return first === usual && !around.isGathered ? "" : first;
}

export function leafText(leaf: Leaf, { loop, object, item }: Surroundings): string | undefined {
  const inObject = object && pathInside(leaf, object);
  if (inObject) return sourceText({ kind: "object", path: inObject });
  const inItem = item && pathInside(leaf, item);
  if (inItem) return sourceText({ kind: "item", path: inItem });
  if (leaf.op === "source") return sourceText(leaf.source);
  return leaf.loop === loop ? sourceText({ kind: "item", path: leaf.path }) : undefined;
}

/** What leads from an object to what is in it. */
export function pathInside(leaf: Leaf, object: Leaf): readonly (string | number)[] | undefined {
  if (leaf.op === "item") {
    if (object.op !== "item" || object.loop !== leaf.loop) return undefined;
    return pathAfter(leaf.path, object.path);
  }
  if (object.op !== "source" || !("path" in leaf.source) || !("path" in object.source)) return undefined;
  const isSame = leaf.source.kind === object.source.kind && leaf.source.name === object.source.name;
  return isSame ? pathAfter(leaf.source.path, object.source.path) : undefined;
}

const pathAfter = (path: readonly (string | number)[], start: readonly (string | number)[]) =>
  path.length > start.length && start.every((part, at) => part === path[at])
    ? path.slice(start.length)
    : undefined;

/** The innermost object of the data that holds them all. */
export function sharedObject(leaves: readonly Leaf[]): Leaf | undefined {
  const [first] = leaves;
  if (!first) return undefined;
  const path = pathOf(first);
  if (!path) return undefined;
  for (let length = path.length - 1; length >= (first.op === "item" ? 1 : 0); length--) {
    const object = withPath(first, path.slice(0, length));
    if (leaves.every((leaf) => pathInside(leaf, object))) return object;
  }
  return undefined;
}

/** Everything of the data that a value reads. */
export function leavesIn(value: Value): Leaf[] {
  switch (value.kind) {
    case "string":
    case "bare":
      return [...ofParts(value.parts).leaves];
    case "object":
      return value.members.flatMap((member) => leavesIn(member.value));
    case "array":
      return value.items.flatMap((item) =>
        item.kind === "value" ? leavesIn(item.value) : [...madeOf(item.loop.over).leaves],
      );
    case "either":
      return value.arms.flatMap((arm) => (arm.value ? leavesIn(arm.value) : []));
  }
}

export function pathOf(leaf: Leaf): readonly (string | number)[] | undefined {
  if (leaf.op === "item") return leaf.path;
  return "path" in leaf.source ? leaf.source.path : undefined;
}

export function withPath(leaf: Leaf, path: readonly (string | number)[]): Leaf {
  if (leaf.op === "item") return { ...leaf, path };
  const { source } = leaf;
  return "path" in source ? { ...leaf, source: { ...source, path } } : leaf;
}

/** Whether a test only asks if what is printed is there. */
export function isPresence(test: Test, leaves: readonly Leaf[]): boolean {
  switch (test.op) {
    case "present": {
      const [leaf] = madeOf(test.of).leaves;
      return leaves.some(
        (one) => sameLeaf(one, leaf) || (leaf !== undefined && pathInside(one, leaf) !== undefined),
      );
    }
    case "position":
      return true;
    case "and":
      return test.tests.every((one) => isPresence(one, leaves));
    case "equals":
    case "not":
    case "or":
    case "unknown":
      return false;
  }
}
