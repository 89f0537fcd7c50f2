import { readdirSync, readFileSync } from "node:fs";
import { packageFile } from "../../package-file.js";
import type { JsonNode } from "../../source/json.js";
import { parseYaml } from "../../source/yaml.js";
import { at, textAt } from "../tree.js";

const folder = () => packageFile("templates/events/");

let names: readonly string[] | undefined;
const nodes = new Map<string, JsonNode | undefined>();

/** Names of the presets that ship with the tool. */
export function presetNames(): readonly string[] {
  names ??= readdirSync(folder())
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
  return names;
}

/** A preset, in the form of a campaign: `event` and `properties`, and for some a `trigger` or a `type`. */
export function presetNode(name: string): JsonNode | undefined {
  if (!presetNames().includes(name)) return undefined;
  if (!nodes.has(name)) {
    const text = readFileSync(new URL(`${name}.yaml`, folder()), "utf8");
    nodes.set(name, parseYaml({ name: `${name}.yaml`, text }).root);
  }
  return nodes.get(name);
}

/** A key's value in a campaign: its own, else its preset's. */
export function ownOrPreset(campaign: JsonNode, key: string): JsonNode | undefined {
  const own = at(campaign, key);
  if (own) return own;
  const preset = textAt(campaign, "preset");
  return preset === undefined ? undefined : at(presetNode(preset), key);
}

/** Presets for a custom event with a known name. */
export const eventPresets = (): readonly string[] =>
  presetNames().filter((name) => {
    const node = presetNode(name);
    return textAt(node, "event") !== undefined && at(node, "trigger", "purchase") === undefined;
  });
