import * as z from "zod/mini";
import { nearest } from "../../diagnostics/suggest.js";
import type { JsonNode } from "../../source/json.js";
import type { ConfigPath } from "../tree.js";
import { at, member, textAt } from "../tree.js";
import { propertyKeys } from "./property.js";
import { configSchema } from "./schema.js";

/** Told apart by the `type` of their definitions. */
type Schema = z.core.$ZodTypes;

/** The keys that are valid at a place of the tree; those of a property depend on its type. */
export function keysAt(root: JsonNode, path: ConfigPath): readonly string[] {
  const node = at(root, ...path);
  const type = isPropertyPath(path) ? typeOf(node) : undefined;
  if (type !== undefined) return propertyKeys.get(type)!;
  return [...new Set(schemasAt(path).flatMap(branchesOf).flatMap(shapeKeys))];
}

/** The type that a property names, if it exists. */
export function typeOf(node: JsonNode | undefined): string | undefined {
  const type = textAt(node, "type");
  return type !== undefined && propertyKeys.has(type) ? type : undefined;
}

/** Whether a path leads to a property, whose keys then follow its `type`: `campaigns[0].properties.id`. */
export const isPropertyPath = (path: ConfigPath): boolean =>
  path[0] === "campaigns" &&
  path[2] === "properties" &&
  path.length > 3 &&
  path.slice(4).every((part, index) => index % 2 === 1 || part === "properties" || part === "items") &&
  path.length % 2 === 0;

/** True if the key is there, or one that was surely meant to be it: then it is misspelt, not missing. */
export function hasKey(root: JsonNode, path: ConfigPath, key: string): boolean {
  const node = at(root, ...path);
  if (member(node, key)) return true;
  const keys = keysAt(root, path);
  const strangers = (node?.members ?? []).filter(({ name }) => !keys.includes(name));
  return strangers.some(({ name }) => nearest(name, keys) === key);
}

/** A valid value for a place, from the schema's own examples. */
export function exampleAt(path: ConfigPath): unknown {
  for (let schema of schemasAt(path)) {
    for (;;) {
      const examples = z.globalRegistry.get(schema)?.examples as unknown[] | undefined;
      if (examples?.length) return examples[0];
      const { def } = schema._zod;
      if (def.type !== "optional") break;
      schema = def.innerType as Schema;
    }
  }
  return undefined;
}

const schemasAt = (path: ConfigPath): Schema[] =>
  path.reduce<Schema[]>(
    (schemas, part) => schemas.flatMap(branchesOf).flatMap((branch) => insideOf(branch, part)),
    [configSchema],
  );

function insideOf({ _zod: { def } }: Schema, part: string | number): Schema[] {
  if (def.type === "array") return typeof part === "number" ? [def.element as Schema] : [];
  if (def.type === "record") return [def.valueType as Schema];
  if (def.type !== "object" || !Object.hasOwn(def.shape, part)) return [];
  return [def.shape[part] as Schema];
}

const shapeKeys = ({ _zod: { def } }: Schema): string[] =>
  def.type === "object" ? Object.keys(def.shape) : [];

/** A schema without its wrappers: optional, lazy, each branch of a union. */
function branchesOf(schema: Schema): Schema[] {
  const { def } = schema._zod;
  if (def.type === "optional") return branchesOf(def.innerType as Schema);
  if (def.type === "lazy") return branchesOf(def.getter() as Schema);
  if (def.type === "union") return (def.options as readonly Schema[]).flatMap(branchesOf);
  return [schema];
}
