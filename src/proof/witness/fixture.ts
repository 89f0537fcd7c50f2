import { brazeNames } from "../../braze/names.js";
import { strftime } from "../../liquid/time/strftime.js";
import { isArray, isFloat, isHash, isTime, type Value } from "../../liquid/value.js";
import { floatText } from "../../liquid/values/print.js";
import type { Json } from "../../source/json.js";
import { jsonNumber } from "../../source/json-number.js";
import type { Input } from "../terms/term.js";
import { type ListShape, shaped } from "./lists.js";

/** What each input holds; those that are not named hold nothing. */
export type Assignment = ReadonlyMap<Input, Value>;

/** A fixture, in the format of fixture files, whose user and event hold what the inputs are assigned. */
export type WitnessFixture = { readonly [key: string]: Json };

/** The moment of a witness, so that it renders the same tomorrow. */
export const witnessNow = "2023-12-06T18:20:45Z";

/** What a user meets beside what is assigned. */
export interface Circumstances {
  readonly lists: ListShape;
  readonly now: string;
}

export function fixtureOf(assignment: Assignment, { lists, now }: Circumstances): WitnessFixture {
  const root = new Map<string, Value>();
  // Members and items are put inside what holds them, so parents come first.
  const ordered = [...assignment].sort(([a], [b]) => depth(a) - depth(b));
  for (const [input, value] of ordered) {
    if (value === null) continue;
    const path = pathOf(input);
    if (path) put(root, path, copyOf(value));
  }
  // The innermost lists first: what occurs twice is whole by then.
  for (const [input] of ordered.reverse()) {
    const path = input.place.kind === "item" ? pathOf(input)?.slice(0, -1) : undefined;
    const list = path?.reduce<Value | undefined>(memberAt, root);
    if (path && list !== undefined && isArray(list)) put(root, path, [...shaped(list, lists)], true);
  }
  const plain = toPlain(root) as { [key: string]: Json };
  const event = plain.event as { [key: string]: Json } | undefined;
  return {
    now,
    ...plain,
    ...(event ? { event: { name: "Event", ...event } } : {}),
  };
}

function depth(input: Input): number {
  const { place } = input;
  return "of" in place && place.of ? depth(place.of) + 1 : 0;
}

type Step = string | number;

/** Whether a fixture can say what an input holds. */
export const isSettable = (input: Input): boolean => pathOf(input) !== undefined;

/** Where in a fixture an input is; undefined where no fixture can set it. */
function pathOf({ place }: Input): Step[] | undefined {
  switch (place.kind) {
    case "profile":
      return profilePath(undefined, place.name);
    case "namespace":
      return namespacePath(place.namespace, place.name);
    case "variable":
      return ["variables", place.name];
    case "answer":
      return ["connected_content", place.name];
    case "catalog":
      return ["catalog_items"];
    case "member": {
      const outer = pathOf(place.of);
      return outer && [...outer, place.key];
    }
    case "item": {
      const outer = place.of && pathOf(place.of);
      return outer && [...outer, 0];
    }
    case "made":
    case "branch":
      return undefined;
  }
}

function profilePath(namespace: string | undefined, name: string): Step[] | undefined {
  const field = brazeNames.find((entry) => entry.namespace === namespace && entry.name === name)?.exportField;
  if (field === undefined) return undefined;
  const [list, member] = field.split("[].");
  return member === undefined ? ["user", field] : ["user", list!, 0, member];
}

function namespacePath(namespace: string, name: string): Step[] | undefined {
  switch (namespace) {
    case "event_properties":
      return ["event", "properties", name];
    case "custom_attribute":
      return ["user", "custom_attributes", name];
    case "api_trigger_properties":
    case "context":
    case "canvas_entry_properties":
    case "sms":
    case "whats_app":
    case "content_blocks":
      return [namespace, name];
    case "campaign":
    case "canvas":
      return [`${namespace}_attributes`, name];
    default:
      return profilePath(namespace, name);
  }
}

function memberAt(holder: Value | undefined, step: Step): Value | undefined {
  if (holder === undefined) return undefined;
  if (isArray(holder)) return holder[at(holder, step)];
  return isHash(holder) ? holder.get(String(step)) : undefined;
}

/** Puts a value at the end of a path. What stands in the way gives way: a user can only be one thing. */
function put(root: Map<string, Value>, path: readonly Step[], value: Value, instead = false): void {
  let here: Map<string, Value> | Value[] = root;
  path.forEach((step, index) => {
    const last = index === path.length - 1;
    const inside = last ? undefined : typeof path[index + 1] === "number" ? "array" : "hash";
    const present: Value | undefined = isArray(here) ? here[at(here, step)] : here.get(String(step));
    let next: Value;
    if (last)
      next =
        !instead &&
        ((isHash(value) && isHash(present ?? null)) || (isArray(value) && isArray(present ?? null)))
          ? present!
          : value;
    else if (inside === "array") next = isArray(present ?? null) ? present! : [];
    else next = isHash(present ?? null) ? present! : new Map();
    if (isArray(here)) here[at(here, step)] = next;
    else here.set(String(step), next);
    if (!last) here = next as Map<string, Value> | Value[];
  });
}

/** Examples are shared, and a member may be put inside one. */
function copyOf(value: Value): Value {
  if (isArray(value)) return value.map(copyOf);
  return isHash(value) ? new Map([...value].map(([name, member]) => [name, copyOf(member)])) : value;
}

/** An index counts from the end when it is negative; there is one item then. */
const at = (_array: readonly Value[], step: Step): number =>
  typeof step === "number" ? Math.max(0, Math.min(step, 20)) : 0;

function toPlain(value: Value): Json {
  if (isArray(value)) return Array.from(value, (item) => toPlain(item ?? null));
  if (isHash(value)) return Object.fromEntries([...value].map(([name, member]) => [name, toPlain(member)]));
  if (isFloat(value)) return Number.isFinite(value.value) ? jsonNumber(floatText(value.value)) : null;
  if (isTime(value)) return { $time: strftime(value, "%Y-%m-%dT%H:%M:%SZ") };
  if (typeof value === "bigint") return jsonNumber(String(value));
  return value as Json;
}
