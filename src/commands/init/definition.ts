import type { Inferred } from "./infer.js";
import type { YamlMap, YamlValue } from "./yaml-text.js";

/** The properties as the config writes them, in their order. */
export type Definitions = ReadonlyMap<string, Inferred>;

export const definitionsText = (properties: Definitions): YamlMap =>
  new Map([...properties].map(([name, type]) => [name, definition(type)]));

/** `json` passes on whatever it is given, so it serves where the sample shows no one type. */
function definition(type: Inferred): YamlValue {
  if (type.kind === "scalar") return type.type;
  if (type.kind === "object" && type.members.size > 0) {
    return new Map<string, YamlValue>([
      ["type", "object"],
      ["properties", definitionsText(type.members)],
    ]);
  }
  const items = type.kind === "array" ? itemsOf(type.items) : undefined;
  if (items === undefined) return "json";
  return new Map<string, YamlValue>([
    ["type", "array"],
    ["items", items],
  ]);
}

function itemsOf(items: Inferred): YamlValue | undefined {
  if (items.kind === "scalar") return items.type;
  return items.kind === "object" && items.members.size > 0 ? definitionsText(items.members) : undefined;
}

/** The same without the one at this path of names; a structure that is left empty stays, and counts as `json`. */
export function without(properties: Definitions, path: readonly string[]): Definitions {
  const [name, ...rest] = path;
  const rests = new Map(properties);
  const type = rests.get(name!);
  if (!type) return properties;
  if (rest.length === 0) rests.delete(name!);
  else rests.set(name!, withoutInside(type, rest));
  return rests;
}

function withoutInside(type: Inferred, path: readonly string[]): Inferred {
  if (type.kind === "array") return { kind: "array", items: withoutInside(type.items, path) };
  return type.kind === "object" ? { kind: "object", members: without(type.members, path) } : type;
}
