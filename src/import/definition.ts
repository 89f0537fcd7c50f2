import type { DataSource, ScalarType } from "../config/model/config.js";
import { sourceText } from "../generate/body/source-text.js";
import { isJsonNumber, jsonNumber } from "../source/json-number.js";
import type { Range } from "../source/source.js";
import type { Item, Member, Value } from "./document.js";
import type { Constant, Loop, Loss, Test } from "./expression.js";
import { type Leaf, type Made, madeOf, ofParts, sameLeaf } from "./made.js";

/** A part of a config as it is written. */
export type Entry = Constant | readonly Entry[] | Entries;
export interface Entries extends ReadonlyMap<string, Entry> {}

/** Something that the generated body sends otherwise, on purpose. */
export interface Change {
  /** Names of members down to it; `[]` for an item. */
  readonly path: readonly string[];
  readonly what: string;
  /** It is the same value, as one of the properties. */
  readonly isMoved?: true;
}

/** Where a property stands. */
export interface Surroundings {
  readonly path: readonly string[];
  /** The namespace that a property without `from` reads. */
  readonly namespace: DataSource["kind"];
  /** The loop whose item the property is in. */
  readonly loop?: Loop;
  /** The path, in the data, of the object that the property is in. */
  readonly object?: Leaf;
  /** What the body aborts without. */
  readonly required: readonly Leaf[];
  readonly losses: Loss[];
  readonly changes: Change[];
}

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
  return found.entry;
}

const wordsOf = (test: Test): string => (test.op === "unknown" ? `: ${test.text}` : "");

interface Found {
  readonly entry: Entry;
  /** What it reads: a test whether that is there says nothing new. */
  readonly leaves: readonly Leaf[];
}

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

/** `true` and `12` without quotes are what they look like. */
function literal(made: Made): Made {
  const { constant } = made;
  if (typeof constant !== "string") return made;
  const text = constant.trim();
  if (/^(true|false)$/.test(text)) return { ...made, constant: text === "true" };
  if (text === "null") return { ...made, constant: null };
  return notation.test(text) ? { ...made, constant: jsonNumber(text) } : made;
}

/** A number as JSON writes it. */
const notation = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

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
  return ofValue(name, only.value, around);
}

const literalCodes = (made: Made): Made => {
  const { default: fallback } = made;
  return fallback === undefined
    ? made
    : { ...made, default: literal({ ...made, constant: fallback }).constant! };
};

function ofScalar(
  name: string,
  made: Made,
  isQuoted: boolean,
  place: Range,
  around: Surroundings,
): Found | undefined {
  for (const what of made.lost) lose(around, place, what);
  const { constant, leaves, text } = made;
  if (constant !== undefined) {
    if (constant === null || constant === "") return undefined;
    return { entry: new Map([["value", constant]]), leaves };
  }
  if (leaves.length === 0) {
    if (made.lost.length === 0) lose(around, place, made.isNow ? "the send time as a property" : "its value");
    return undefined;
  }
  // A text in which something is missing says something else.
  if (text) return made.lost.length > 0 ? undefined : ofText(name, text, place, around);
  if (made.hash) {
    lose(around, place, `| ${made.hash} of a property`);
    return undefined;
  }
  if (made.normalize.includes("downcase")) lose(around, place, "| downcase");
  if (made.join !== undefined && !made.isJson) lose(around, place, "| join");
  const type = typeOf(name, made, isQuoted, around);
  const from = fromOf(name, leaves, place, around);
  if (from === undefined) return undefined;
  const isRequired = around.required.some((leaf) => leaves.length === 1 && sameLeaf(leaf, leaves[0]));
  const entry = begun(type, from);
  const scale = made.scale ?? 1;
  const isAmount = type === "number" || type === "integer";
  if (isAmount && scale !== 1) {
    if (scale > 0 && scale < 1) entry.set("scale", scale);
    else lose(around, place, `| times: ${scale}`);
  }
  if (isAmount && made.decimals !== undefined && type !== "integer") entry.set("round", made.decimals);
  if (made.codes) {
    entry.set("map", made.codes);
    if (made.otherwise !== undefined && made.otherwise !== "keep") entry.set("else", made.otherwise);
  }
  if (isRequired && made.default === undefined) entry.set("required", true);
  const fallback = made.default;
  if (fallback !== undefined && fallback !== null) {
    const fitting = fitted(fallback, type);
    if (fitting === undefined)
      lose(around, place, `| default: ${String(fallback)}, which is not of type ${type}`);
    else entry.set("default", fitting);
  }
  const short = entry.size === 1 ? type : entry;
  return { entry: short, leaves };
}

/** The beginning of a property: its type, and its source where it is not the one that it reads by itself. */
function begun(type: string, from: Entry): Map<string, Entry> {
  const entry = new Map<string, Entry>([["type", type]]);
  if (from !== "") entry.set("from", from);
  return entry;
}

/** A default in the type that it has to have. */
function fitted(value: Exclude<Constant, null>, type: ScalarType | "json"): Constant | undefined {
  switch (type) {
    case "number":
    case "integer": {
      const number =
        typeof value === "string" && notation.test(value.trim()) ? jsonNumber(value.trim()) : value;
      return isJsonNumber(number) && Number.isFinite(Number(number)) ? number : undefined;
    }
    case "boolean":
      return typeof value === "boolean"
        ? value
        : /^(true|false)$/i.test(String(value))
          ? String(value).toLowerCase() === "true"
          : undefined;
    case "json":
      return value;
    case "string":
    case "datetime":
    case "url":
      return String(value);
  }
}

const amounts = /(^|_)(price|revenue|total|amount|subtotal|discount|tax|shipping|value|cost)s?$/i;
const counts = /(^|_)(quantity|qty|count|points|position)$/i;
const addresses = /(^|_)(url|uri|href|link)$/i;
const flags =
  /^(is|has|was|can|should|opted|in)_|(^|_)(active|enabled|subscribed|available|returning|member)$/i;

function typeOf(name: string, made: Made, isQuoted: boolean, around: Surroundings): ScalarType | "json" {
  if (made.date !== undefined) {
    const isIso = /^%(Y-%m-%d|F)T/.test(made.date);
    if (!isIso) around.changes.push({ path: around.path, what: "is sent as YYYY-MM-DDTHH:MM:SSZ" });
    return "datetime";
  }
  if (made.isBoolean) return "boolean";
  if (made.isJson && !isQuoted) return "json";
  if (made.codes) {
    const values = [...made.codes.values()];
    if (values.every((value) => typeof value === "boolean")) return "boolean";
    return values.every((value) => typeof value === "number") ? "number" : "string";
  }
  const isAmount = made.isNumber || amounts.test(name) || counts.test(name);
  if (isQuoted && isAmount)
    around.changes.push({ path: around.path, what: "is sent as a number; the body sends it as a text" });
  if (!isQuoted && !made.isNumber && flags.test(name)) return "boolean";
  if (isAmount || !isQuoted) return made.decimals === 0 ? "integer" : "number";
  return addresses.test(name) ? "url" : "string";
}

/** A text with holes, as `text:` has it. */
function ofText(
  name: string,
  text: NonNullable<Made["text"]>,
  place: Range,
  around: Surroundings,
): Found | undefined {
  const written: string[] = [];
  const leaves: Leaf[] = [];
  for (const part of text) {
    if (typeof part === "string") {
      if (/[{}]/.test(part)) {
        lose(around, place, "a text with braces in it");
        return undefined;
      }
      written.push(part);
    } else {
      const source = leafText(part.of, around);
      if (source === undefined) {
        lose(around, place, "the item of another loop");
        return undefined;
      }
      leaves.push(part.of);
      written.push(`{${source}}`);
    }
  }
  const isUrl = /^https?:/i.test(written[0] ?? "") || addresses.test(name);
  const type = isUrl ? "url" : "string";
  if (isUrl && text.some((part, at) => typeof part !== "string" && at > 0 && !part.escaped))
    around.changes.push({ path: around.path, what: "has its values escaped for a URL" });
  const entry = new Map<string, Entry>([
    ["type", type],
    ["text", written.join("")],
  ]);
  return { entry, leaves };
}

/** The sources as the config writes them; nothing where they are what a property reads by itself. */
function fromOf(
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
  const own = around.loop || around.object ? { kind: "item" as const, path: [name] } : undefined;
  const usual = own ? sourceText(own) : `${around.namespace}.${name}`;
  return first === usual ? "" : first;
}

function leafText(leaf: Leaf, { loop, object }: Surroundings): string | undefined {
  const inside = object && pathInside(leaf, object);
  if (inside) return sourceText({ kind: "item", path: inside });
  if (leaf.op === "source") return sourceText(leaf.source);
  return leaf.loop === loop && !object ? sourceText({ kind: "item", path: leaf.path }) : undefined;
}

/** What leads from an object to what stands in it. */
function pathInside(leaf: Leaf, object: Leaf): readonly (string | number)[] | undefined {
  if (leaf.op === "item") {
    if (object.op !== "item" || object.loop !== leaf.loop) return undefined;
    return behind(leaf.path, object.path);
  }
  if (object.op !== "source" || !("path" in leaf.source) || !("path" in object.source)) return undefined;
  const isSame = leaf.source.kind === object.source.kind && leaf.source.name === object.source.name;
  return isSame ? behind(leaf.source.path, object.source.path) : undefined;
}

const behind = (path: readonly (string | number)[], start: readonly (string | number)[]) =>
  path.length > start.length && start.every((part, at) => part === path[at])
    ? path.slice(start.length)
    : undefined;

/** An object whose members all come from one object of the data, or that is the same for everybody. */
function ofObject(value: Extract<Value, { kind: "object" }>, around: Surroundings): Found | undefined {
  const constant = constantIn(value);
  if (constant !== undefined) return { entry: new Map([["value", constant]]), leaves: [] };
  const leaves = leavesIn(value);
  const shared = sharedObject(leaves);
  if (!shared) {
    lose(around, value, "an object that is put together of several places");
    return undefined;
  }
  const from = fromOf(around.path.at(-1)!, [shared], value, around);
  if (from === undefined) return undefined;
  const properties = definitionsOf(value.members, { ...around, object: shared });
  if (properties.size === 0) return undefined;
  const entry = begun("object", from);
  entry.set("properties", properties);
  return { entry, leaves: [shared, ...leaves] };
}

/** The innermost object of the data that holds them all. */
function sharedObject(leaves: readonly Leaf[]): Leaf | undefined {
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

/** The value where nothing in it comes from data. */
function constantIn(value: Value): Entry | undefined {
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
  const { object: _, ...rest } = around;
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

/** What the body asks of an item before it prints it. */
function whereOf(item: Item, loop: Loop, over: Made, around: Surroundings): Entries {
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
  const { loop: _, ...rest } = around;
  const path = [...around.path, "[]"];
  const properties = definitionsOf(first.members, { ...rest, path, object: first.item });
  if (from === undefined || properties.size === 0) return undefined;
  const entry = begun("array", from);
  entry.set("take", value.items.length);
  entry.set("items", properties);
  return { entry, leaves: [first.list] };
}

/** `[{"id": "{{ list[0].id }}"}, {"id": "{{ list[1].id }}"}]` is the beginning of a list. */
function firstOnly(
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

function pathOf(leaf: Leaf): readonly (string | number)[] | undefined {
  if (leaf.op === "item") return leaf.path;
  return "path" in leaf.source ? leaf.source.path : undefined;
}

function withPath(leaf: Leaf, path: readonly (string | number)[]): Leaf {
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

/** `properties.lines[].sku`. */
export const shownPlace = (path: readonly string[]): string => path.join(".").replaceAll(".[]", "[]");

function lose({ losses, path }: Surroundings, { start, end }: Range, what: string): void {
  losses.push({ start, end, path, what: `${shownPlace(path)}: ${what}` });
}
