import { escapeParameter } from "../../../liquid/filters/urls.js";
import type { RubyTime, Value } from "../../../liquid/value.js";
import type { DataSource, TextPart } from "../config.js";
import { readDataSource } from "../data-source.js";
import { type Converted, convert } from "./convert.js";

/** A text with holes that could be read, or what is wrong with it and where in the string. */
export type TemplateReading =
  | { readonly holes: readonly DataSource[]; readonly parts: readonly TextPart[] }
  | { readonly fault: string; readonly offset: number; readonly hole?: string };

/**
 * Reads `https://shop.example/p/{event_property.sku}`.
 * @param type in a url, a hole is escaped unless it begins the text: then it is the URL, or its beginning, by itself
 */
export function readTextTemplate(text: string, type: "string" | "url"): TemplateReading {
  const holes: DataSource[] = [];
  const parts: TextPart[] = [];
  const piece = /\{([^{}]*)\}|[^{}"\r\n]+/y;
  for (let offset = 0; offset < text.length; offset = piece.lastIndex) {
    piece.lastIndex = offset;
    const match = piece.exec(text);
    if (!match) return { fault: faultAt(text, offset), offset };
    const hole = match[1];
    if (hole === undefined) {
      parts.push(match[0]);
      continue;
    }
    const reading = readDataSource(hole);
    if ("fault" in reading) return { fault: reading.fault, offset: offset + 1 + reading.offset, hole };
    parts.push({ hole: holes.length, escaped: type === "url" && parts.length > 0 });
    holes.push(reading.source);
  }
  return { holes, parts };
}

function faultAt(text: string, offset: number): string {
  const c = text[offset]!;
  if (text.startsWith("{{", offset)) return "a source is written between single braces here, not in Liquid's";
  if (c === "{") return "a brace is not closed";
  if (c === "}") return "a brace is closed that was not opened";
  return c === '"' ? "a quotation mark is outside of the braces" : "a line ends inside the text";
}

/** The text with every hole filled; missing when one of them is. */
export function filled(
  parts: readonly TextPart[],
  values: readonly Value[],
  now: RubyTime,
): Converted & { readonly hole?: number } {
  const texts: string[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      texts.push(part);
      continue;
    }
    const converted = convert("string", values[part.hole]!, now);
    if ("missing" in converted) return { ...converted, hole: part.hole };
    const text = String(converted.json);
    texts.push(part.escaped ? escapeParameter(text) : text);
  }
  return { json: texts.join("") };
}
