import type { Campaign, Meaning, Property, ScalarType } from "../config/model/config.js";
import type { Diagnostic, FindingKind } from "../diagnostics/diagnostic.js";
import { didYouMean, nearest } from "../diagnostics/suggest.js";
import { labelsOf } from "../generate/body/envelope.js";
import { checkPayload as checkContract } from "../movable-ink/contract/contract.js";
import { breachFinding } from "../movable-ink/contract/finding.js";
import { documentedProfile } from "../movable-ink/contract/profile.js";
import { type JsonKind, type JsonNode, memberOf, toJson } from "../source/json.js";
import { quoted } from "../source/json-text.js";
import { shortened } from "../source/shortened.js";
import { type Source, type Span, spanOf } from "../source/source.js";
import { inWords } from "../source/words.js";
import { payloadEvent, payloadMember, payloadMissing, payloadValue } from "./findings.js";

/** What is found of one payload, and whose it is. */
export interface PayloadCheck {
  /** Slug of the campaign that sends it. */
  readonly campaign: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Holds a payload that somebody sent, or means to send, to the config's events, and to Movable Ink's contract.
 * @param config without it, to the contract alone
 */
export function checkPayload(
  source: Source,
  root: JsonNode,
  config: Meaning | undefined,
  now: Date,
): PayloadCheck {
  const found: Diagnostic[] = [];
  const check: Check = { source, told: new Set(), add: adderTo(found, source) };
  if (!isKind(check, root, ["object"], "the payload", "an object"))
    return { campaign: null, diagnostics: found };
  const campaign = config && campaignOf(check, root, config);
  if (config && campaign) checkMembers(check, root, config, campaign);
  const profile = config?.wire ?? documentedProfile;
  for (const breach of checkContract(toJson(root), { profile, now })) {
    // What the config's own types have told of a place says it better.
    if ([...check.told].some((place) => isAtOrIn(breach.path, place))) continue;
    const node = nodeAt(root, breach.path);
    found.push(breachFinding(breach, spanOf(source, node.start, endOf(node))));
  }
  return { campaign: campaign?.slug ?? null, diagnostics: found };
}

interface Check {
  readonly source: Source;
  /** Places of which something is told. */
  readonly told: Set<string>;
  add(kind: FindingKind, message: string, span: Span, note?: string): void;
}

/** Characters of a value that a message quotes. */
const shown = 60;

const adderTo =
  (found: Diagnostic[], source: Source): Check["add"] =>
  (kind, message, { start, end }, note) => {
    const notes = note === undefined ? [] : [note];
    found.push(kind.report(message, { span: spanOf(source, start, end), notes }));
  };

/** A structure is pointed at by where it begins. */
const endOf = ({ kind, start, end }: JsonNode): number =>
  kind === "object" || kind === "array" ? start + 1 : end;

/** The campaign by what the payload says of itself. */
function campaignOf(check: Check, root: JsonNode, config: Meaning): Campaign | undefined {
  const { names } = config.wire;
  const [type, event] = [memberOf(root, names.type), memberOf(root, names.event)];
  const labels = config.campaigns.map((campaign) => ({ campaign, ...labelsOf(config, campaign) }));
  const isIdentify = labels.find((one) => one.event === undefined && one.type === type?.value);
  if (isIdentify) return isIdentify.campaign;
  check.told.add(names.event);
  const place = event ?? type ?? root;
  const span = spanOf(check.source, place.start, endOf(place));
  const events = labels.flatMap((one) => (one.event === undefined ? [] : [one.event]));
  if (event === undefined) {
    const meant = nearest(
      names.event,
      (root.members ?? []).map(({ name }) => name),
    );
    const other = meant === undefined ? "" : `; it has ${quoted(meant)}`;
    check.add(payloadEvent, `the payload has no ${quoted(names.event)}${other}`, span, sends(events));
    return undefined;
  }
  const named = labels.find((one) => one.event === event.value);
  if (named) return named.campaign;
  const value = String(event.value);
  const message = `no campaign sends the event ${quoted(shortened(value, shown))}${didYouMean(value, events)}`;
  check.add(payloadEvent, message, span, sends(events));
  return undefined;
}

const sends = (events: readonly string[]): string =>
  `The config has: ${events.length === 0 ? "no event" : inWords(events.slice(0, 12), "and")}.`;

function checkMembers(check: Check, root: JsonNode, config: Meaning, campaign: Campaign): void {
  const { names, constants } = config.wire;
  const known = [
    ...Object.entries(names).flatMap(([key, name]) =>
      campaign.type === "identify" && (key === "event" || key === "properties") ? [] : [name],
    ),
    ...constants.keys(),
  ];
  checkNames(check, root, known, "");
  const needed = campaign.type === "identify" ? [names.user_id, names.anonymous_id] : [];
  for (const name of needed)
    if (!memberOf(root, name)) missing(check, root, name, "", "identify carries both ids");
  for (const name of [names.timestamp, ...constants.keys()])
    if (!memberOf(root, name)) missing(check, root, name, "", "every payload of this config has it");
  if (campaign.type === "identify") return;
  const properties = memberOf(root, names.properties);
  if (!properties) missing(check, root, names.properties, "", "every event of this config has it");
  else checkObject(check, properties, campaign.properties, names.properties);
}

function checkNames(check: Check, node: JsonNode, known: readonly string[], path: string): void {
  const there = new Set((node.members ?? []).map(({ name }) => name));
  for (const { name, nameRange } of node.members ?? []) {
    if (known.includes(name)) continue;
    const free = known.filter((one) => !there.has(one));
    const meant = nearest(name, free);
    // What is there under a wrong name is not missing as well.
    if (meant !== undefined) check.told.add(path === "" ? meant : `${path}.${meant}`);
    const message = `${quoted(shortened(name, shown))} is not a member of ${path === "" ? "the payload" : path}${didYouMean(name, free)}`;
    const span = spanOf(check.source, nameRange.start, nameRange.end);
    check.add(payloadMember, message, span, `Fields that no path of the mapping names are dropped.`);
  }
}

function missing(check: Check, node: JsonNode, name: string, path: string, why: string): void {
  const full = path === "" ? name : `${path}.${name}`;
  const span = spanOf(check.source, node.start, endOf(node));
  if (check.told.has(full)) return;
  check.told.add(full);
  check.add(payloadMissing, `${full} is missing: ${why}`, span);
}

function checkObject(check: Check, node: JsonNode, properties: readonly Property[], path: string): void {
  if (!isKind(check, node, ["object"], path, "an object")) return;
  checkNames(
    check,
    node,
    properties.map(({ name }) => name),
    path,
  );
  for (const property of properties) {
    const value = memberOf(node, property.name);
    if (value) checkValue(check, value, property, `${path}.${property.name}`);
    else if (property.type === "constant" || property.required)
      missing(
        check,
        node,
        property.name,
        path,
        property.type === "constant" ? "it is always sent" : "it is required",
      );
  }
}

/** JSON's kinds of each type, and the type in words. */
const scalars: Readonly<Record<ScalarType, readonly [JsonKind[], string]>> = {
  string: [["string"], "a string"],
  url: [["string"], "a string with a URL"],
  datetime: [["string"], "a string such as 2024-01-31T10:00:00Z"],
  number: [["number"], "a number"],
  integer: [["number"], "a number without a fraction"],
  boolean: [["boolean"], "true or false"],
};

function checkValue(check: Check, node: JsonNode, property: Property, path: string): void {
  switch (property.type) {
    case "constant":
    case "json":
      return;
    case "object":
    case "gathered":
      checkObject(check, node, property.properties, path);
      return;
    case "array": {
      if (!isKind(check, node, ["array"], path, "a list")) return;
      const { items } = property;
      for (const [at, item] of (node.items ?? []).entries()) {
        const place = `${path}[${at}]`;
        if (items.kind === "object") checkObject(check, item, items.properties, place);
        else if (items.type !== "json") checkScalar(check, item, items.type, place);
      }
      return;
    }
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url":
      checkScalar(check, node, property.type, path);
  }
}

function checkScalar(check: Check, node: JsonNode, type: ScalarType, path: string): void {
  const [kinds, words] = scalars[type];
  if (!isKind(check, node, kinds, path, words)) return;
  const isWrong =
    (type === "integer" && !/^-?\d+(\.0+)?$/.test(node.text ?? "")) ||
    (type === "datetime" && !/^\d{4}-\d\d-\d\d/.test(String(node.value))) ||
    (type === "url" && !URL.canParse(String(node.value)));
  if (isWrong) told(check, node, path, words);
  else if (node.kind === "string" && String(node.value).trim() === "")
    told(check, node, path, `${words} that is not blank`);
}

function isKind(
  check: Check,
  node: JsonNode,
  kinds: readonly JsonKind[],
  path: string,
  words: string,
): boolean {
  if (kinds.includes(node.kind)) return true;
  told(check, node, path, words);
  return false;
}

function told(check: Check, node: JsonNode, path: string, words: string): void {
  const { text } = check.source;
  check.told.add(path);
  const value = shortened(text.slice(node.start, node.end).replace(/\s+/g, " "), shown);
  check.add(
    payloadValue,
    `${path} is ${value}; expected ${words}`,
    spanOf(check.source, node.start, endOf(node)),
    node.kind === "null" || node.value === "" ? "What has no value is left out of a payload." : undefined,
  );
}

const isAtOrIn = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** The node at `properties.categories[].id`; the nearest that there is. */
function nodeAt(root: JsonNode, path: string): JsonNode {
  let node = root;
  for (const part of path.split(".")) {
    const name = part.replace(/(\[\d*\])+$/, "");
    const next = memberOf(node, name);
    if (!next) return node;
    node = next;
    for (const [, index] of part.matchAll(/\[(\d+)\]/g)) node = node.items?.[Number(index)] ?? node;
  }
  return node;
}
