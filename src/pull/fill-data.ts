import { isMap, isScalar, parseDocument } from "yaml";
import { quoted } from "../source/json-text.js";

/** A key of `data:`, its type, and the line of both as YAML has it in a block. */
export interface DataLine {
  readonly key: string;
  readonly type: string;
  readonly line: string;
}

/**
 * A config's text with more lines in its `data:`, which is made where there is none; all else stays letter by letter.
 * Undefined where the YAML is written so that nothing can be put there.
 */
export function withData(text: string, lines: readonly DataLine[]): string | undefined {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const document = parseDocument(text, { uniqueKeys: false });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root) || root.flow) return undefined;
  const block = (indent: string) => lines.map(({ line }) => `${indent}${line}${end}`).join("");
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "data");
  if (!pair) {
    const whole = text === "" || text.endsWith("\n") ? text : text + end;
    return `${whole}${end}data:${end}${block("  ")}`;
  }
  const value = pair.value;
  if (value === null || (isScalar(value) && value.value === null && value.source === "")) {
    const at = lineAfter(text, (pair.key as { range?: [number, number, number] }).range![1]);
    return insert(text, at, block("  "), end);
  }
  if (!isMap(value) || !value.range) return undefined;
  const [start, last] = value.range;
  if (value.flow) {
    const inside = text.slice(start + 1, last - 1);
    const more = lines.map(({ key, type }) => `${quoted(key)}: ${type}`).join(", ");
    // A comment would take what follows it along.
    if (inside.includes("#")) return undefined;
    const kept = inside.trimEnd();
    const comma = kept === "" || kept.endsWith(",") ? "" : ",";
    const padding = inside.slice(kept.length);
    const gap = kept === "" ? padding : " ";
    return `${text.slice(0, start + 1)}${kept}${comma}${gap}${more}${padding}${text.slice(last - 1)}`;
  }
  const beginning = text.lastIndexOf("\n", start - 1) + 1;
  const indent = text.slice(beginning, start);
  if (indent.trim() !== "") return undefined;
  // Comments and blank lines below the last line are about what comes next.
  const filled = text.slice(0, last).trimEnd().length;
  return insert(text, lineAfter(text, filled), block(indent), end);
}

const lineAfter = (text: string, at: number): number => {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
};

const insert = (text: string, at: number, more: string, end: string): string => {
  const before = text.slice(0, at);
  return `${before}${before.endsWith("\n") ? "" : end}${more}${text.slice(at)}`;
};
