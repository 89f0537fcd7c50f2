import { readdirSync, readFileSync } from "node:fs";
import type { JsonNode } from "../source/json.js";
import { parseYaml } from "../source/yaml.js";

const folder = new URL("../../templates/events/", import.meta.url);

/** Names of the events that ship with the tool. */
export const presetNames = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -5))
    .sort();

/** A shipped event, in the shape of a campaign without a trigger: `event` and `properties`. */
export function presetNode(name: string): JsonNode | undefined {
  if (!presetNames().includes(name)) return undefined;
  const text = readFileSync(new URL(`${name}.yaml`, folder), "utf8");
  return parseYaml({ name: `${name}.yaml`, text }).root;
}
