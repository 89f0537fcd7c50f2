import type { Json, OrderedJson } from "./json.js";
import { JsonNumber } from "./json-number.js";

/** What a JSON value is, in the words of a config's types. */
export function kindOfJson(value: OrderedJson | Json): "string" | "number" | "boolean" | "array" | "object" {
  if (value instanceof JsonNumber) return "number";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return typeof value as "string" | "number" | "boolean";
  return Array.isArray(value) ? "array" : "object";
}
