import { isCollection, isMap, isScalar, type Node, parseDocument } from "yaml";
import { type ConfigPath, propertyPath } from "../../config/tree.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { AnswerKey } from "./answers.js";

/** Where each answer is in the config; the first row that a path begins with counts. */
const places: readonly { readonly path: ConfigPath; readonly answer: AnswerKey }[] = [
  { path: ["brand"], answer: "brand" },
  { path: ["identity", "user_id"], answer: "userId" },
  { path: ["identity", "anonymous_id"], answer: "anonymousId" },
  { path: ["identity"], answer: "audience" },
  { path: ["timezone"], answer: "timezone" },
  { path: ["campaigns", 0, "trigger"], answer: "trigger" },
  { path: ["campaigns", 0, "preset"], answer: "preset" },
  { path: ["campaigns", 0, "event"], answer: "event" },
  { path: ["campaigns", 0, "id"], answer: "event" },
];

/** The answer that a finding of the config is about; undefined when it is about none. */
export function answerAt(path: ConfigPath): AnswerKey | undefined {
  return places.find((place) => place.path.every((part, index) => part === path[index]))?.answer;
}

/** The names of a property and of those around it, when a path leads into a campaign's properties. */
export const propertyAt = (path: ConfigPath): readonly string[] | undefined =>
  propertyPath(path)
    ?.filter((_, index) => index >= 3 && index % 2 === 1)
    .map(String);

/**
 * The way to the innermost key or item of a YAML text that a finding points at. By the bare YAML tree, since the one that
 * configs are read by leaves out what it refuses.
 */
export function pathOf({ span }: Diagnostic): ConfigPath {
  if (!span) return [];
  return descend(parseDocument(span.source.text).contents as Node | null, span.start);
}

function descend(node: Node | null, offset: number): ConfigPath {
  if (!isCollection(node)) return [];
  for (const [index, item] of node.items.entries()) {
    if (!isMap(node)) {
      if (holds(item as Node, offset)) return [index, ...descend(item as Node, offset)];
      continue;
    }
    const { key, value } = node.items[index]!;
    const name = isScalar(key) ? String(key.value) : "";
    if (holds(key as Node, offset)) return [name];
    if (holds(value as Node | null, offset)) return [name, ...descend(value as Node, offset)];
  }
  return [];
}

const holds = (node: Node | null | undefined, offset: number) =>
  node?.range !== undefined && node.range !== null && node.range[0] <= offset && offset < node.range[1];
