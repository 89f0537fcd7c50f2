import type { Trigger } from "../braze/trigger.js";
import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { eventSpec } from "../movable-ink/contract/events.js";
import { isPersonalName, personalText } from "../movable-ink/contract/personal-data.js";
import { cell } from "../source/csv.js";
import type { OrderedJson } from "../source/json.js";
import { isJsonNumber } from "../source/json-number.js";
import { jsonText, quoted } from "../source/json-text.js";
import { codeSpan, plainMarkdown, tableCell } from "../source/markdown.js";
import { shortened } from "../source/shortened.js";
import { labelsOf } from "./body/envelope.js";
import { envelopeMembers, type MappedMember, propertyMembers } from "./mapping-fields.js";
import { preconditionWords, whereWords } from "./precondition-words.js";
import { anonymousSample, orderedSample } from "./sample.js";

/** What Movable Ink's Client Experience team needs for one event mapping. */
export interface MappingSheet {
  readonly campaign: string;
  /** In the jq-like form of the dashboard. */
  readonly match: string;
  /** The schema in the dashboard that it feeds; a custom one where Movable Ink has none. */
  readonly schema: string;
  /** False where no source gives the event's name for this API: to be asked before it is relied on. */
  readonly confirmed: boolean;
  /** What makes Braze send it, in Markdown. */
  readonly trigger: string;
  /** Which of the events, and of the items of their lists, are sent; all of them where there is none. */
  readonly sent: readonly string[];
  readonly fields: readonly MappingField[];
  /** Made from types and `example:` keys; what looks like personal data is taken out all the same. */
  readonly sample: OrderedJson;
  /** The same of somebody who is not known yet, where such events are sent. */
  readonly anonymousSample: OrderedJson | undefined;
}

export interface MappingField extends Omit<MappedMember, "at"> {
  /** Where it is in the payload, in the jq-like form of the dashboard. */
  readonly path: string;
  /** What it is in the sample; nothing of a list of objects, or of an id that is not in it. */
  readonly example: OrderedJson | undefined;
}

/** The sheets of every campaign, in the config's order. */
export const mappingSheets = (config: Config): MappingSheet[] =>
  webhookCampaigns(config).map((campaign) => sheetOf(config, campaign));

function sheetOf(config: Config, campaign: Campaign): MappingSheet {
  const { names } = config.wire;
  const { type, event } = labelsOf(config, campaign);
  const criterion = [`${path([names.type])} == ${quoted(type)}`];
  if (event !== undefined) criterion.push(`${path([names.event])} == ${quoted(event)}`);
  const sample = redacted(orderedSample(config, campaign));
  const anonymous = anonymousSample(config, campaign);
  const spec = eventSpec(campaign.event ?? "");
  const members = [...envelopeMembers(config, campaign), ...propertyMembers(config, campaign)];
  return {
    campaign: campaign.slug,
    match: criterion.join(" and "),
    schema: campaign.type === "identify" ? "Identify" : (spec?.schema ?? "a custom schema"),
    confirmed: !spec?.inferred,
    trigger: triggerWords(campaign.trigger),
    sent: [...preconditionWords(campaign), ...whereWords(campaign)],
    fields: members.map(({ at, ...member }) => ({
      ...member,
      path: path(at),
      example: exampleAt(sample, at) ?? (anonymous && exampleAt(redacted(anonymous), at)),
    })),
    sample,
    anonymousSample: anonymous && redacted(anonymous),
  };
}

function triggerWords(trigger: Trigger | undefined): string {
  switch (trigger?.kind) {
    case undefined:
      return "none";
    case "custom_event":
      return `custom event ${trigger.names.map(codeSpan).join(" or ")}`;
    case "purchase":
      return trigger.product === undefined ? "any purchase" : `purchase of ${codeSpan(trigger.product)}`;
    case "canvas":
      return `the Canvas ${codeSpan(trigger.name)}`;
    case "api":
      return "a call of the API";
  }
}

/** What is there in a sample, where that is one value. */
function exampleAt(json: OrderedJson, [first, ...rest]: readonly string[]): OrderedJson | undefined {
  if (first === undefined) return json instanceof Map || hasObjects(json) ? undefined : json;
  if (first === "[]") return Array.isArray(json) ? exampleAt(json[0]!, rest) : undefined;
  const inner = json instanceof Map ? json.get(first) : undefined;
  return inner === undefined ? undefined : exampleAt(inner, rest);
}

const hasObjects = (json: OrderedJson): boolean =>
  Array.isArray(json) && json.some((item) => item instanceof Map);

/** `.properties.categories[].id`; a name that jq could not read is in brackets. */
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
    ...sheets.flatMap((sheet) => [
      `## ${sheet.campaign}`,
      headOf(sheet)
        .map(([name, words]) => `${name}: ${words}`)
        .join("  \n"),
      [
        "| Schema field | Path | Type | Required | If missing | From Braze | Example |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        ...sheet.fields.map((one) => `| ${cellsOf(one).map(tableCell).join(" | ")} |`),
      ].join("\n"),
      fenced(sheet.sample),
      ...(sheet.anonymousSample ? ["Of somebody who is not known yet:", fenced(sheet.anonymousSample)] : []),
    ]),
  ].join("\n\n")}\n`;
}

/** What is above a sheet's table, in Markdown. */
export const headOf = ({
  match,
  schema,
  confirmed,
  trigger,
  sent,
}: MappingSheet): [name: string, words: string][] => [
  ["Match", codeSpan(match)],
  ["Schema", confirmed ? schema : `${schema} (${notConfirmed})`],
  ["Trigger in Braze", trigger],
  ...(sent.length > 0 ? ([["Sent", sent.join("; ")]] as [string, string][]) : []),
];

/** No page of Movable Ink's, nor of Braze's, has the name. */
const notConfirmed = "not confirmed: no public page gives this event's name for this API; ask Movable Ink";

const cellsOf = ({ field, path, type, required, missing, source, example }: MappingField): string[] => [
  plainMarkdown(field),
  codeSpan(path),
  type,
  required,
  missing,
  source,
  example === undefined ? "" : codeSpan(exampleText(example)),
];

/** A value as a cell of the sheet shows it. */
export const exampleText = (example: OrderedJson): string => shortened(jsonText(example), 60);

const fenced = (json: OrderedJson): string => `\`\`\`json\n${jsonText(json, 2)}\n\`\`\``;

const columns = [
  "campaign",
  "match",
  "schema",
  "confirmed",
  "field",
  "path",
  "type",
  "required",
  "missing",
  "source",
  "example",
];

/** One line for each field, for a spreadsheet: with the mark by which one sees that it is UTF-8. */
function mappingCsv(sheets: readonly MappingSheet[]): string {
  const rows = sheets.flatMap(({ campaign, match, schema, confirmed, fields }) =>
    fields.map(({ field, path, type, required, missing, source, example }) => [
      campaign,
      match,
      schema,
      confirmed ? "yes" : "no",
      field,
      path,
      type,
      ...[required, missing, source].map(unmarked),
      example === undefined ? "" : jsonText(example),
    ]),
  );
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** A spreadsheet knows no Markdown. */
const unmarked = (markdown: string): string => markdown.replaceAll("`", "");

/** The ways in which the sheets are printed. */
export const mappingReports = {
  markdown: mappingMarkdown,
  csv: (_config, sheets) => mappingCsv(sheets),
  json: (_config, sheets) => jsonText(sheets, 2),
} satisfies Readonly<Record<string, (config: Config, sheets: readonly MappingSheet[]) => string>>;
