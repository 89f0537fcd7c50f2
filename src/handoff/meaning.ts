import type { Config, Meaning } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { isJsonObject, type Json, readJson } from "../source/json.js";
import { JsonNumber } from "../source/json-number.js";
import { jsonText } from "../source/json-text.js";

/**
 * What a page has to know of a config to tell which payload an event makes, as JSON. It has neither the YAML's comments nor
 * the names of variables.
 */
export function meaningText(config: Config): string {
  const { identity, timestamp, timezone, wire } = config;
  const meaning: Meaning = { identity, timestamp, timezone, wire, campaigns: webhookCampaigns(config) };
  return jsonText(encoded(meaning));
}

/** The same again, from that text. */
export const meaningOf = (text: string): Meaning => decoded(readJson(text) ?? null) as Meaning;

/** A Map is an object with this one member, which no object of a config has. */
const map = "$map";

function encoded(value: unknown): unknown {
  if (value instanceof Map) return { [map]: [...value].map(([key, inner]) => [key, encoded(inner)]) };
  if (Array.isArray(value)) return value.map(encoded);
  if (value === null || typeof value !== "object" || value instanceof JsonNumber) return value;
  // Where a property is in the YAML is of no use without it; the path of a source, which has a kind, is.
  const entries = Object.entries(value).filter(([key]) => key !== "path" || "kind" in value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, encoded(inner)]));
}

function decoded(json: Json): unknown {
  if (Array.isArray(json)) return json.map(decoded);
  if (!isJsonObject(json)) return json;
  const entries = json[map];
  if (Array.isArray(entries)) return new Map(entries.map((entry) => decoded(entry) as [unknown, unknown]));
  return Object.fromEntries(Object.entries(json).map(([name, inner]) => [name, decoded(inner)]));
}
