import type { Json, JsonNode } from "../../source/json.js";
import { type Hash, integer, RubyFloat, type Value } from "../value.js";

/** A JSON node as Ruby's JSON parser reads it: a number with a dot or an exponent is a Float, any other an Integer. */
export function valueOfNode(node: JsonNode): Value {
  switch (node.kind) {
    case "object":
      return hashOf(node);
    case "array":
      return (node.items ?? []).map(valueOfNode);
    case "number":
      return numberOf(node.text ?? "0");
    case "string":
    case "boolean":
    case "null":
      return node.value ?? null;
  }
}

export function hashOf(node: JsonNode | undefined): Hash {
  return new Map((node?.members ?? []).map((member) => [member.name, valueOfNode(member.value)]));
}

/** A plain JavaScript value; a number without a fraction becomes an Integer, since it cannot say which it was. */
export function valueOfJson(json: Json): Value {
  if (Array.isArray(json)) return json.map(valueOfJson);
  if (json !== null && typeof json === "object") {
    return new Map(Object.entries(json).map(([name, value]) => [name, valueOfJson(value)]));
  }
  if (typeof json !== "number") return json;
  return Number.isInteger(json) ? integer(BigInt(json)) : new RubyFloat(json);
}

function numberOf(text: string): Value {
  return /[.eE]/.test(text) ? new RubyFloat(Number(text)) : integer(BigInt(text));
}
