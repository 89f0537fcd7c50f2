import {
  type Declared,
  type DeclaredData,
  type DeclaredType,
  type DeclaredValue,
  dataOf,
  isDeclaredType,
} from "../../braze/data.js";
import { integer } from "../../liquid/value.js";
import type { JsonNode } from "../../source/json.js";
import { at, textAt } from "../tree.js";
import { readDataPlace } from "./data-place.js";

/** One entry of `data:`, as far as it can be read. */
export function declaredOf(
  source: string,
  { root, path }: Pick<Declared, "root" | "path">,
  node: JsonNode | undefined,
): Declared {
  const values = at(node, "enum")?.items?.flatMap((one) => declaredValue(one) ?? []);
  const maxLength = at(node, "max_length")?.value;
  return {
    root,
    path,
    source,
    type: typeOf(node) ?? typeOfValues(values) ?? (maxLength === undefined ? undefined : "string"),
    values: values && values.length > 0 ? values : undefined,
    maxLength: typeof maxLength === "number" ? maxLength : undefined,
    required: at(node, "required")?.value === true,
  };
}

/** The whole of `data:`, without findings. */
export const dataIn = (node: JsonNode | undefined): DeclaredData =>
  dataOf(
    (node?.members ?? []).flatMap(({ name, value }) => {
      const place = readDataPlace(name);
      return "fault" in place ? [] : [declaredOf(name, place, value)];
    }),
  );

function typeOf(node: JsonNode | undefined): DeclaredType | undefined {
  const text = node?.kind === "string" ? String(node.value) : textAt(node, "type");
  return text !== undefined && isDeclaredType(text) ? text : undefined;
}

/** The type of an enum that names none. */
function typeOfValues(values: readonly DeclaredValue[] | undefined): DeclaredType | undefined {
  const kinds = values?.map((value) => (typeof value === "bigint" ? "number" : typeof value));
  const [first, ...others] = new Set(kinds);
  if (others.length > 0) return "json";
  return first === "string" || first === "number" || first === "boolean" ? first : undefined;
}

function declaredValue({ value, text }: JsonNode): DeclaredValue | undefined {
  if (typeof value === "number") return /^-?\d+$/.test(text ?? "") ? integer(BigInt(text!)) : value;
  return typeof value === "string" || typeof value === "boolean" ? value : undefined;
}
