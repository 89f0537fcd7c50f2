import type { OrderedJson } from "../../source/json.js";
import { jsonText as plainText, quoted } from "../../source/json-text.js";

/**
 * Literal JSON that Liquid cannot mistake for its own: braces and percent signs inside strings are written as escapes,
 * since no Liquid string or comment could hold every text.
 */
export function jsonText(json: OrderedJson): string {
  if (typeof json === "string") return `"${stringContent(json)}"`;
  if (Array.isArray(json)) return json.length === 0 ? "[]" : `[${json.map(jsonText).join(", ")}]`;
  if (json instanceof Map) {
    const members = [...json].map(([name, value]) => `${jsonText(name)}: ${jsonText(value)}`);
    // The spaces keep nested braces from reading as Liquid's own `{{` and `}}`.
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return plainText(json);
}

/** A text as it stands between the quotes of a JSON string. */
function stringContent(text: string): string {
  return quoted(text)
    .slice(1, -1)
    .replace(/[{}%\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
