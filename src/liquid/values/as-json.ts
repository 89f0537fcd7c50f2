import { jsonText } from "../../source/json-text.js";
import { strftime } from "../time/strftime.js";
import { RubyFloat, RubyTime, type Value } from "../value.js";
import { floatText, toText } from "./print.js";

/**
 * Compact JSON as Rails prints it: a time with milliseconds, an infinite float as null, and `<`, `>`, `&` escaped unless
 * `html` is false.
 */
export function asJsonText(value: Value, html = true): string {
  switch (typeof value) {
    case "string":
      return quoted(value, html);
    case "number":
    case "bigint":
    case "boolean":
      return String(value);
  }
  if (value === null) return "null";
  if (value instanceof RubyFloat) return Number.isFinite(value.value) ? floatText(value.value) : "null";
  if (value instanceof RubyTime) return `"${strftime(value, timeFormat(value))}"`;
  if (Array.isArray(value)) return `[${value.map((item) => asJsonText(item, html)).join(",")}]`;
  if (!(value instanceof Map)) return quoted(toText(value), html);
  const members = [...value].map(([name, member]) => `${quoted(name, html)}:${asJsonText(member, html)}`);
  return `{${members.join(",")}}`;
}

const timeFormat = ({ zone }: RubyTime): string =>
  zone === "UTC" ? "%Y-%m-%dT%H:%M:%S.%LZ" : "%Y-%m-%dT%H:%M:%S.%L%:z";

const quoted = (text: string, html: boolean): string =>
  `"${html ? escapeHtml(jsonEscape(text)) : jsonEscape(text)}"`;

/** What JSON does not take inside a string, what JavaScript did not, and halves of surrogate pairs. */
const suspicious = /["\\\u0000-\u001f\u2028\u2029\ud800-\udfff]/;

/** A text as it stands between the quotes of a JSON string. Half a surrogate pair cannot be sent as UTF-8, so it is escaped. */
export function jsonEscape(text: string): string {
  if (!suspicious.test(text)) return text;
  const escaped = jsonText(text).slice(1, -1);
  return escaped.replace(/[\u2028\u2029]/g, (char) => (char === "\u2028" ? "\\u2028" : "\\u2029"));
}

export const escapeHtml = (text: string): string =>
  /[<>&]/.test(text) ? text.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`) : text;
