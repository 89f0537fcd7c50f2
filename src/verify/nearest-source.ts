import type { DataSource, PathPart, PropertyNamespace } from "../config/model/config.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isHash, type Value } from "../liquid/value.js";
import { type Around, memberOf, type NamedSource, pathOf, readSource, rootOf } from "../model/read.js";
import { wordsOf } from "../source/words.js";

/** A user and event of a fixture, and what a property is in. */
export interface Place extends Around {
  readonly scope: Scope;
}

/** What was meant by a source that leads nowhere in any fixture: a name close to it, or the same name somewhere else. */
export function nearestSource(from: NamedSource, places: readonly Place[]): DataSource | undefined {
  for (const look of [misspelt, ofTheOther, ofTheItem, ofTheEvent, elsewhere])
    for (const place of places) {
      const found = look(from, place);
      if (found && readSource(found, place.scope, place) !== null) return found;
    }
  return undefined;
}

/** The first name on the path that is not there, by the names that are; in a list, an item of it. */
function misspelt(from: NamedSource, place: Place): DataSource | undefined {
  const path = pathOf(from);
  let value = rootOf(from.kind, place.scope, place);
  for (const [index, part] of path.entries()) {
    const inner = memberOf(value, part);
    if (inner !== undefined) {
      value = inner;
      continue;
    }
    const rest = path.slice(index);
    if (isHash(value)) {
      const name = near(String(part), value.keys());
      return name === undefined
        ? undefined
        : withPath(from, [...path.slice(0, index), name, ...rest.slice(1)]);
    }
    if (!isArray(value)) return undefined;
    return value.includes(place.item)
      ? { kind: "item", path: rest }
      : withPath(from, [...path.slice(0, index), 0, ...rest]);
  }
  return undefined;
}

/** The same path from the object where it was read from the item, and the other way round. */
function ofTheOther(from: NamedSource, place: Place): DataSource | undefined {
  if (from.kind !== "item" && from.kind !== "object") return undefined;
  const other = { kind: from.kind === "item" ? "object" : "item", path: from.path } as const;
  return readSource(other, place.scope, place) === null ? misspelt(other, place) : other;
}

/** A member of the item, of its own name or one close to it. */
function ofTheItem(from: NamedSource, { item }: Place): DataSource | undefined {
  const name = lastName(from);
  const own =
    from.kind !== "item" && from.kind !== "object" && name !== undefined && isHash(item)
      ? near(name, item.keys())
      : undefined;
  return own === undefined ? undefined : { kind: "item", path: [own] };
}

/** What is beside a list is the event's, not the item's. */
function ofTheEvent(from: NamedSource, { scope }: Place): DataSource | undefined {
  const [name, ...path] = pathOf(from);
  const isThere = typeof name === "string" && scope.namespaces.get("event_properties")?.has(name);
  return (from.kind === "item" || from.kind === "object") && isThere
    ? { kind: "event_property", name, path }
    : undefined;
}

/** How deep the same name is looked for. */
const deepest = 4;

const namespaces: readonly PropertyNamespace[] = [
  "event_property",
  "custom_attribute",
  "api_trigger_property",
];

/** The same name in an object of the event, or in another namespace. */
function elsewhere(from: NamedSource, place: Place): DataSource | undefined {
  const wanted = lastName(from);
  if (wanted === undefined) return undefined;
  for (const kind of namespaces) {
    const [name, ...path] = pathTo(wanted, rootOf(kind, place.scope, place), deepest) ?? [];
    if (typeof name === "string") return { kind, name, path };
  }
  return undefined;
}

function pathTo(name: string, value: Value, depth: number): PathPart[] | undefined {
  if (!isHash(value) || depth === 0) return undefined;
  if (value.has(name)) return [name];
  for (const [key, inner] of value) {
    const found = pathTo(name, inner, depth - 1);
    if (found) return [key, ...found];
  }
  return undefined;
}

/** `product_id` is not a misspelt `product_url`, though most of their letters are the same: a word must be near by itself. */
function near(name: string, names: Iterable<string>): string | undefined {
  const words = wordsOf(name);
  return nearest(
    name,
    [...names].filter((other) => {
      const others = wordsOf(other);
      return (
        words.length !== others.length ||
        words.every((word, index) => nearest(word, [others[index]!]) !== undefined)
      );
    }),
  );
}

function withPath(from: NamedSource, path: readonly PathPart[]): DataSource | undefined {
  if (from.kind === "item" || from.kind === "object") return { ...from, path };
  const [name, ...rest] = path;
  return typeof name === "string" ? { ...from, name, path: rest } : undefined;
}

const lastName = (from: NamedSource): string | undefined =>
  pathOf(from).findLast((part): part is string => typeof part === "string");
