import type { Json, JsonMember, JsonNode } from "../source/json.js";
import { jsonText } from "../source/json-text.js";
import type { Range } from "../source/source.js";

export type ConfigPath = readonly (string | number)[];

/** A config's values with their positions, as far as they could be parsed; every function here accepts any structure. */
export function member(node: JsonNode | undefined, name: string): JsonMember | undefined {
  return node?.members?.find((one) => one.name === name);
}

export const at = (node: JsonNode | undefined, ...path: ConfigPath): JsonNode | undefined =>
  path.reduce<JsonNode | undefined>(
    (inner, part) => (typeof part === "number" ? inner?.items?.[part] : member(inner, part)?.value),
    node,
  );

export function textAt(node: JsonNode | undefined, ...path: ConfigPath): string | undefined {
  const found = at(node, ...path);
  return found?.kind === "string" ? (found.value as string) : undefined;
}

/** The way to the innermost property that a path leads into; undefined outside of a campaign's properties. */
export function propertyPath(path: ConfigPath): ConfigPath | undefined {
  if (path[0] !== "campaigns" || path[2] !== "properties" || path.length < 4) return undefined;
  let end = 4;
  while ((path[end] === "properties" || path[end] === "items") && end + 1 < path.length) end += 2;
  return path.slice(0, end);
}

/** The range of a value; if the path ends early, that of the nearest key (or value) above. */
export function rangeAt(root: JsonNode, path: ConfigPath): Range {
  let node = root;
  let range: Range = root.members?.[0]?.nameRange ?? { start: root.start, end: root.start };
  for (const part of path) {
    const entry = typeof part === "string" ? member(node, part) : undefined;
    const next = typeof part === "number" ? node.items?.[part] : entry?.value;
    if (!next) return range;
    // A mapping's own range would underline all of it: its key or first line is enough.
    range = next.kind === "object" || next.kind === "array" ? (entry?.nameRange ?? headOf(next)) : next;
    if (range.start === range.end && entry) range = entry.nameRange;
    node = next;
  }
  return range;
}

/** The first key of a mapping in a list. */
const headOf = (node: JsonNode): Range =>
  node.members?.[0]?.nameRange ?? { start: node.start, end: node.start + 1 };

/** A value as it may be quoted in a message. */
export function quoted(node: JsonNode | undefined): string {
  if (!node || node.kind === "null") return "nothing";
  if (node.kind === "object") return node.members?.length ? "a mapping" : "an empty mapping";
  if (node.kind === "array") return node.items?.length ? "a list" : "an empty list";
  const text = node.kind === "string" ? jsonText(node.value) : (node.text ?? String(node.value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** The tree with only the first of equal keys, so that every reader sees the same value. */
export function withoutRepeats(node: JsonNode): JsonNode {
  if (node.kind === "array") return { ...node, items: (node.items ?? []).map(withoutRepeats) };
  if (node.kind !== "object") return node;
  const byName = new Map<string, JsonMember>();
  for (const one of node.members ?? []) {
    if (!byName.has(one.name)) byName.set(one.name, { ...one, value: withoutRepeats(one.value) });
  }
  return { ...node, members: [...byName.values()] };
}

/**
 * The tree as zod takes it. zod skips a property named `__proto__`, so it gets another name, one that
 * `nameOfKey` turns back.
 */
export function schemaInput(node: JsonNode): Json {
  if (node.kind === "array") return (node.items ?? []).map(schemaInput);
  if (node.kind !== "object") return node.value ?? null;
  return Object.fromEntries(
    (node.members ?? []).map(({ name, value }) => [
      name === "__proto__" ? standIn : name,
      schemaInput(value),
    ]),
  );
}

const standIn = "\0__proto__";

export const nameOfKey = <T>(key: T): T | string => (key === standIn ? "__proto__" : key);
