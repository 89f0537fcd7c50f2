import { strftime } from "../time/strftime.js";
import { RubyFloat, RubyTime, type Value } from "../value.js";
import { floatText, toText } from "./print.js";

/** Compact JSON as Rails prints it: a time with milliseconds, an infinite float as null, `<`, `>`, `&` escaped. */
export function asJsonText(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return `"${escapeHtml(jsonEscape(value))}"`;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  if (value instanceof RubyFloat) return Number.isFinite(value.value) ? floatText(value.value) : "null";
  if (value instanceof RubyTime)
    return `"${strftime(value, value.zone === "UTC" ? "%Y-%m-%dT%H:%M:%S.%LZ" : "%Y-%m-%dT%H:%M:%S.%L%:z")}"`;
  if (Array.isArray(value)) return `[${value.map(asJsonText).join(",")}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `"${escapeHtml(jsonEscape(name))}":${asJsonText(member)}`).join(",")}}`;
  }
  return `"${escapeHtml(jsonEscape(toText(value)))}"`;
}

const needsEscape =
  /["\\\u0000-\u001f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A text as it stands between the quotes of a JSON string. Half a surrogate pair cannot be sent as UTF-8, so it is escaped. */
export function jsonEscape(text: string): string {
  if (!needsEscape.test(text)) return text;
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u2028\u2029]/g, (char) => (char === "\u2028" ? "\\u2028" : "\\u2029"));
}

const escapeHtml = (text: string): string =>
  text.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
