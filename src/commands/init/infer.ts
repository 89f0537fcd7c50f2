import { instantOf } from "../../braze/fixture/instant.js";
import type { ScalarType } from "../../config/model/config.js";
import { type JsonNode, memberOf } from "../../source/json.js";

/** What a sample value, or several together, say about the type of a property. */
export type Inferred =
  /** Null, or the items of an empty array: they say nothing. */
  | { readonly kind: "unknown" }
  | { readonly kind: "scalar"; readonly type: ScalarType }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Inferred> }
  | { readonly kind: "array"; readonly items: Inferred }
  /** Kinds that no one type holds. */
  | { readonly kind: "mixed" };

const unknown: Inferred = { kind: "unknown" };
const mixed: Inferred = { kind: "mixed" };
const scalar = (type: ScalarType): Inferred => ({ kind: "scalar", type });

/** Deeper structures are passed on whole: a description of them would be longer than it is worth. */
const maxDepth = 5;

/** The type that a sample value shows. */
export function infer(node: JsonNode, depth = 0): Inferred {
  switch (node.kind) {
    case "null":
      return unknown;
    case "boolean":
      return scalar("boolean");
    case "number":
      return Number.isFinite(node.value) ? scalar(/^-?\d+$/.test(node.text!) ? "integer" : "number") : mixed;
    case "string":
      return scalar(textType(String(node.value)));
    case "object":
      return isTime(node) ? scalar("datetime") : depth < maxDepth ? inferObject(node, depth) : mixed;
    case "array":
      if (depth >= maxDepth) return mixed;
      return {
        kind: "array",
        items: (node.items ?? []).map((item) => infer(item, depth + 1)).reduce(merge, unknown),
      };
  }
}

function inferObject(node: JsonNode, depth: number): Inferred {
  const members = (node.members ?? []).map(({ name, value }) => [name, infer(value, depth + 1)] as const);
  // a name that no file can hold: the object passes on whole
  if (members.some(([name]) => /^[\s\u0085]*$/.test(name) || /\p{Surrogate}/u.test(name))) return mixed;
  return { kind: "object", members: new Map(members) };
}

function textType(text: string): ScalarType {
  if (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)) return "url";
  return instantOf(text) ? "datetime" : "string";
}

/** `{"$time": "…"}`, as the API marks a time inside an object. */
const isTime = (node: JsonNode) =>
  node.members?.length === 1 && instantOf(String(memberOf(node, "$time")?.value)) !== undefined;

/** What two samples of one property say together. */
function merge(a: Inferred, b: Inferred): Inferred {
  if (a.kind === "unknown") return b;
  if (b.kind === "unknown") return a;
  if (a.kind === "scalar" && b.kind === "scalar") return mergeScalars(a.type, b.type);
  if (a.kind === "array" && b.kind === "array") return { kind: "array", items: merge(a.items, b.items) };
  if (a.kind !== "object" || b.kind !== "object") return mixed;
  const members = new Map(a.members);
  for (const [name, value] of b.members) members.set(name, merge(members.get(name) ?? unknown, value));
  return { kind: "object", members };
}

/** Types whose values are all values of the wider one. */
const wider: readonly { readonly type: ScalarType; readonly holds: readonly ScalarType[] }[] = [
  { type: "number", holds: ["integer", "number"] },
  { type: "string", holds: ["string", "url", "datetime"] },
];

function mergeScalars(a: ScalarType, b: ScalarType): Inferred {
  if (a === b) return scalar(a);
  const both = wider.find(({ holds }) => holds.includes(a) && holds.includes(b));
  return both ? scalar(both.type) : mixed;
}
