import type { JsonNode } from "../source/json.js";
import { jsonText, quoted } from "../source/json-text.js";

/** How a JSON file is laid out. */
export interface JsonStyle {
  /** One step of indentation; undefined writes everything on one line. */
  readonly unit: string | undefined;
  readonly lineEnd: string;
  readonly colon: string;
  readonly comma: string;
}

/** A value in a file's own style; numbers keep their notation. */
export function printJson(node: JsonNode, style: JsonStyle, indent: string): string {
  const parts =
    node.kind === "object"
      ? (node.members ?? []).map(
          ({ name, value }) => quoted(name) + style.colon + printJson(value, style, deeper(style, indent)),
        )
      : node.kind === "array"
        ? (node.items ?? []).map((item) => printJson(item, style, deeper(style, indent)))
        : undefined;
  if (!parts) return node.text ?? jsonText(node.value);
  const [open, close] = node.kind === "object" ? "{}" : "[]";
  if (parts.length === 0) return `${open}${close}`;
  if (style.unit === undefined) return `${open}${parts.join(style.comma)}${close}`;
  const line = style.lineEnd + deeper(style, indent);
  return `${open}${line}${parts.join(`,${line}`)}${style.lineEnd}${indent}${close}`;
}

const deeper = (style: JsonStyle, indent: string) => indent + (style.unit ?? "");

/** The style of a file, read off its outermost object. */
export function styleOf(text: string, root: JsonNode): JsonStyle {
  const first = root.members?.[0];
  const second = root.members?.[1];
  const lead = first ? text.slice(root.start + 1, first.nameRange.start) : "";
  const colon = first ? text.slice(first.nameRange.end, first.value.start) : ": ";
  const gap =
    first && second ? text.slice(first.value.end, second.nameRange.start) : colon === ":" ? "," : ", ";
  const unit = /[\r\n]([ \t]*)$/.exec(lead)?.[1];
  return {
    unit: unit === undefined ? undefined : unit.slice(indentAt(text, root.start).length) || "  ",
    lineEnd: text.includes("\r\n") ? "\r\n" : "\n",
    colon: /[\r\n]/.test(colon) ? ": " : colon,
    comma: /[\r\n]/.test(gap) ? ", " : gap,
  };
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const line = text.slice(
    Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1,
    offset,
  );
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}
