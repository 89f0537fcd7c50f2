import { longestText } from "../../src/braze/inputs.js";
import { nodesOf } from "../../src/liquid/syntax/nodes.js";
import type { Template } from "../../src/liquid/syntax/template.js";
import type { Random } from "../support/random.js";

const texts = [
  'Bo\'s "Deli"',
  "two\nlines",
  "back\\slash",
  "plain",
  "",
  " ",
  "42",
  "-1.5",
  "a,b",
  "ok",
  "{",
  "true",
  "0",
  "12 USD",
  "2023-12-06",
  "{}",
  '{"id": 1}',
  "[1]",
  "Infinity",
  "😀",
  "<b>",
  '"',
  "\\",
  "\t",
  "UTC",
  "America/New_York",
  `${"9".repeat(320)}.5`,
  "q",
  "null",
  "a",
  ", ",
  "1e5",
  "\u00a0",
  " 12.5 ",
];

type Json = string | number | boolean | null | { [name: string]: Json } | Json[];

/** Any value that data may hold; `names` are members that the template asks for. */
function randomValue(random: Random, names: readonly string[], depth = 2): Json {
  const draw = random.below(depth > 0 ? 14 : 9);
  if (draw < 5) return random.pick(texts);
  if (draw === 5) return random.pick([0, 1, -3, 7, 1e20, 1.5, 1e300, 1701886845]);
  if (draw === 6) return random.chance(0.5);
  if (draw === 7) return null;
  if (draw === 8)
    return random.chance(0.5) ? ({ $time: "2023-12-06T19:20:45Z" } as Json) : random.pick(texts);
  if (draw < 11) return Array.from({ length: random.below(4) }, () => randomValue(random, names, depth - 1));
  return Object.fromEntries(
    names.filter(() => random.chance(0.7)).map((name) => [name, randomValue(random, names, depth - 1)]),
  );
}

const timeZones = ["UTC", "America/New_York", "Europe/Berlin", "Eastern Time (US & Canada)"];

/** Braze cuts the texts of properties and attributes short. */
function kept(value: Json): Json {
  if (typeof value === "string") return value.slice(0, longestText);
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kept(member)]));
}

/** A fixture that holds something, or nothing, at every name that a template reads. */
export function randomUser(random: Random, template: Template): { [name: string]: Json } {
  const members = nodesOf(template.nodes, "key").map(({ text }) => text);
  const names = [...new Set([...members, "id", "name"])];
  const words = literalsOf(template);
  const any = (depth?: number): Json =>
    words.length > 0 && random.chance(0.15) ? random.pick(words) : randomValue(random, names, depth);
  const user: { [name: string]: Json } = {};
  const custom: { [name: string]: Json } = {};
  const spaces = new Map<string, { [name: string]: Json }>();
  const saved: { [name: string]: Json } = {};
  for (const node of nodesOf(template.nodes, "variable", "reference")) {
    if (node.kind === "variable") {
      if (random.chance(0.8)) saved[node.text] = any();
      continue;
    }
    if (random.chance(0.15)) continue;
    const { namespace, name } = node;
    const value = any();
    if (namespace === undefined) {
      const field = profileFields[name.text];
      if (field === "time_zone") user[field] = random.pick(timeZones);
      else if (field) user[field] = typeof value === "string" ? value : random.pick(texts);
    } else if (namespace.text === "custom_attribute") custom[name.text] = kept(value);
    else if (inFixtures.has(namespace.text))
      spaces.set(namespace.text, { ...spaces.get(namespace.text), [name.text]: value });
  }
  const { event_properties: properties, ...rest } = Object.fromEntries(spaces);
  return {
    now: "2023-12-06T18:20:45Z",
    user: { ...user, custom_attributes: custom },
    event: { name: "Event", properties: kept(properties ?? {}) },
    connected_content: { ...saved, connected: any() },
    catalog_items: Array.from({ length: random.below(3) }, () =>
      Object.fromEntries(names.map((name) => [name, any(1)])),
    ),
    ...rest,
  };
}

const profileFields: Readonly<Record<string, string>> = {
  user_id: "external_id",
  email_address: "email",
  phone_number: "phone",
  time_zone: "time_zone",
  first_name: "first_name",
  last_name: "last_name",
};
const inFixtures = new Set([
  "event_properties",
  "context",
  "api_trigger_properties",
  "canvas_entry_properties",
  "sms",
  "whats_app",
]);

/** What a template compares with is what guards open for; numbers a little beside it too. */
function literalsOf(template: Template): Json[] {
  return nodesOf(template.nodes, "literal").flatMap(({ value }): Json[] => {
    if (typeof value === "string") return [value];
    return typeof value === "number" ? [value, value + 1, value - 1] : [];
  });
}
