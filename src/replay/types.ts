import type { Property } from "../config/model/config.js";
import { isArray, isFloat, isHash, isInteger, isTime, type Value } from "../liquid/value.js";
import { isBlank } from "../liquid/values/blank.js";

/** What a property was seen to hold, in the words of JSON where there are such. */
export function typeOf(value: Value): string {
  if (value === null) return "absent";
  if (typeof value === "string") return isBlank(value) ? "blank text" : "text";
  if (typeof value === "boolean") return "boolean";
  if (isInteger(value)) return "whole number";
  if (isFloat(value)) return "number";
  if (isArray(value)) return "list";
  if (isTime(value)) return "time";
  return isHash(value) ? "object" : "something else";
}

type Declared = Property["type"] | "any";

/** What of the types above a declared one takes as it is; others it converts, or they are missing. */
const own: Readonly<Record<Declared, readonly string[]>> = {
  string: ["text"],
  url: ["text"],
  number: ["number", "whole number"],
  integer: ["whole number"],
  boolean: ["boolean"],
  datetime: ["text", "time", "whole number", "number"],
  object: ["object"],
  gathered: ["absent"],
  array: ["list"],
  json: ["text", "number", "whole number", "boolean", "list", "object"],
  constant: ["absent"],
  any: [],
};

/** Whether a value of that type is what is declared; what is absent is not a value. */
export const isOwn = (declared: string, type: string): boolean =>
  type === "absent" || (own[declared as Declared] ?? own.any).includes(type);

/** The declared type of each property, by its path in the payload. */
export function declaredTypes(properties: readonly Property[], prefix: string): Map<string, string> {
  const types = new Map<string, string>();
  for (const property of properties) {
    const path = `${prefix}.${property.name}`;
    types.set(path, property.type);
    if (property.type === "object" || property.type === "gathered")
      merge(types, declaredTypes(property.properties, path));
    if (property.type === "array" && property.items.kind === "object")
      merge(types, declaredTypes(property.items.properties, `${path}[]`));
    if (property.type === "array" && property.items.kind === "scalar")
      types.set(`${path}[]`, property.items.type);
  }
  return types;
}

function merge(into: Map<string, string>, more: ReadonlyMap<string, string>): void {
  for (const [path, type] of more) into.set(path, type);
}
