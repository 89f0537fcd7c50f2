import { readRestEndpoint } from "../../braze/rest-endpoint.js";
import type { Trigger } from "../../braze/trigger.js";
import type { Catalogue } from "../../diagnostics/catalogue.js";
import type { Assumptions } from "../../liquid/assumptions.js";
import { type JsonNode, type OrderedJson, ordered, toOrderedJson } from "../../source/json.js";
import { type Source, spanOf } from "../../source/source.js";
import type {
  Braze,
  Campaign,
  Codes,
  Compared,
  Config,
  DataSource,
  IdRule,
  Items,
  MovableInk,
  Precondition,
  Property,
  PropertyNamespace,
  ReadProperty,
  ScalarProperty,
  ScalarType,
  Scaling,
  Secret,
  Settings,
  Signal,
  Surrounding,
  Wire,
} from "../model/config.js";
import { readDataSource } from "../model/data-source.js";
import { dataIn } from "../model/declared.js";
import { ownOrPreset, presetNode } from "../model/presets.js";
import { usualFixtures } from "../model/usual-fixtures.js";
import { usualPrefix } from "../model/usual-prefix.js";
import { keepsCodes } from "../model/values/changes.js";
import { convertLiteral } from "../model/values/convert.js";
import { readTextTemplate } from "../model/values/text-template.js";
import { readsTextItem } from "../model/whole-item.js";
import type { ConfigPath } from "../tree.js";
import { at, member, rangeAt, textAt } from "../tree.js";
import { eventOf, slugOf, typeOf } from "./checks/campaigns.js";
import { isGathered, readsObject } from "./checks/gathered.js";
import { adminUrl } from "./checks/signal.js";

/** Builds what a tree without findings says to the linter. */
export function buildSettings(source: Source, file: string, root: JsonNode, catalogue: Catalogue): Settings {
  return {
    source,
    file,
    assume: Object.fromEntries(
      (at(root, "assume")?.members ?? []).map(({ name, value }) => [name, value.value]),
    ) as Partial<Assumptions>,
    data: dataIn(at(root, "data")),
    files: (at(root, "lint", "files")?.items ?? []).map((node, index) => ({
      text: String(node.value),
      path: ["lint", "files", index],
    })),
    fixtures: at(root, "fixtures")?.items?.map((item) => String(item.value)) ?? usualFixtures,
    braze: optional(at(root, "braze"), braze),
    ignore: (at(root, "lint", "ignore")?.items ?? []).map((node, index) => ({
      kind: optional(at(node, "code"), ({ value }) => catalogue.named(String(value))!),
      reason: textAt(node, "reason")!,
      files: optional(at(node, "files"), (files) =>
        (files.items ?? [files]).map(({ value }) => String(value)),
      ),
      path: ["lint", "ignore", index],
    })),
    spanOf: (path) => {
      const range = rangeAt(root, path);
      return spanOf(source, range.start, range.end);
    },
  };
}

/** Builds the config from a tree without findings that has campaigns, with every default filled in. */
export function buildConfig(settings: Settings, root: JsonNode): Config {
  return {
    ...settings,
    brand: textAt(root, "brand"),
    movableInk: movableInk(at(root, "movable_ink")),
    environments: new Map(
      (at(root, "environments")?.members ?? []).map(({ name, value }) => [
        name,
        {
          brand: textAt(value, "brand"),
          movableInk: movableInk(at(value, "movable_ink")),
          braze: optional(at(value, "braze"), braze),
          campaignIds: textsOf(at(value, "campaign_ids")),
        },
      ]),
    ),
    identity: {
      audience: textAt(root, "identity", "audience") as "known" | "known_and_anonymous",
      userId: idRule(at(root, "identity", "user_id")!),
      anonymousId: optional(at(root, "identity", "anonymous_id"), idRule),
      track: (textAt(root, "identity", "track") ?? "one") as "one" | "both",
    },
    timestamp: dataSource(textAt(root, "timestamp", "from") ?? "now"),
    timezone: {
      from: dataSource(textAt(root, "timezone", "from") ?? "time_zone"),
      default: textAt(root, "timezone", "default"),
    },
    wire: wire(at(root, "wire")),
    signal: optional(at(root, "signal"), signal),
    campaigns: (at(root, "campaigns")?.items ?? []).map((node, index) =>
      campaign(node, ["campaigns", index]),
    ),
  };
}

const optional = <T>(node: JsonNode | undefined, build: (node: JsonNode) => T): T | undefined =>
  node === undefined ? undefined : build(node);

function movableInk(node: JsonNode | undefined): MovableInk | undefined {
  if (!node) return undefined;
  const authorization = at(node, "authorization")!;
  return {
    endpoint: secret(textAt(node, "endpoint")!),
    authorization:
      authorization.kind === "string"
        ? secret(String(authorization.value))
        : {
            username: secret(textAt(authorization, "username")!),
            password: secret(textAt(authorization, "password")!),
          },
  };
}

function signal(node: JsonNode): Signal {
  const idOf = (key: string) => {
    const id = at(node, "config", key)!;
    return id.text ?? String(id.value);
  };
  return {
    baseUrl: adminUrl(textAt(node, "base_url")!)!,
    token: secret(textAt(node, "token")!),
    name: textAt(node, "name")!,
    variant: textAt(node, "variant") ?? "default",
    deliveryMode: "server_side",
    apiKey: secret(textAt(node, "config", "api_key")!),
    companyId: idOf("company_id"),
    feedId: idOf("feed_id"),
  };
}

function braze(node: JsonNode): Braze {
  const reading = readRestEndpoint(textAt(node, "rest_endpoint")!);
  if ("fault" in reading) throw new Error("unchecked rest_endpoint");
  return {
    restEndpoint: reading.origin,
    apiKey: secret(textAt(node, "api_key")!),
    contentBlocks: optional(at(node, "content_blocks"), (blocks) => ({
      prefix: textAt(blocks, "prefix") ?? usualPrefix,
      tags: (at(blocks, "tags")?.items ?? []).map(({ value }) => String(value)),
    })),
  };
}

const secret = (text: string): Secret => ({ env: text.slice("env:".length) });

function dataSource(text: string): DataSource {
  const reading = readDataSource(text);
  if ("fault" in reading) throw new Error(`unchecked source ${text}`);
  return reading.source;
}

function idRule(node: JsonNode): IdRule {
  if (node.kind === "string") return { from: dataSource(String(node.value)), normalize: [], hash: "none" };
  return {
    from: dataSource(textAt(node, "from")!),
    normalize: (at(node, "normalize")?.items ?? []).map((item) => item.value as "strip" | "downcase"),
    hash: (textAt(node, "hash") ?? "none") as IdRule["hash"],
  };
}

/** Names and what stands for them. */
const textsOf = (node: JsonNode | undefined): ReadonlyMap<string, string> =>
  new Map((node?.members ?? []).map((one) => [one.name, String(one.value.value)]));

function wire(node: JsonNode | undefined): Wire {
  const timestamp = at(node, "timestamp");
  const name = (key: string) => textAt(node, key) ?? key;
  return {
    names: {
      type: name("type"),
      event: name("event"),
      user_id: name("user_id"),
      anonymous_id: name("anonymous_id"),
      timestamp: textAt(timestamp, "name") ?? "timestamp",
      timezone: name("timezone"),
      properties: name("properties"),
    },
    timestampFormat: (textAt(node, "timestamp") ??
      textAt(timestamp, "format") ??
      "milliseconds") as Wire["timestampFormat"],
    values: { type: textsOf(at(node, "values", "type")), event: textsOf(at(node, "values", "event")) },
    constants: new Map(
      (at(node, "constants")?.members ?? []).map((one) => [one.name, toOrderedJson(one.value)]),
    ),
  };
}

function campaign(node: JsonNode, path: ConfigPath): Campaign {
  const preset = optional(at(node, "preset"), (name) => presetNode(String(name.value)));
  const type = typeOf(node) as Campaign["type"];
  const trigger = optional(ownOrPreset(node, "trigger"), triggerOf);
  const root = trigger ? ownNamespaces[trigger.kind] : "event_property";
  return {
    slug: slugOf(node),
    type,
    event: type === "identify" ? undefined : eventOf(node),
    trigger,
    campaignId: textAt(node, "campaign_id"),
    targets:
      (at(node, "targets")?.items ?? []).length > 0
        ? at(node, "targets")!.items!.map((item) => item.value as "braze" | "signal")
        : ["braze"],
    preconditions: (["only_if", "unless"] as const).flatMap((key) =>
      (at(node, key)?.members ?? []).map(({ name, value }) => ({
        key,
        from: dataSource(name),
        test: testOf(value),
        path: [...path, key, name],
      })),
    ),
    properties: merged(preset, node, path, root),
    path,
  };
}

function testOf(node: JsonNode): Precondition["test"] {
  if (node.value === "present" || node.value === "absent") return node.value;
  const [first, ...others] = (node.items ?? [node]).map(({ value }) => value as Compared);
  return [first!, ...others];
}

/** The preset's properties first, in its order; the campaign's own replace those of the same name and add the rest. */
function merged(
  preset: JsonNode | undefined,
  node: JsonNode,
  path: ConfigPath,
  root: PropertyNamespace,
): Property[] {
  const own = at(node, "properties")?.members ?? [];
  const shipped = at(preset, "properties")?.members ?? [];
  const byName = new Map<string, Property>();
  for (const { name, value } of shipped)
    byName.set(
      name,
      property(name, value, { path: [...path, "preset"], root, inItem: false, placed: false }),
    );
  for (const { name, value } of own)
    byName.set(
      name,
      property(name, value, { path: [...path, "properties", name], root, inItem: false, placed: true }),
    );
  return [...byName.values()];
}

/**
 * Where a property without `from` is read. `context` is what Braze's pages recommend in a Canvas.
 * _docs/_user_guide/messaging/canvas/create_a_canvas/context_and_event_properties.md
 */
const ownNamespaces: Record<Trigger["kind"], PropertyNamespace> = {
  custom_event: "event_property",
  purchase: "event_property",
  api: "api_trigger_property",
  canvas: "context",
};

/** Where a definition is. */
interface DefinitionPlace {
  readonly path: ConfigPath;
  /** What a property without `from` is read from. */
  readonly root: PropertyNamespace | Surrounding;
  /** Whether it is inside a list's items. */
  readonly inItem: boolean;
  /** Properties of a preset all point at the `preset` key, since they are not in a file of the user's. */
  readonly placed: boolean;
}

function triggerOf(node: JsonNode): Trigger {
  const event = at(node, "custom_event");
  if (event) {
    const [first, ...others] = (event.items ?? [event]).map(({ value }) => String(value));
    return { kind: "custom_event", names: [first!, ...others] };
  }
  const canvas = textAt(node, "canvas");
  if (canvas !== undefined) return { kind: "canvas", name: canvas };
  const purchase = textAt(node, "purchase");
  if (purchase === undefined) return { kind: "api" };
  return { kind: "purchase", product: purchase === "any" ? undefined : purchase };
}

function property(name: string, node: JsonNode, place: DefinitionPlace): Property {
  const { path, inItem, placed } = place;
  const named = { name, example: optional(at(node, "example"), toOrderedJson), path };
  const constant = member(node, "value");
  if (constant) return { ...named, type: "constant", value: constantOf(node, constant.value) };
  const inside = (key: "properties" | "items", members: JsonNode | undefined): Property[] =>
    (members?.members ?? []).map((one) =>
      property(one.name, one.value, {
        path: placed ? [...path, key, one.name] : path,
        root: key === "items" ? "item" : "object",
        inItem: inItem || key === "items",
        placed,
      }),
    );
  const required = at(node, "required")?.value === true;
  if (isGathered(node, inItem))
    return { ...named, type: "gathered", required, properties: inside("properties", at(node, "properties")) };
  const type = (node.kind === "string" ? String(node.value) : textAt(node, "type")) as ReadProperty["type"];
  const template = textTemplate(textAt(node, "text"), type);
  const [first, ...others] = template?.from ?? sources(at(node, "from"), name, place);
  const around = (from: DataSource): DataSource =>
    from.kind === "item" && readsObject(from, inItem) ? { ...from, kind: "object" } : from;
  const base = { ...named, from: [around(first), ...others.map(around)] as const, required };
  switch (type) {
    case "object":
      return { ...base, type, properties: inside("properties", at(node, "properties")) };
    case "array":
      return {
        ...base,
        type,
        items: items(node, (members) => inside("items", members)),
        split: textAt(node, "split"),
        where: (at(node, "where")?.members ?? []).map((one) => ({
          from: dataSource(`item.${one.name}`),
          test: testOf(one.value),
        })),
        take: optional(at(node, "take"), ({ value }) => Number(value)),
      };
    case "json":
      return { ...base, type, default: optional(at(node, "default"), toOrderedJson) };
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url":
      return {
        ...base,
        type,
        text: template?.parts,
        join: textAt(node, "join"),
        map: optional(at(node, "map"), (map) => codes(type, map, at(node, "else"))),
        scaling: scaling(at(node, "scale"), at(node, "round")),
        default: optional(at(node, "default"), (value) => defaultOf(type, value)),
      };
  }
}

function textTemplate(text: string | undefined, type: ReadProperty["type"]) {
  if (text === undefined) return undefined;
  const reading = readTextTemplate(text, type === "url" ? "url" : "string");
  if ("fault" in reading) throw new Error(`unchecked text ${text}`);
  const [first, ...others] = reading.holes;
  return { from: [first!, ...others] as const, parts: reading.parts };
}

function sources(from: JsonNode | undefined, name: string, { root }: DefinitionPlace): ReadProperty["from"] {
  const [first, ...others] = from ? (from.items ?? [from]).map(({ value }) => dataSource(String(value))) : [];
  return [first ?? ownSource(name, root), ...others];
}

/** A constant of a type is what the type makes of it. */
function constantOf(node: JsonNode, value: JsonNode): OrderedJson {
  const type = textAt(node, "type") as ScalarType | "json" | undefined;
  const converted = type === undefined || type === "json" ? undefined : convertLiteral(type, value);
  return converted && "json" in converted ? ordered(converted.json) : toOrderedJson(value);
}

const codes = (type: ScalarType, map: JsonNode, otherwise: JsonNode | undefined): Codes => ({
  values: new Map((map.members ?? []).map((one) => [one.name, written(one.value)])),
  otherwise: otherwiseOf(type, otherwise),
});

function otherwiseOf(type: ScalarType, node: JsonNode | undefined): Codes["otherwise"] {
  const text = node === undefined ? (keepsCodes(type) ? "keep" : "leave_out") : written(node);
  return text === "keep" || text === "leave_out" ? text : { text };
}

const written = ({ text, value }: JsonNode): string => text ?? String(value);

const scaling = (scale: JsonNode | undefined, round: JsonNode | undefined): Scaling | undefined =>
  scale || round
    ? {
        factor: String(scale ? Number(scale.value) : 1),
        decimals: round ? Number(round.value) : undefined,
      }
    : undefined;

function items(node: JsonNode, inside: (members: JsonNode) => Property[]): Items {
  const given = at(node, "items")!;
  if (given.kind === "string") return { kind: "scalar", type: String(given.value) as ScalarType | "json" };
  const properties = inside(given);
  return {
    kind: "object",
    of: properties.some(readsTextItem) ? "scalars" : "objects",
    properties,
    onMissing: (textAt(node, "on_missing") ?? "abort") as "abort" | "skip",
  };
}

/** A property without `from` reads the property of the same name, from the object it is in. */
const ownSource = (name: string, root: DefinitionPlace["root"]): DataSource =>
  root === "item" || root === "object" ? { kind: root, path: [name] } : { kind: root, name, path: [] };

/** A default is converted like any value: `"42.50"` means the number. */
function defaultOf(type: ScalarType, node: JsonNode): ScalarProperty["default"] {
  const converted = convertLiteral(type, node);
  return "json" in converted ? (converted.json as ScalarProperty["default"]) : undefined;
}
