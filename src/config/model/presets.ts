import { presetTexts } from "../../preset-texts.js";
import type { JsonNode } from "../../source/json.js";
import { parseYaml } from "../../source/yaml.js";
import { at, textAt } from "../tree.js";

let texts: ReadonlyMap<string, string> | undefined;
const nodes = new Map<string, JsonNode | undefined>();

const presets = (): ReadonlyMap<string, string> => {
  texts ??= new Map(Object.entries(presetTexts()));
  return texts;
};

/** Names of the presets that ship with the tool. */
export const presetNames = (): readonly string[] => [...presets().keys()];

/** A preset, in the form of a campaign: `event` and `properties`, and for some a `trigger` or a `type`. */
export function presetNode(name: string): JsonNode | undefined {
  const text = presets().get(name);
  if (text === undefined) return undefined;
  if (!nodes.has(name)) nodes.set(name, parseYaml({ name: `${name}.yaml`, text }).root);
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
