import { type ParseError, parseTree, printParseErrorCode, type Node as RawNode } from "jsonc-parser";
import type { JsonKind, JsonMember, JsonNode } from "./json-node.js";
import { isPlain, JsonNumber, jsonNumber } from "./json-number.js";
import { endOfString, someNumber } from "./json-numbers.js";
import type { Range, Source } from "./source.js";
import { strictJson } from "./strict-json.js";

export type { JsonKind, JsonMember, JsonNode };

export interface JsonFault extends Range {
  readonly message: string;
}

export interface JsonDocument {
  /** Absent if nothing could be parsed. Broken JSON gives what could be recovered. */
  readonly root: JsonNode | undefined;
  /** Empty exactly when the text is one RFC 8259 document. */
  readonly faults: readonly JsonFault[];
}

/** Braces and brackets inside each other: no payload needs so many, and some readers of JSON take no more. */
export const deepestJson = 500;

/** Parses JSON with the position of every value, and every fault at once. */
export function parseJson(source: Source, deepest = deepestJson): JsonDocument {
  const { text } = source;
  const whole = strictJson(text, deepest);
  if (whole) return { root: whole, faults: [] };
  const deep = depthBeyond(text, deepest);
  if (deep !== undefined) {
    const message = `nested more than ${deepest} levels deep`;
    return { root: undefined, faults: [{ start: deep, end: deep + 1, message }] };
  }
  const errors: ParseError[] = [];
  const raw = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const faults = firstOfEachPlace(errors.map((error) => faultFrom(error, text)));
  return { root: raw && toNode(raw, text), faults };
}

/** Parses a JSON file, which may begin with a byte order mark: it says how the file is encoded, and is not part of the JSON. */
export const parseJsonFile = (source: Source): JsonDocument =>
  parseJson({ ...source, text: source.text.replace(/^\ufeff/, " ") });

function faultFrom({ error, offset, length }: ParseError, text: string): JsonFault {
  if (text.charCodeAt(offset) === byteOrderMark) {
    return { start: offset, end: offset + 1, message: "a byte order mark before the JSON" };
  }
  const before = text.slice(Math.max(0, offset - 1000), offset).trimEnd();
  if (/[}\]]/.test(text[offset] ?? "") && before.endsWith(",")) {
    const comma = text.lastIndexOf(",", offset - 1);
    return { start: comma, end: comma + 1, message: "trailing comma" };
  }
  const message = words[printParseErrorCode(error)] ?? "not valid JSON";
  return { start: offset, end: offset + length, message };
}

/** The parser reports some faults twice: the missing value, and the property that it belongs to. */
const firstOfEachPlace = (faults: readonly JsonFault[]): JsonFault[] =>
  [...new Map(faults.toReversed().map((fault) => [fault.start, fault])).values()].reverse();

const byteOrderMark = 0xfeff;

const words: Record<string, string> = {
  InvalidSymbol: "not a JSON value (a string needs quotes)",
  InvalidNumberFormat: "not a JSON number",
  PropertyNameExpected: "expected a property name in double quotes",
  ValueExpected: "expected a value",
  ColonExpected: "expected a colon",
  CommaExpected: "expected a comma",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "unexpected text after the JSON document",
  InvalidCommentToken: "JSON does not allow comments",
  UnexpectedEndOfComment: "JSON does not allow comments",
  UnexpectedEndOfString: "this string is not closed",
  UnexpectedEndOfNumber: "this number is incomplete",
  InvalidUnicode: "this \\u escape is incomplete",
  InvalidEscapeCharacter: "JSON has no such escape",
  InvalidCharacter: "a control character must be escaped",
};

/** The offset of the first bracket beyond `limit` levels: the parser recurses, so this is checked first. */
function depthBeyond(text: string, limit: number): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) i = endOfString(text, i);
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return i;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return undefined;
}

function toNode(raw: RawNode, text: string): JsonNode {
  const range = { start: raw.offset, end: raw.offset + raw.length };
  const children = raw.children ?? [];
  switch (raw.type) {
    case "object":
      return { ...range, kind: "object", members: children.flatMap((property) => toMember(property, text)) };
    case "array":
      return { ...range, kind: "array", items: children.map((item) => toNode(item, text)) };
    case "number":
      return { ...range, kind: "number", value: raw.value, text: text.slice(range.start, range.end) };
    case "string":
    case "boolean":
      return { ...range, kind: raw.type, value: raw.value };
    case "null":
    case "property":
      return { ...range, kind: "null", value: null };
  }
}

function toMember(property: RawNode, text: string): JsonMember[] {
  const [name, value] = property.children ?? [];
  if (!name || !value) return [];
  const nameRange = { start: name.offset, end: name.offset + name.length };
  return [{ name: String(name.value), nameRange, value: toNode(value, text) }];
}

export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.members?.findLast((member) => member.name === name)?.value;
}

/** Every repeated property name in an object, at any depth. */
export function duplicateMembers(node: JsonNode): { first: JsonMember; again: JsonMember }[] {
  const found: { first: JsonMember; again: JsonMember }[] = [];
  const seen = new Map<string, JsonMember>();
  for (const member of node.members ?? []) {
    const first = seen.get(member.name);
    if (first) found.push({ first, again: member });
    else seen.set(member.name, member);
    found.push(...duplicateMembers(member.value));
  }
  for (const item of node.items ?? []) found.push(...duplicateMembers(item));
  return found;
}

/** A plain JSON value. A number that JavaScript would write in another way keeps how it is written. */
export type Json = null | boolean | number | JsonNumber | string | Json[] | JsonObject;

export type JsonObject = { [name: string]: Json };

/** A text, number or boolean as a text, a number as it is written: an id may be one of any length. */
export const scalarText = (node: JsonNode | undefined): string | undefined =>
  node?.value === undefined || node.value === null ? undefined : (node.text ?? String(node.value));

/** The plain value of a node; the last of two equal names wins. */
export function toJson(node: JsonNode): Json {
  if (node.kind === "object") {
    const entries = (node.members ?? []).map((member) => [member.name, toJson(member.value)] as const);
    return Object.fromEntries(entries);
  }
  if (node.kind === "array") return (node.items ?? []).map(toJson);
  return node.kind === "number" ? jsonNumber(node.text ?? String(node.value)) : (node.value ?? null);
}

/** The same with members in their order, for printing: names that are whole numbers come first in a JavaScript object. */
export type OrderedJson = Exclude<Json, Json[] | JsonObject> | OrderedJson[] | Map<string, OrderedJson>;

export function toOrderedJson(node: JsonNode): OrderedJson {
  if (node.kind === "object")
    return new Map((node.members ?? []).map(({ name, value }) => [name, toOrderedJson(value)]));
  if (node.kind === "array") return (node.items ?? []).map(toOrderedJson);
  return toJson(node) as Exclude<Json, Json[] | JsonObject>;
}

/** The plain value of one whose members are in order. */
export function withoutOrder(value: OrderedJson): Json {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([name, member]) => [name, withoutOrder(member)]));
}

/** A plain value as one whose members keep their order from here on. */
export function ordered(value: Json): OrderedJson {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isJsonObject(value)) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, ordered(member)]));
}

/** The plain value of a text; undefined where it is not JSON, or nested too deeply. */
export function readJson(text: string, deepest = deepestJson): Json | undefined {
  if (someNumber(text, (start, end) => mayDiffer(text, start, end) && !isPlain(text.slice(start, end))))
    return readByNodes(text, deepest);
  if (depthBeyond(text, deepest) !== undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Up to fifteen digits, JavaScript has every whole number as it is written. */
function mayDiffer(text: string, start: number, end: number): boolean {
  if (end - start > 15) return true;
  const first = text.charCodeAt(start);
  if (first === 0x2d || first === 0x30) return true;
  for (let i = start + 1; i < end; i++)
    if (text.charCodeAt(i) < 0x30 || text.charCodeAt(i) > 0x39) return true;
  return false;
}

function readByNodes(text: string, deepest: number): Json | undefined {
  const { root, faults } = parseJson({ name: "", text }, deepest);
  return root && faults.length === 0 ? toJson(root) : undefined;
}

/**
 * Whether JavaScript may have the members of a text's objects in another order than they are written: names that are
 * whole numbers come first there. Some texts of which it does not hold are among them.
 */
export const mayLoseOrder = (text: string): boolean => /"(?:\d|\\u003)[^"]*"\s*:/.test(text);

/** RFC 8259, by the strictest reader there is. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof JsonNumber || value instanceof Map);
