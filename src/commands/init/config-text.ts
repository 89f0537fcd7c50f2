import { readFileSync } from "node:fs";
import { type Answers, noPreset } from "./answers.js";
import { type Definitions, definitionsText } from "./definition.js";
import { slugOf } from "./name.js";
import { type YamlValue, yamlText } from "./yaml-text.js";

export interface ConfigTextInput {
  readonly answers: Answers;
  /** From a sample event; undefined when there is none. */
  readonly properties: Definitions | undefined;
  /** The lines that tell an editor where the schema is. */
  readonly schema: string;
}

/** The whole text of a new `mi-braze.yaml`: the skeleton in templates/, its places filled in. */
export function configText({ answers, properties, schema }: ConfigTextInput): string {
  const { brand, audience, userId, anonymousId, timezone } = answers;
  const places: Record<string, string> = {
    schema,
    brand: brand === "" ? "# brand: Acme Retail" : yamlText("brand", brand),
    audience: yamlText("audience", audience),
    user_id: yamlText("user_id", idRule(userId)),
    anonymous_id:
      anonymousId === undefined ? "# anonymous_id: braze_id" : yamlText("anonymous_id", idRule(anonymousId)),
    timezone:
      timezone === undefined
        ? "# timezone: {from: time_zone, default: America/New_York}"
        : yamlText("timezone", map({ from: "time_zone", default: timezone })),
    campaign: asItem(campaignText(answers, properties)),
  };
  return skeleton().replace(/^( *)@(\w+)$/gm, (_, indent: string, place: string) =>
    indented(places[place]!, indent),
  );
}

const skeleton = () =>
  readFileSync(new URL("../../../templates/init/mi-braze.yaml", import.meta.url), "utf8");

const map = (members: Record<string, YamlValue>) => new Map(Object.entries(members));

/** E-mail addresses and phone numbers are personal data, which must not reach Movable Ink in the clear. */
function idRule(source: string): YamlValue {
  const from = source.trim();
  const personal: Record<string, readonly string[]> = {
    email_address: ["strip", "downcase"],
    phone_number: ["strip"],
  };
  const normalize = Object.hasOwn(personal, from) ? personal[from] : undefined;
  return normalize ? map({ from, normalize, hash: "md5" }) : from;
}

const propertyHelp = [
  "# Types: string number integer boolean datetime url object array json. A value that is missing or does not fit is left",
  '# out; {type: string, required: true} sends nothing without it, {type: string, default: "…"} fills in, and',
  "# {type: string, from: event_property.item.sku} reads another name.",
];

function campaignText(answers: Answers, properties: Definitions | undefined): string {
  const { event, trigger } = answers;
  const slug = slugOf(event);
  const preset = answers.preset === noPreset ? undefined : answers.preset;
  const own = properties ?? (preset === undefined ? starter : new Map());
  return [
    ...(slug === event ? [] : [`${yamlText("id", slug)} # names its files`]),
    `${yamlText("event", event)} # in Movable Ink`,
    `${yamlText("trigger", map({ custom_event: trigger }))} # in Braze; also {purchase: any} or {api: true}`,
    ...(preset === undefined ? [] : [`${yamlText("preset", preset)} # brings the properties of that event`]),
    ...propertyHelp,
    ...(own.size > 0
      ? [yamlText("properties", definitionsText(own), true)]
      : ["# properties:", "#   color: string"]),
  ].join("\n");
}

const starter: Definitions = new Map([["id", { kind: "scalar", type: "string" }]]);

const asItem = (text: string) => `- ${text.replaceAll("\n", "\n  ")}`;

/** Lines end at LF alone here: `^` would also match after U+2028, which a name may hold. */
const indented = (text: string, indent: string) => text.replace(/(^|\n)(?=[^\n])/g, `$1${indent}`);
