import { JsonNumber } from "./json-number.js";

/**
 * Plain data as JSON, like `JSON.stringify` but for numbers: one that came from JSON is written as it came. Members that
 * are undefined are left out; a Map is an object whose members keep their order, whatever their names.
 * @param indent spaces for each level; 0 for one line
 */
export const jsonText = (value: unknown, indent = 0): string =>
  isNative(value)
    ? (JSON.stringify(value, undefined, indent) ?? "null")
    : written(value, " ".repeat(indent), "\n");

/** Whether JavaScript itself writes it as it should be: that is several times as fast. */
function isNative(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== "object") return typeof value !== "bigint";
  if (value instanceof JsonNumber || value instanceof Map) return false;
  // What goes round in a circle, JavaScript has the words for.
  if (depth > deepest) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (!isNative(item, depth + 1)) return false;
    return true;
  }
  for (const name in value) if (!isNative((value as Record<string, unknown>)[name], depth + 1)) return false;
  return true;
}

const deepest = 1000;

/** A text as JSON, and so as it stands quoted in a message. */
export const quoted = (text: string): string => JSON.stringify(text);

function written(value: unknown, unit: string, lineStart: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof JsonNumber) return value.text;
  if ("toJSON" in value && typeof value.toJSON === "function")
    return written(value.toJSON(), unit, lineStart);
  const inner = unit === "" ? "" : lineStart + unit;
  const colon = unit === "" ? ":" : ": ";
  const isArray = Array.isArray(value);
  let parts = "";
  const add = (part: string) => {
    parts += parts === "" ? inner + part : `,${inner}${part}`;
  };
  if (isArray) for (const item of value) add(written(item, unit, inner));
  else
    for (const [name, member] of value instanceof Map ? value : Object.entries(value))
      if (member !== undefined) add(quoted(String(name)) + colon + written(member, unit, inner));
  const end = parts === "" || unit === "" ? parts : parts + lineStart;
  return isArray ? `[${end}]` : `{${end}}`;
}
