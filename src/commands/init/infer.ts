import { instantOf } from "../../braze/fixture/instant.js";
import type { ScalarType } from "../../config/model/config.js";
import { type JsonNode, memberOf } from "../../source/json.js";

/** What a sample value, or several together, say about the type of a property. */
export type Inferred =
  /** Null, or the items of an empty array: they say nothing. */
  | { readonly kind: "unknown" }
  /** A blank text: there may be any scalar in its place. */
  | { readonly kind: "blank" }
  /** `integer` is a number that is whole in every sample; `numeric` of a string, that each is such a number or one as text. */
  | { readonly kind: "scalar"; readonly type: ScalarType; readonly numeric?: "integer" | "number" }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Inferred> }
  | { readonly kind: "array"; readonly items: Inferred }
  /** Kinds that no one type holds. */
  | { readonly kind: "mixed" };

/** Properties with what their samples say, in their order. */
export type Definitions = ReadonlyMap<string, Inferred>;

const unknown: Inferred = { kind: "unknown" };
const blank: Inferred = { kind: "blank" };
const mixed: Inferred = { kind: "mixed" };
const scalar = (type: ScalarType): Inferred => ({ kind: "scalar", type });

/** Deeper structures are passed on whole: a description of them would be longer than it is worth. */
const maxDepth = 5;

/** The type that fits every sample of a property. */
export const inferFrom = (samples: readonly JsonNode[]): Inferred =>
  samples.map((sample) => infer(sample)).reduce(merge, unknown);

/** The type that a sample value shows. */
export function infer(node: JsonNode, depth = 0): Inferred {
  switch (node.kind) {
    case "null":
      return unknown;
    case "boolean":
      return scalar("boolean");
    case "number":
      return Number.isFinite(node.value) ? scalar(numberType(node.text!)) : mixed;
    case "string":
      return ofText(String(node.value));
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

function ofText(text: string): Inferred {
  if (/^[\s\u0085]*$/.test(text)) return blank;
  if (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)) return scalar("url");
  if (instantOf(text)) return scalar("datetime");
  if (/^(true|false)$/i.test(text)) return scalar("boolean");
  return isNumeric(text) ? { kind: "scalar", type: "string", numeric: numberType(text) } : scalar("string");
}

const numberType = (text: string) => (/^-?\d+$/.test(text) ? "integer" : "number");

/** Not with zeros in front, which only codes have. */
const isNumeric = (text: string): boolean => /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text);

/** `{"$time": "…"}`, as the API marks a time inside an object. */
const isTime = (node: JsonNode) =>
  node.members?.length === 1 && instantOf(String(memberOf(node, "$time")?.value)) !== undefined;

/** What two samples of one property say together. */
function merge(a: Inferred, b: Inferred): Inferred {
  if (a.kind === "unknown") return b;
  if (b.kind === "unknown") return a;
  if (a.kind === "blank" && b.kind !== "blank") return b;
  if (b.kind === "blank") return a;
  if (a.kind === "scalar" && b.kind === "scalar") return mergeScalars(a, b);
  if (a.kind === "array" && b.kind === "array") return { kind: "array", items: merge(a.items, b.items) };
  if (a.kind !== "object" || b.kind !== "object") return mixed;
  const members = new Map(a.members);
  for (const [name, value] of b.members) members.set(name, merge(members.get(name) ?? unknown, value));
  return { kind: "object", members };
}

export type Scalar = Extract<Inferred, { kind: "scalar" }>;

/** A string holds every scalar as text. */
function mergeScalars(a: Scalar, b: Scalar): Inferred {
  const [first, second] = [numericOf(a), numericOf(b)];
  if (first && second) {
    const both = first === second ? first : "number";
    const areTexts = a.type === "string" || b.type === "string";
    return areTexts ? { kind: "scalar", type: "string", numeric: both } : scalar(both);
  }
  return scalar(a.type === b.type ? a.type : "string");
}

/** Which kind of number every sample is, as one or as text. */
export const numericOf = ({ type, numeric }: Scalar): "integer" | "number" | undefined =>
  type === "integer" || type === "number" ? type : numeric;
