import type * as z from "zod";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/suggest.js";
import type { JsonNode } from "../source/json.js";
import { type Range, type Source, spanOf } from "../source/source.js";
import type { ConfigPath } from "./config.js";
import { configSchema, patterns, propertyKeys } from "./schema.js";
import { at, member, quoted, rangeAt } from "./tree.js";

type Issue = z.core.$ZodIssue;

/** The schema's verdict in our words: every issue at its key or value, with what was expected. */
export function structureFindings(source: Source, root: JsonNode, issues: readonly Issue[]): Diagnostic[] {
  const secret = (range: Range) =>
    source.secrets?.some((one) => one.start <= range.start && range.end <= one.end);
  // A literal credential has its own finding, which does not quote it.
  return issues
    .flatMap((issue) => findingsOf({ source, root }, issue, []))
    .filter((found) => !(found.code === "MI012" && found.span && secret(found.span)));
}

interface Place {
  readonly source: Source;
  readonly root: JsonNode;
}

function findingsOf(place: Place, issue: Issue, base: ConfigPath): Diagnostic[] {
  const path = [...base, ...(issue.path as ConfigPath)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(place, path, key));
    case "invalid_union":
      return unionFindings(place, issue, path);
    default:
      return [wrongValue(place, issue, path)];
  }
}

/** Of a union's branches, the one that the value is nearest to: the one that found fault with its inside, not with its kind. */
function unionFindings(
  place: Place,
  issue: Issue & { code: "invalid_union" },
  path: ConfigPath,
): Diagnostic[] {
  const node = at(place.root, ...path);
  const branches = issue.errors ?? [];
  if ("discriminator" in issue && issue.discriminator === "type") return [unknownType(place, node, path)];
  if (isTrigger(path)) return [wrongTrigger(place, node, path)];
  const rootFault = (one: Issue) => one.path.length === 0 && one.code !== "unrecognized_keys";
  const inside = branches.find((branch) => branch.length > 0 && !branch.some(rootFault));
  if (inside) return inside.flatMap((one) => findingsOf(place, one, path));
  const nested = branches.find((branch) => branch.some((one) => one.code === "invalid_union"));
  if (nested && node?.kind === "object") return nested.flatMap((one) => findingsOf(place, one, path));
  const format = branches.flat().find((one) => one.code === "invalid_format");
  if (format && node?.kind === "string") return [wrongValue(place, format, path)];
  return [wrongValue(place, issue, path)];
}

function unknownKey(place: Place, path: ConfigPath, key: string): Diagnostic {
  const parent = at(place.root, ...path);
  const range = member(parent, key)?.nameRange ?? rangeAt(place.root, path);
  const span = spanOf(place.source, range.start, range.end);
  const valid = keysAt(parent, path);
  const type = typeOf(parent);
  const owner = type && Object.keys(propertyKeys).find((one) => propertyKeys[one]!.includes(key));
  if (owner) {
    const message = `"${key}" does not belong to a property of type "${type}"; it is a key of type "${owner}"`;
    return diagnostic("MI011", message, { span });
  }
  const notes = valid.length > 0 ? [`Keys that can stand here: ${valid.join(", ")}.`] : [];
  return diagnostic("MI011", `"${key}" is no key of ${nameOf(path)}${didYouMean(key, valid)}`, {
    span,
    notes,
  });
}

const typeOf = (node: JsonNode | undefined): string | undefined => {
  const type = at(node, "type")?.value;
  return typeof type === "string" && type in propertyKeys ? type : undefined;
};

function unknownType(place: Place, node: JsonNode | undefined, path: ConfigPath): Diagnostic {
  const types = Object.keys(propertyKeys);
  const given = at(node, "type");
  const range = given ? rangeAt(place.root, [...path, "type"]) : rangeAt(place.root, path);
  const span = spanOf(place.source, range.start, range.end);
  const notes = [`Types: ${types.join(", ")}.`];
  if (!given) return diagnostic("MI013", `${nameOf(path)} has no "type"`, { span, notes });
  const guess = typeof given.value === "string" ? didYouMean(given.value, types) : "";
  return diagnostic("MI012", `${quoted(given)} is no type${guess}`, { span, notes });
}

const isTrigger = (path: ConfigPath) => path.at(-1) === "trigger";

function wrongTrigger(place: Place, node: JsonNode | undefined, path: ConfigPath): Diagnostic {
  const range = rangeAt(place.root, path);
  const keys = node?.members?.map((one) => one.name) ?? [];
  const triggers = ["custom_event", "purchase", "api"];
  const known = keys.filter((key) => triggers.includes(key));
  const unknown = node?.members?.find((one) => !triggers.includes(one.name));
  const notes = ["Write one of {custom_event: NAME}, {purchase: PRODUCT_ID or any}, {api: true}."];
  if (unknown) {
    const span = spanOf(place.source, unknown.nameRange.start, unknown.nameRange.end);
    return diagnostic("MI011", `"${unknown.name}" is no trigger${didYouMean(unknown.name, triggers)}`, {
      span,
      notes,
    });
  }
  const span = spanOf(place.source, range.start, range.end);
  const found =
    known.length > 1
      ? `both "${known.join('" and "')}"`
      : known.length === 1
        ? `${known[0]}: ${quoted(at(node, known[0]!))}`
        : quoted(node);
  return diagnostic(
    "MI012",
    `a trigger is exactly one of custom_event, purchase and api; here stands ${found}`,
    { span, notes },
  );
}

function wrongValue(place: Place, issue: Issue, path: ConfigPath): Diagnostic {
  const node = at(place.root, ...path);
  const range = rangeAt(place.root, path);
  const span = spanOf(place.source, range.start, range.end);
  const name = nameOf(path);
  if (!node || (node.kind === "null" && issue.code !== "custom")) {
    if (path.at(-1) === "items") {
      return diagnostic("MI013", `${nameOf(path.slice(0, -1))} is an array without "items"`, {
        span,
        notes: ["Write items: string for scalars, or a map of members for objects."],
      });
    }
    if (
      path.at(-1) === "properties" &&
      path.length > 3 &&
      typeOf(at(place.root, ...path.slice(0, -1))) === "object"
    ) {
      return diagnostic("MI013", `${nameOf(path.slice(0, -1))} is an object without "properties"`, {
        span,
        notes: ["List its members under properties, or use type: json to pass it through as it is."],
      });
    }
    const missing = `${name} is missing`;
    return diagnostic("MI013", missing, { span, notes: [`Expected: ${expectation(issue, path)}.`] });
  }
  const valid = choices(issue);
  const guess = typeof node.value === "string" ? didYouMean(node.value, valid) : "";
  if (path.length === 1 && path[0] === "version") {
    return diagnostic("MI012", `version ${quoted(node)} is not known; this mi-braze reads version 1`, {
      span,
      notes: ["Write version: 1, or install the mi-braze that reads this file."],
    });
  }
  const shorthand = path.at(-2) === "properties" || path.at(-2) === "items";
  if (shorthand && node.kind === "string" && (node.value === "array" || node.value === "object")) {
    const needs = node.value === "array" ? '"items"' : '"properties"';
    return diagnostic("MI013", `${name} is of type ${node.value}, which needs ${needs}`, {
      span,
      notes: [
        node.value === "array"
          ? "Write {type: array, items: string}, or items with a map of members."
          : "Write {type: object, properties: {…}}, or json to pass it through as it is.",
      ],
    });
  }
  if (path.join() === "campaigns" && node.kind === "array") {
    return diagnostic("MI013", '"campaigns" is an empty list', {
      span,
      notes: ["List at least one campaign: {event: …, trigger: …}."],
    });
  }
  return diagnostic("MI012", `${name} is ${quoted(node)}${guess}`, {
    span,
    notes: [`Expected: ${expectation(issue, path)}.`],
  });
}

function choices(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "invalid_union") return (issue.errors ?? []).flat().flatMap(choices);
  return [];
}

/** What may stand there, in words. */
function expectation(issue: Issue, path: ConfigPath): string {
  const key = path.at(-1);
  if (typeof key === "string" && keyWords[key] && issue.code !== "invalid_value") return keyWords[key]!;
  switch (issue.code) {
    case "invalid_value":
      return issue.values.length === 1
        ? JSON.stringify(issue.values[0])
        : `one of ${issue.values.join(", ")}`;
    case "invalid_type":
      return kinds[issue.expected] ?? issue.expected;
    case "invalid_format":
      return formatWords(issue);
    case "too_small":
      return issue.origin === "array" ? "at least one entry" : "a text that is not empty";
    case "invalid_union": {
      const options = (issue.errors ?? []).flat().filter((one) => one.path.length === 0);
      return (
        [...new Set(options.map((one) => expectation(one, [])))].join(", or ") || "another kind of value"
      );
    }
    default:
      return "another value";
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
};

const keyWords: Readonly<Record<string, string>> = {
  endpoint: "env:NAME, the environment variable that holds the endpoint URL",
  authorization: "env:NAME, or {username: env:NAME, password: env:NAME}",
  username: "env:NAME",
  password: "env:NAME",
  user_id: "a source such as external_id, or {from, normalize, hash}",
  anonymous_id: "a source such as email_address, or {from, normalize, hash}",
  campaigns: "a list of campaigns, each with event and trigger",
};

function formatWords(issue: Issue & { code: "invalid_format" }): string {
  switch (issue.pattern) {
    case String(patterns.secret):
      return "env:NAME, the name of an environment variable";
    case String(patterns.slug):
      return "small letters, digits, _, . and -, not beginning with . or -";
    case String(patterns.source):
      return "a source: external_id, braze_id, email_address, phone_number, time_zone, device_id, now, custom_attribute.<name>, event_property.<name>, api_trigger_property.<name> (inside items: item.<path>)";
    default:
      return "another text";
  }
}

/** How a place is called in a message. */
export function nameOf(path: ConfigPath): string {
  if (path.length === 0) return "the config";
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return `"${text.replace(/^\./, "")}"`;
}

/** The keys that the schema knows at a place, for did-you-mean. */
function keysAt(node: JsonNode | undefined, path: ConfigPath): readonly string[] {
  const type = typeOf(node);
  return type ? propertyKeys[type]! : keysOf(path.reduce(inside, configSchema));
}

type Schema = z.ZodType & { readonly def: z.core.$ZodTypeDef & Record<string, unknown> };

/** The schema of a member or an entry; unions are followed through the branches that have it. */
function inside(schema: unknown, part: string | number): unknown {
  for (const branch of branchesOf(schema)) {
    const { def } = branch;
    if (def.type === "array" && typeof part === "number") return def.element;
    if (def.type === "object" && Object.hasOwn(def.shape as object, part))
      return (def.shape as Record<string, unknown>)[part];
    if (def.type === "record") return def.valueType;
  }
  return undefined;
}

const keysOf = (schema: unknown): string[] =>
  branchesOf(schema).flatMap(({ def }) => (def.type === "object" ? Object.keys(def.shape as object) : []));

function branchesOf(schema: unknown): Schema[] {
  if (!schema) return [];
  const { def } = schema as Schema;
  if (def.type === "optional") return branchesOf(def.innerType);
  if (def.type === "union") return (def.options as unknown[]).flatMap(branchesOf);
  return [schema as Schema];
}
