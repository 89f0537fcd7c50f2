import { type Json, type JsonMember, type JsonNode, memberOf, parseJson, toJson } from "../source/json.js";

/** One place where two payloads differ. A value that is not there has no key. */
export interface Difference {
  /** `$.properties.categories[0].id`; a name that is no plain word stands quoted in brackets. */
  readonly path: string;
  readonly kind: "missing" | "extra" | "different";
  readonly expected?: Json;
  readonly actual?: Json;
}

/**
 * Where a payload differs from the expected one: member by member whatever their order, item by item, numbers by value
 * (`79` is `79.0`), all else by kind and text. In the order of the expected payload, then what is too much.
 */
export function comparePayloads(expected: JsonNode, actual: JsonNode): Difference[] {
  return [...differences(expected, actual, "$")];
}

/** A plain value as a node, for comparing. */
export function jsonNode(json: Json): JsonNode {
  return parseJson({ name: "", text: JSON.stringify(json) }).root!;
}

function* differences(expected: JsonNode, actual: JsonNode, path: string): Generator<Difference> {
  if (expected.kind === "object" && actual.kind === "object") {
    for (const { name, value } of distinct(expected)) {
      const other = memberOf(actual, name);
      if (other) yield* differences(value, other, path + step(name));
      else yield { path: path + step(name), kind: "missing", expected: toJson(value) };
    }
    for (const { name, value } of distinct(actual)) {
      if (!memberOf(expected, name)) yield { path: path + step(name), kind: "extra", actual: toJson(value) };
    }
  } else if (expected.kind === "array" && actual.kind === "array") {
    const [wanted, got] = [expected.items ?? [], actual.items ?? []];
    for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
      const place = `${path}[${i}]`;
      if (!got[i]) yield { path: place, kind: "missing", expected: toJson(wanted[i]!) };
      else if (!wanted[i]) yield { path: place, kind: "extra", actual: toJson(got[i]!) };
      else yield* differences(wanted[i]!, got[i]!, place);
    }
  } else if (!sameScalar(expected, actual)) {
    yield { path, kind: "different", expected: toJson(expected), actual: toJson(actual) };
  }
}

/** The members that count: of two equal names the last. */
const distinct = (node: JsonNode): JsonMember[] => [
  ...new Map((node.members ?? []).map((member) => [member.name, member])).values(),
];

function sameScalar(left: JsonNode, right: JsonNode): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind !== "number") return left.value === right.value;
  const [a, b] = [left.text ?? "", right.text ?? ""];
  // JavaScript would take two neighbouring integers past 2^53 for one
  return isInteger.test(a) && isInteger.test(b) ? BigInt(a) === BigInt(b) : left.value === right.value;
}

const isInteger = /^-?\d+$/;

const step = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
