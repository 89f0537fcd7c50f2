import type { Shape } from "../../src/proof/json/shape.js";

/** What of a payload its shape does not allow, by JSON path; undefined when it conforms. */
export function departs(value: unknown, shape: Shape, path = "$"): string | undefined {
  const { kinds, mayBeEmpty, members, items } = shape;
  const kind = kindOf(value);
  const allowed = kind === "number" ? kinds.has("integer") || kinds.has("float") : kinds.has(kind);
  if (!allowed) return `${path} is ${kind}, not ${[...kinds].join(" or ")}`;
  if (value === "" && !mayBeEmpty) return `${path} is empty`;
  if (shape.open) return undefined;
  if (Array.isArray(value)) {
    if (value.length > 0 && !items) return `${path} has items`;
    return value
      .map((item, index) => departs(item, items!, `${path}[${index}]`))
      .find((found) => found !== undefined);
  }
  if (kind !== "object") return undefined;
  const object = value as Record<string, unknown>;
  for (const [name, { always }] of members)
    if (always && !Object.hasOwn(object, name)) return `${path}.${name} is missing`;
  for (const [name, member] of Object.entries(object)) {
    const known = members.get(name) ?? members.get("*");
    if (!known) return `${path}.${name} is unknown`;
    // A name that only the data tells may be a known one as well.
    const found = departs(member, known.shape, `${path}.${name}`);
    const wild = members.get("*");
    if (found !== undefined && (!wild || departs(member, wild.shape) !== undefined)) return found;
  }
  return undefined;
}

function kindOf(value: unknown): "null" | "array" | "object" | "string" | "number" | "boolean" {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : (typeof value as "object");
}
