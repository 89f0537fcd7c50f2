import type * as z from "zod/mini";
import type { Diagnostic, FindingKind } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { JsonNode } from "../../source/json.js";
import { countFirst } from "../../source/ordered.js";
import { isWithin, type Range, type Source, spanOf } from "../../source/source.js";
import { configMissingKey, configUnknownKey, configValue } from "../findings.js";
import type { ConfigPath } from "../tree.js";
import { at, member, nameOfKey, quoted, rangeAt } from "../tree.js";
import { choices, expectation, wordsForTypes } from "./expectation.js";
import { propertyKeys } from "./property.js";
import { hasKey, isPropertyPath, keysAt, typeOf } from "./schema-walk.js";

type Issue = z.core.$ZodIssue;

/** The schema's issues as findings: each at its key or value, with what was expected. */
export function structureFindings(source: Source, root: JsonNode, issues: readonly Issue[]): Diagnostic[] {
  return issues.flatMap((issue) => findingsOf({ source, root }, issue, []));
}

interface Place {
  readonly source: Source;
  readonly root: JsonNode;
}

function findingsOf(place: Place, issue: Issue, base: ConfigPath): Diagnostic[] {
  const path = [...base, ...(issue.path as ConfigPath).map(nameOfKey)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(place, path, nameOfKey(key)));
    case "invalid_union":
      return unionFindings(place, issue, path);
    default:
      return wrongValue(place, issue, path);
  }
}

/** The branch of a union that is nearest to the value: one that objects to its contents, not to its kind. */
function unionFindings(
  place: Place,
  issue: Issue & { code: "invalid_union" },
  path: ConfigPath,
): Diagnostic[] {
  const node = at(place.root, ...path);
  const branches = issue.errors ?? [];
  if ("discriminator" in issue && issue.discriminator === "type") return unknownType(place, path);
  if (path.at(-1) === "trigger" && node) return [wrongTrigger(place, node, path)];
  // With a value it is a constant, whatever its type, so nothing else that it could be is looked for.
  if (isPropertyPath(path) && member(node, "value"))
    return (branches.at(-1) ?? []).flatMap((one) => findingsOf(place, one, path));
  const rootFault = (one: Issue) => one.path.length === 0 && one.code !== "unrecognized_keys";
  const inside = branches.find((branch) => branch.length > 0 && !branch.some(rootFault));
  if (inside) return inside.flatMap((one) => findingsOf(place, one, path));
  const nested = branches.find((branch) => branch.some((one) => one.code === "invalid_union"));
  if (nested && node?.kind === "object") return nested.flatMap((one) => findingsOf(place, one, path));
  const format = branches.flat().find((one) => one.code === "invalid_format" && one.path.length === 0);
  if (format && node?.kind === "string") return wrongValue(place, format, path);
  return wrongValue(place, issue, path);
}

function unknownKey({ source, root }: Place, path: ConfigPath, key: string): Diagnostic {
  const parent = at(root, ...path);
  const range = member(parent, key)?.nameRange ?? rangeAt(root, path);
  const span = spanOf(source, range.start, range.end);
  const valid = keysAt(root, path);
  const notes = valid.length > 0 ? [`Valid keys here: ${valid.join(", ")}.`] : [];
  const type = isPropertyPath(path) ? typeOf(parent) : undefined;
  const owners = type === undefined ? [] : [...propertyKeys].filter(([, keys]) => keys.includes(key));
  if (owners.length > 0) {
    const only = owners.length === 1 ? `; it is a key of type "${owners[0]![0]}"` : "";
    return configUnknownKey.report(`"${key}" does not belong to a property of type "${type}"${only}`, {
      span,
      notes,
    });
  }
  // A credential may have ended up in the place of a key.
  const name = isMasked(source, range) ? "this" : `"${key}"`;
  return configUnknownKey.report(`${name} is not a key of ${nameOf(path)}${didYouMean(key, valid)}`, {
    span,
    notes,
  });
}

/** A config's secrets are in their order, and none touches another. */
function isMasked({ secrets = [] }: Source, range: Range): boolean {
  const last = secrets[countFirst(secrets, ({ start }) => start <= range.start) - 1];
  return last !== undefined && isWithin(range, last);
}

/** `path` leads to the `type` of a property: without a type nothing else was checked, so its unknown keys are reported here. */
function unknownType(place: Place, path: ConfigPath): Diagnostic[] {
  const { source, root } = place;
  const owner = path.slice(0, -1);
  const keys = keysAt(root, owner);
  const strangers = (at(root, ...owner)?.members ?? []).filter(({ name }) => !keys.includes(name));
  const found = strangers.map(({ name }) => unknownKey(place, owner, name));
  const range = rangeAt(root, path);
  const details = { span: spanOf(source, range.start, range.end), notes: [wordsForTypes] };
  const given = at(root, ...path);
  if (given) found.push(configValue.report(noType(given), details));
  else if (!hasKey(root, owner, "type"))
    found.push(configMissingKey.report(`${nameOf(owner)} has no "type"`, details));
  return found;
}

const noType = (given: JsonNode): string =>
  `${quoted(given)} is not a type${typeof given.value === "string" ? didYouMean(given.value, [...propertyKeys.keys()]) : ""}`;

const triggers = ["custom_event", "purchase", "api", "canvas"];

function wrongTrigger({ source, root }: Place, node: JsonNode, path: ConfigPath): Diagnostic {
  const notes = [
    "Write one of {custom_event: NAME}, {purchase: PRODUCT_ID or any}, {canvas: NAME}, {api: true}.",
  ];
  const members = node.members ?? [];
  const known = members.filter(({ name }) => triggers.includes(name));
  const unknown = members.find(({ name }) => !triggers.includes(name));
  if (unknown) {
    const span = spanOf(source, unknown.nameRange.start, unknown.nameRange.end);
    const message = `"${unknown.name}" is not a trigger${didYouMean(unknown.name, triggers)}`;
    return configUnknownKey.report(message, { span, notes });
  }
  const [one] = known;
  const range = known.length === 1 ? rangeAt(root, [...path, one!.name]) : rangeAt(root, path);
  const span = spanOf(source, range.start, range.end);
  if (known.length === 1) {
    const wanted = { api: "true", custom_event: "a string, or a list of strings" }[one!.name] ?? "a string";
    return configValue.report(`${nameOf([...path, one!.name])} is ${quoted(one!.value)}`, {
      span,
      notes: [`Expected: ${wanted}.`, ...inQuotes(one!.name === "api" ? undefined : one!.value)],
    });
  }
  const found = known.length > 1 ? known.map(({ name }) => `"${name}"`).join(" and ") : quoted(node);
  const message = `a trigger is exactly one of custom_event, purchase, canvas and api; found ${found}`;
  return configValue.report(message, { span, notes });
}

function wrongValue({ source, root }: Place, issue: Issue, path: ConfigPath): Diagnostic[] {
  const node = at(root, ...path);
  const key = String(path.at(-1));
  const range = rangeAt(root, path);
  const span = spanOf(source, range.start, range.end);
  const name = nameOf(path);
  const special = specialCase(root, node, path);
  if (special) {
    const [kind, message, note] = special;
    return [kind.report(message, { span, notes: [note] })];
  }
  const notes = [`Expected: ${expectation(issue, path)}.`];
  if (!node) {
    // A misspelt key is reported as an unknown key.
    if (hasKey(root, path.slice(0, -1), key)) return [];
    return [configMissingKey.report(`${name} is missing`, { span, notes })];
  }
  if (node.kind === "null") return [configMissingKey.report(`${name} is empty`, { span, notes })];
  const valid = choices(issue);
  const guess =
    typeof node.value === "string" ? didYouMean(node.value, valid) || truthGuess(issue, node) : "";
  const wantsText =
    issue.code === "invalid_type" && issue.expected === "string" && !namesOnly.includes(String(key));
  return [
    configValue.report(`${name} is ${quoted(node)}${guess}`, {
      span,
      notes: [...notes, ...inQuotes(wantsText ? node : undefined)],
    }),
  ];
}

/** Keys whose values are keywords: quoting a number does not make it one. */
const namesOnly = ["from", "user_id", "anonymous_id", "preset"];

/** A number, true or false where a string is expected. */
const inQuotes = (node: JsonNode | undefined): string[] =>
  node?.kind === "number" || node?.kind === "boolean"
    ? [`Put it in quotes: "${node.text ?? node.value}".`]
    : [];

/** YAML 1.2 knows only true and false; `yes` and `on` are strings. */
function truthGuess(issue: Issue, node: JsonNode): string {
  if (issue.code !== "invalid_type" || issue.expected !== "boolean") return "";
  const truth = { yes: true, on: true, y: true, no: false, off: false, n: false } as Record<string, boolean>;
  const meant = new Map(Object.entries(truth)).get(String(node.value).toLowerCase());
  return meant === undefined ? didYouMean(String(node.value), ["true", "false"]) : `; did you mean ${meant}?`;
}

/** Places with a more specific message than the expected kind of value: what belongs there, in words, and the next step. */
function specialCase(
  root: JsonNode,
  node: JsonNode | undefined,
  path: ConfigPath,
): [FindingKind, string, string] | undefined {
  const owner = path.slice(0, -1);
  const absent = !node || node.kind === "null";
  if (path.join() === "version" && !absent) {
    const next = "Write version: 1, or install a mi-braze that reads this file.";
    return [configValue, `version ${quoted(node)} is unknown; this mi-braze reads version 1`, next];
  }
  if (path.join() === "campaigns" && node?.kind === "array") {
    const next = "List at least one: {event: product_viewed, trigger: {custom_event: Product Viewed}}.";
    return [configMissingKey, '"campaigns" is an empty list', next];
  }
  if (absent && isPropertyPath(owner) && !hasKey(root, owner, String(path.at(-1)))) {
    if (path.at(-1) === "items")
      return [configMissingKey, `${nameOf(owner)} is an array without "items"`, writeItems];
    if (path.at(-1) === "properties")
      return [configMissingKey, `${nameOf(owner)} is an object without "properties"`, writeProperties];
  }
  if (absent || node.kind !== "string" || !isPropertyPath(path)) return undefined;
  if (node.value === "array")
    return [configMissingKey, `${nameOf(path)} is an array without "items"`, writeItems];
  if (node.value === "object")
    return [configMissingKey, `${nameOf(path)} is an object without "properties"`, writeProperties];
  return [configValue, noType(node), wordsForTypes];
}

const writeItems =
  "Write {type: array, items: string} for scalars, or items: {…}, a map of properties, for objects.";
const writeProperties =
  "Write {type: object, properties: {…}} with its properties, or type: json to pass it through unchanged.";

/** The name of a place in a message. */
export function nameOf(path: ConfigPath): string {
  if (path.length === 0) return "the config";
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return `"${text.replace(/^\./, "")}"`;
}
