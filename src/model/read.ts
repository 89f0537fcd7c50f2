import { dataNamespaces } from "../braze/data.js";
import { namesOfField } from "../braze/profile-fields.js";
import type { DataSource, PathPart, ProfileField } from "../config/model/config.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isHash, type Value } from "../liquid/value.js";

function profileValue(field: ProfileField, scope: Scope): Value {
  const { namespace, liquid } = namesOfField(field);
  const fields = namespace === undefined ? scope.profile : scope.namespaces.get(namespace);
  return fields?.get(liquid) ?? null;
}

/** What a property is in: the list item, and the object; nil where there is none. */
export interface Around {
  readonly item: Value;
  readonly object: Value;
}

export const inNothing: Around = { item: null, object: null };

/** The value of a source for this user and event; nil if nothing is at its path. */
export function readSource(from: DataSource, scope: Scope, around: Around): Value {
  switch (from.kind) {
    case "now":
      return scope.now;
    case "item":
    case "object":
    case "custom_attribute":
    case "event_property":
    case "api_trigger_property":
    case "canvas_entry_property":
    case "context":
      return follow(rootOf(from.kind, scope, around), pathOf(from));
    case "external_id":
    case "braze_id":
    case "email_address":
    case "phone_number":
    case "time_zone":
    case "device_id":
      return profileValue(from.kind, scope);
  }
}

/** A source whose names a sender chooses. */
export type NamedSource = Extract<DataSource, { readonly path: readonly PathPart[] }>;

export const isNamed = (from: DataSource): from is NamedSource => "path" in from;

/** What the path of a source counts from. */
export const rootOf = (kind: NamedSource["kind"], scope: Scope, around: Around): Value =>
  kind === "item" || kind === "object"
    ? around[kind]
    : (scope.namespaces.get(dataNamespaces[kind]) ?? new Map());

/** From its root to its value. */
export const pathOf = (from: NamedSource): readonly PathPart[] =>
  "name" in from ? [from.name, ...from.path] : from.path;

function follow(start: Value, path: readonly PathPart[]): Value {
  let value = start;
  for (const part of path) {
    const inner = memberOf(value, part);
    if (inner === undefined) return null;
    value = inner;
  }
  return value;
}

/** What a hash or array holds there, be it nil; undefined where it holds nothing. */
export function memberOf(value: Value, part: PathPart): Value | undefined {
  if (isHash(value)) return value.get(String(part));
  return isArray(value) && typeof part === "number" ? value.at(part) : undefined;
}
