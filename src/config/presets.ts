import { readdirSync, readFileSync } from "node:fs";
import type { JsonNode } from "../source/json.js";
import { parseYaml } from "../source/yaml.js";

const folder = new URL("../../templates/events/", import.meta.url);

let names: readonly string[] | undefined;
const nodes = new Map<string, JsonNode | undefined>();

/** Names of the events that ship with the tool. */
export function presetNames(): readonly string[] {
  names ??= readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
  return names;
}

/** A shipped event, in the shape of a campaign without a trigger: `event` and `properties`. */
export function presetNode(name: string): JsonNode | undefined {
  if (!presetNames().includes(name)) return undefined;
  if (!nodes.has(name)) {
    const text = readFileSync(new URL(`${name}.yaml`, folder), "utf8");
    nodes.set(name, parseYaml({ name: `${name}.yaml`, text }).root);
  }
  return nodes.get(name);
}
