import type { Campaign, Config, Property } from "../../config/model/config.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { feedSchemaConflict, sharedAttribute } from "../../signal/findings.js";
import { isJsonObject, type Json, type JsonObject } from "../../source/json.js";
import { kindOfJson } from "../../source/json-kind.js";
import { isJsonNumber, isWholeNumber } from "../../source/json-number.js";
import { jsonText } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";

/** An attribute that the feed's schema in Movable Ink must hold. */
export interface Attribute {
  readonly name: string;
  readonly type: "string" | "number" | "integer" | "boolean" | "datetime" | "url" | "array" | "object";
  /** As the config has it; of several campaigns, the first. */
  readonly required: boolean;
  /** The campaigns that send it. */
  readonly campaigns: readonly string[];
}

/** Campaigns that go through Signal. */
export const signalCampaigns = (config: Config): readonly Campaign[] =>
  config.campaigns.filter(({ targets }) => targets.includes("signal"));

/**
 * Every attribute of every event, by name. Members of an object are attributes of their own, `meta.color`; an array is one.
 * What two events send under one name with two types fits no schema.
 */
export function feedSchema(config: Config): {
  attributes: readonly Attribute[];
  diagnostics: readonly Diagnostic[];
} {
  const found = new Map<string, Attribute & { readonly property: Property; readonly campaign: Campaign }>();
  const diagnostics: Diagnostic[] = [];
  for (const campaign of signalCampaigns(config)) {
    for (const { name, property } of attributesOf(campaign.properties)) {
      const type = typeOf(property);
      const before = found.get(name);
      if (!before) {
        found.set(name, {
          name,
          type,
          required: property.type === "constant" || property.required,
          campaigns: [campaign.slug],
          property,
          campaign,
        });
        continue;
      }
      if (before.type !== type)
        diagnostics.push(
          feedSchemaConflict.report(
            `"${name}" is ${type} in "${campaign.slug}", and ${before.type} in "${before.campaigns[0]}"`,
            {
              span: config.spanOf(property.path),
              notes: [
                { message: "the other one is here", span: config.spanOf(before.property.path) },
                "The feed has one schema for all events: give both the same type, or one of them another name.",
              ],
            },
          ),
        );
      const [own, first] = [idOf(campaign, property), idOf(before.campaign, before.property)];
      if (own !== undefined && first !== undefined && own !== first)
        diagnostics.push(
          sharedAttribute.report(
            `"${name}" is the ${own} of "${campaign.slug}", and the ${first} of "${before.campaigns[0]}": one attribute for both`,
            {
              span: config.spanOf(property.path),
              notes: [
                { message: "the other one is here", span: config.spanOf(before.property.path) },
                `The feed has one schema for all events: give one of them another name, such as ${own}.`,
              ],
            },
          ),
        );
      found.set(name, { ...before, campaigns: [...new Set([...before.campaigns, campaign.slug])] });
    }
  }
  return {
    attributes: [...found.values()].map(({ property: _, campaign: __, ...attribute }) => attribute),
    diagnostics,
  };
}

function typeOf(property: Property): Attribute["type"] {
  if (property.type === "constant") return kindOfJson(property.value);
  return property.type === "json" || property.type === "gathered" ? "object" : property.type;
}

/** What an id is the id of, by the name it is read from, else by its event. */
function idOf({ event = "" }: Campaign, property: Property): string | undefined {
  const { name } = property;
  if (
    property.type === "constant" ||
    property.type === "gathered" ||
    (name !== "id" && !name.endsWith("_id"))
  )
    return undefined;
  const [from] = property.from;
  const source = "path" in from ? [...("name" in from ? [from.name] : []), ...from.path].at(-1) : undefined;
  if (typeof source === "string" && source !== "id") return source;
  return /^(product|category|order)_/.exec(event)?.[0].concat("id");
}

function attributesOf(properties: readonly Property[], prefix = ""): { name: string; property: Property }[] {
  return properties.flatMap((property) =>
    property.type === "object" || property.type === "gathered"
      ? attributesOf(property.properties, `${prefix}${property.name}.`)
      : [{ name: `${prefix}${property.name}`, property }],
  );
}

/** What sample data has that the schema has not, or has otherwise: the documented cause of a 400. */
export function misfits(schema: readonly Attribute[], sample: JsonObject): string[] {
  const byName = new Map(schema.map((one) => [one.name, one]));
  const found: string[] = [];
  const visit = (values: JsonObject, prefix: string): void => {
    for (const [key, value] of Object.entries(values)) {
      const name = `${prefix}${key}`;
      const attribute = byName.get(name);
      if (attribute) {
        if (value !== null && !fits(attribute.type, value))
          found.push(`"${name}" is ${shown(value)}; the schema has ${attribute.type}`);
      } else if (isJsonObject(value)) {
        visit(value, `${name}.`);
      } else found.push(`"${name}" is not in the schema`);
    }
  };
  visit(sample, "");
  return found;
}

function fits(type: Attribute["type"], value: Json): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value) || Array.isArray(value);
    case "boolean":
      return typeof value === "boolean";
    case "number":
      return isJsonNumber(value);
    case "integer":
      return isJsonNumber(value) && isWholeNumber(String(value));
    case "url":
      return typeof value === "string" && URL.canParse(value);
    case "datetime":
      return typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
    case "string":
      return typeof value === "string";
  }
}

const shown = (value: Json): string => shortened(jsonText(value), 40);
