import type { DataSource, PathPart, ProfileField } from "../config/model/config.js";
import { liquidNamespaces } from "../generate/body/expression.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isArray, isHash, type Value } from "../liquid/value.js";

const profileNames: Record<Exclude<ProfileField, "device_id">, string> = {
  external_id: "user_id",
  braze_id: "braze_id",
  email_address: "email_address",
  phone_number: "phone_number",
  time_zone: "time_zone",
};

/** The value of a source for this user and event; nil if nothing is at its path. */
export function readSource(from: DataSource, scope: Scope, item: Value): Value {
  switch (from.kind) {
    case "now":
      return scope.now;
    case "item":
      return follow(item, from.path);
    case "device_id":
      return scope.namespaces.get("most_recently_used_device")?.get("id") ?? null;
    case "custom_attribute":
    case "event_property":
    case "api_trigger_property":
      return follow(scope.namespaces.get(liquidNamespaces[from.kind])?.get(from.name) ?? null, from.path);
    case "external_id":
    case "braze_id":
    case "email_address":
    case "phone_number":
    case "time_zone":
      return scope.profile.get(profileNames[from.kind]) ?? null;
  }
}

function follow(start: Value, path: readonly PathPart[]): Value {
  let value = start;
  for (const part of path) {
    if (isHash(value)) value = value.get(String(part)) ?? null;
    else if (isArray(value) && typeof part === "number") value = value.at(part) ?? null;
    else return null;
  }
  return value;
}
