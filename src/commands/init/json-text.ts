import { applyEdits, findNodeAtLocation, format, modify, parseTree } from "jsonc-parser";
import type { PathPart } from "../../config/model/config.js";
import { type Json, type JsonNode, parseJson } from "../../source/json.js";
import { jsonText } from "../../source/json-text.js";

/** Sets or (undefined) removes a member in JSON text; all else stays as it is written, numbers above all. */
export function setJson(text: string, path: readonly PathPart[], value: Json | undefined): string {
  const place = value === undefined ? undefined : null;
  let edited: string;
  try {
    edited = applyEdits(text, modify(text, [...path], place, {}));
  } catch {
    // the path leads through a value that has no members: what is there wins
    return text;
  }
  if (value === undefined) return edited;
  // The library would write numbers as JavaScript does.
  const { offset, length } = findNodeAtLocation(parseTree(edited)!, [...path])!;
  return edited.slice(0, offset) + jsonText(value) + edited.slice(offset + length);
}

/** Takes a member out, of each item where lists are on the way to it; what stays is as it is written. */
export function withoutMember(text: string, names: readonly string[]): string {
  const { root } = parseJson({ name: "", text });
  return root ? printedWithout(text, root, names) : text;
}

function printedWithout(text: string, node: JsonNode, [name, ...inner]: readonly string[]): string {
  if (node.items)
    return `[${node.items.map((one) => printedWithout(text, one, [name!, ...inner])).join(",")}]`;
  if (!node.members?.some((member) => member.name === name)) return text.slice(node.start, node.end);
  const kept = node.members.filter((member) => member.name !== name || inner.length > 0);
  const printed = kept.map((member) => {
    const value =
      member.name === name
        ? printedWithout(text, member.value, inner)
        : text.slice(member.value.start, member.value.end);
    return `${text.slice(member.nameRange.start, member.nameRange.end)}:${value}`;
  });
  return `{${printed.join(",")}}`;
}

/** Sets a text where there is none, or a blank one. */
export function fillJson(text: string, path: readonly PathPart[], value: string): string {
  const found = findNodeAtLocation(parseTree(text)!, [...path]);
  const stays = found !== undefined && found.type !== "null" && String(found.value ?? "x").trim() !== "";
  return stays ? text : setJson(text, path, value);
}

/** Two spaces, one member a line. */
export function prettyJson(text: string): string {
  const edits = format(text, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" });
  return `${applyEdits(text, edits)}\n`;
}
