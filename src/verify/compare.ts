import {
  type Json,
  type JsonMember,
  type JsonNode,
  memberOf,
  type OrderedJson,
  parseJson,
  toOrderedJson,
} from "../source/json.js";
import { isSameNumber } from "../source/json-number.js";
import { jsonText, quoted } from "../source/json-text.js";

/** One place where two payloads differ. A value that is not there has no key. */
export interface Difference {
  /** `$.properties.categories[0].id`; a name that is not a plain word is quoted in brackets. */
  readonly path: string;
  readonly kind: "missing" | "extra" | "different";
  readonly expected?: OrderedJson;
  readonly actual?: OrderedJson;
}

/**
 * Where a payload differs from the expected one: member by member whatever their order, item by item, numbers by value
 * to the last digit (`79` is `79.0`), all else by kind and text. In the order of the expected payload, then what is too much.
 */
export function comparePayloads(expected: JsonNode, actual: JsonNode): Difference[] {
  return [...differences(expected, actual, "$")];
}

/** A plain value as a node, for comparing. */
export function jsonNode(json: Json): JsonNode {
  return parseJson({ name: "", text: jsonText(json) }).root!;
}

function* differences(expected: JsonNode, actual: JsonNode, path: string): Generator<Difference> {
  if (expected.kind === "object" && actual.kind === "object") {
    for (const { name, value } of distinct(expected)) {
      const other = memberOf(actual, name);
      if (other) yield* differences(value, other, path + step(name));
      else yield { path: path + step(name), kind: "missing", expected: toOrderedJson(value) };
    }
    for (const { name, value } of distinct(actual)) {
      if (!memberOf(expected, name))
        yield { path: path + step(name), kind: "extra", actual: toOrderedJson(value) };
    }
  } else if (expected.kind === "array" && actual.kind === "array") {
    const [wanted, got] = [expected.items ?? [], actual.items ?? []];
    for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
      const place = `${path}[${i}]`;
      if (!got[i]) yield { path: place, kind: "missing", expected: toOrderedJson(wanted[i]!) };
      else if (!wanted[i]) yield { path: place, kind: "extra", actual: toOrderedJson(got[i]!) };
      else yield* differences(wanted[i]!, got[i]!, place);
    }
  } else if (!sameScalar(expected, actual)) {
    yield { path, kind: "different", expected: toOrderedJson(expected), actual: toOrderedJson(actual) };
  }
}

/** The members that count: of two equal names the last. */
const distinct = (node: JsonNode): JsonMember[] => [
  ...new Map((node.members ?? []).map((member) => [member.name, member])).values(),
];

function sameScalar(left: JsonNode, right: JsonNode): boolean {
  if (left.kind !== right.kind) return false;
  return left.kind === "number"
    ? isSameNumber(left.text ?? "", right.text ?? "")
    : left.value === right.value;
}

/** A member's name as the last part of a path. */
export const step = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${quoted(name)}]`);
