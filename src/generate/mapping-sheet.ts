import type { Campaign, Config, Property } from "../config/model/config.js";
import { eventSpec } from "../movable-ink/contract/events.js";
import { isPersonalName, personalText } from "../movable-ink/contract/personal-data.js";
import { cell } from "../source/csv.js";
import type { OrderedJson } from "../source/json.js";
import { kindOfJson } from "../source/json-kind.js";
import { isJsonNumber } from "../source/json-number.js";
import { jsonText, quoted } from "../source/json-text.js";
import { codeSpan, plainMarkdown, tableCell } from "../source/markdown.js";
import { shortened } from "../source/shortened.js";
import { labelsOf } from "./body/envelope.js";
import { preconditionWords, whereWords } from "./precondition-words.js";
import { orderedSample } from "./sample.js";

/** What Movable Ink's Client Experience team needs for one event mapping. */
export interface MappingSheet {
  readonly campaign: string;
  /** In the jq-like form of the dashboard. */
  readonly match: string;
  /** The schema in the dashboard that it feeds; a custom one where Movable Ink has none. */
  readonly schema: string;
  /** Which of the events, and of the items of their lists, are sent; all of them where there is none. */
  readonly sent: readonly string[];
  readonly fields: readonly MappingField[];
  /** Made from types and `example:` keys; what looks like personal data is taken out all the same. */
  readonly sample: OrderedJson;
}

export interface MappingField {
  readonly field: string;
  readonly path: string;
  readonly type: string;
  readonly required: "always" | "when there is one";
}

/** The sheets of every campaign, in the config's order. */
export const mappingSheets = (config: Config): MappingSheet[] =>
  config.campaigns
    .filter(({ targets }) => targets.includes("braze"))
    .map((campaign) => sheetOf(config, campaign));

function sheetOf(config: Config, campaign: Campaign): MappingSheet {
  const { names } = config.wire;
  const { type, event } = labelsOf(config, campaign);
  const identify = campaign.type === "identify";
  const { audience, anonymousId } = config.identity;
  const anonymous = anonymousId !== undefined && (identify || audience === "known_and_anonymous");
  const criterion = [`${path([names.type])} == ${quoted(type)}`];
  if (event !== undefined) criterion.push(`${path([names.event])} == ${quoted(event)}`);
  const ids: MappingField[] = [
    field("UserID", [names.user_id], "string", identify || !anonymous),
    ...(anonymous ? [field("AnonymousID", [names.anonymous_id], "string", identify)] : []),
  ];
  return {
    campaign: campaign.slug,
    match: criterion.join(" and "),
    schema: identify ? "Identify" : (eventSpec(campaign.event ?? "")?.schema ?? "a custom schema"),
    sent: [...preconditionWords(campaign), ...whereWords(campaign)],
    fields: [
      ...ids,
      field("Timestamp", [names.timestamp], timestampTypes[config.wire.timestampFormat], true),
      field("Timezone", [names.timezone], "string, IANA name", config.timezone.default !== undefined),
      ...fieldsOf(campaign.properties, [names.properties], true),
    ],
    sample: redacted(orderedSample(config, campaign)),
  };
}

const timestampTypes = {
  milliseconds: "number, milliseconds since 1970",
  seconds: "number, seconds since 1970",
  iso8601: "string, ISO 8601",
} as const;

/** What an object that may be missing holds is never always there. */
const fieldsOf = (properties: readonly Property[], at: readonly string[], always: boolean): MappingField[] =>
  properties.flatMap((property) => fieldsOfOne(property, at, always));

function fieldsOfOne(property: Property, at: readonly string[], always: boolean): MappingField[] {
  const here = [...at, property.name];
  if (property.type === "constant")
    return [
      field(property.name, here, `${kindOfJson(property.value)}, always ${shown(property.value)}`, always),
    ];
  const there = always && (property.required || ("default" in property && property.default !== undefined));
  switch (property.type) {
    case "object":
      return fieldsOf(property.properties, here, there);
    case "array": {
      const { items } = property;
      return items.kind === "scalar"
        ? [field(property.name, [...here, "[]"], `array of ${items.type}`, there)]
        : fieldsOf(items.properties, [...here, "[]"], there).map((one) => ({
            ...one,
            field: `${property.name}: ${one.field}`,
          }));
    }
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url":
    case "json":
      return [field(property.name, here, property.type, there)];
  }
}

const shown = (value: OrderedJson): string => shortened(jsonText(value), 60);

const field = (name: string, at: readonly string[], type: string, always: boolean): MappingField => ({
  field: name,
  path: path(at),
  type,
  required: always ? "always" : "when there is one",
});

/** `.properties.categories[].id`; a name that jq could not read stands in brackets. */
const path = (parts: readonly string[]): string =>
  parts
    .map((part) => (part === "[]" ? "[]" : /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${quoted(part)}]`))
    .join("")
    .replace(/^\[/, ".[");

/** An `example:` may have been copied from a real event. */
function redacted(value: OrderedJson, name = ""): OrderedJson {
  if (typeof value === "string" || isJsonNumber(value))
    return (isPersonalName(name) || personalText(String(value)) ? "[redacted]" : value) as OrderedJson;
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, inner]) => [key, redacted(inner, key)]));
}

function mappingMarkdown(config: Config, sheets: readonly MappingSheet[]): string {
  const title =
    config.brand === undefined ? "Event mappings" : `Event mappings of ${plainMarkdown(config.brand)}`;
  return `${[
    `# ${title}`,
    "For Movable Ink's Client Experience team: one event mapping for each section, as the webhooks send them. The samples are made up and hold no personal data.",
    ...sheets.flatMap(({ campaign, match, schema, sent, fields, sample }) => [
      `## ${campaign}`,
      [
        `Match: ${codeSpan(match)}`,
        `Schema: ${schema}`,
        ...(sent.length > 0 ? [`Sent: ${sent.join("; ")}`] : []),
      ].join("  \n"),
      [
        "| Schema field | Path | Type | There |",
        "| --- | --- | --- | --- |",
        ...fields.map(
          (one) =>
            `| ${tableCell(plainMarkdown(one.field))} | ${tableCell(codeSpan(one.path))} | ${one.type} | ${one.required} |`,
        ),
      ].join("\n"),
      `\`\`\`json\n${jsonText(sample, 2)}\n\`\`\``,
    ]),
  ].join("\n\n")}\n`;
}

/** One line for each field, for a spreadsheet. */
function mappingCsv(sheets: readonly MappingSheet[]): string {
  const rows = [["campaign", "match", "schema", "field", "path", "type", "there"]];
  for (const { campaign, match, schema, fields } of sheets)
    for (const one of fields)
      rows.push([campaign, match, schema, one.field, one.path, one.type, one.required]);
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** The ways in which the sheets are printed. */
export const mappingReports = {
  markdown: mappingMarkdown,
  csv: (_config, sheets) => mappingCsv(sheets),
  json: (_config, sheets) => jsonText(sheets, 2),
} satisfies Readonly<Record<string, (config: Config, sheets: readonly MappingSheet[]) => string>>;
