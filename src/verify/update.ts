import { type JsonMember, type JsonNode, memberOf, parseJsonFile } from "../source/json.js";
import { quoted } from "../source/json-text.js";
import type { Range, Source } from "../source/source.js";
import { comparePayloads } from "./compare.js";
import { indentAt, type JsonStyle, printJson, styleOf } from "./print-json.js";

/** What a fixture shall expect from now on. */
export type NewExpectation = { readonly payload: JsonNode } | { readonly abort: string };

type Edit = Range & { readonly text: string };

/**
 * A fixture's text with another expectation. Only what differs is written; every other byte stays: indentation, line
 * ends, the order of members, the notation of numbers.
 * @param source a fixture that reads without faults
 */
export function withExpectation(source: Source, expectation: NewExpectation): string {
  const { text } = source;
  const root = parseJsonFile(source).root;
  if (root?.kind !== "object") return text;
  const style = styleOf(text, root);
  const wanted = nodeOf(expectation);
  const expect = memberOf(root, "expect");
  if (expect === undefined) return apply(text, [append(text, root, [made("expect", wanted)], style)]);
  const old = memberOf(expect, "payload");
  const next = memberOf(wanted, "payload");
  const edits = old && next ? edit(text, old, next, style) : edit(text, expect, wanted, style);
  return apply(text, edits);
}

const nowhere: Range = { start: 0, end: 0 };

const made = (name: string, value: JsonNode): JsonMember => ({ name, nameRange: nowhere, value });

const nodeOf = (expectation: NewExpectation): JsonNode => ({
  ...nowhere,
  kind: "object",
  members: [
    "payload" in expectation
      ? made("payload", expectation.payload)
      : made("abort", { ...nowhere, kind: "string", value: expectation.abort }),
  ],
});

/** The edits that turn one value into another, as deep inside as they can be. */
function edit(text: string, old: JsonNode, next: JsonNode, style: JsonStyle): Edit[] {
  if (comparePayloads(old, next).length === 0) return [];
  if (old.kind === "object" && next.kind === "object") return editObject(text, old, next, style);
  const [was, is] = [old.items ?? [], next.items ?? []];
  if (old.kind === "array" && next.kind === "array" && was.length === is.length) {
    return was.flatMap((item, index) => edit(text, item, is[index]!, style));
  }
  return [replace(text, old, next, style)];
}

function editObject(text: string, old: JsonNode, next: JsonNode, style: JsonStyle): Edit[] {
  const members = old.members ?? [];
  const kept = members.filter(({ name }) => memberOf(next, name));
  if (kept.length === 0) return [replace(text, old, next, style)];
  const added = (next.members ?? []).filter(({ name }) => !memberOf(old, name));
  return [
    ...kept.flatMap(({ name, value }) => edit(text, value, memberOf(next, name)!, style)),
    ...(added.length > 0 ? [append(text, { ...old, members: kept }, added, style)] : []),
    ...members.flatMap((member, index) => (kept.includes(member) ? [] : [removal(members, index, kept[0]!)])),
  ];
}

/** A member goes with the comma before it, or with the one after it while none that stays comes before. */
function removal(members: readonly JsonMember[], index: number, firstKept: JsonMember): Edit {
  const member = members[index]!;
  return index < members.indexOf(firstKept)
    ? { start: member.nameRange.start, end: members[index + 1]!.nameRange.start, text: "" }
    : { start: members[index - 1]!.value.end, end: member.value.end, text: "" };
}

/** New members after the last one of an object that is not empty. */
function append(text: string, object: JsonNode, added: readonly JsonMember[], style: JsonStyle): Edit {
  const [first, last] = [object.members![0]!, object.members!.at(-1)!];
  const oneLine = style.unit === undefined || !/[\r\n]/.test(text.slice(object.start, first.nameRange.start));
  const indent = oneLine ? indentAt(text, object.start) : indentAt(text, first.nameRange.start);
  const inner = oneLine ? { ...style, unit: undefined } : style;
  const gap = oneLine ? style.comma : `,${style.lineEnd}${indent}`;
  const printed = added.map(
    ({ name, value }) => gap + quoted(name) + style.colon + printJson(value, inner, indent),
  );
  return { start: last.value.end, end: last.value.end, text: printed.join("") };
}

function replace(text: string, old: JsonNode, next: JsonNode, style: JsonStyle): Edit {
  const wasOneLine =
    !/[\r\n]/.test(text.slice(old.start, old.end)) && (old.members ?? old.items ?? []).length > 0;
  const inner = wasOneLine ? { ...style, unit: undefined } : style;
  return { start: old.start, end: old.end, text: printJson(next, inner, indentAt(text, old.start)) };
}

function apply(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: put } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at);
}
