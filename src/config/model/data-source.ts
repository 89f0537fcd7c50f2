import { dataNamespaces, eachItem, isDataNamespace } from "../../braze/data.js";
import { reservedProperties } from "../../braze/names.js";
import { nearest } from "../../diagnostics/suggest.js";
import { codePoint } from "../../source/invisible.js";
import { quoted } from "../../source/json-text.js";
import type { DataSource, PathPart } from "./config.js";

/** A source that could be read, or what is wrong with it and where in the string. */
export type SourceReading =
  | { readonly source: DataSource }
  | { readonly fault: string; readonly offset: number };

export const plainSources = [
  "external_id",
  "braze_id",
  "email_address",
  "phone_number",
  "time_zone",
  "device_id",
  "now",
] as const;
/** Every word that a source can begin with. */
const sourceWords: readonly string[] = [...plainSources, ...Object.keys(dataNamespaces), "item", "object"];

/** Reads `event_property.products[0].sku`, `custom_attribute."Member No."`, `item.id`, `object.id`, `external_id`. */
export function readDataSource(text: string): SourceReading {
  const plain = plainSources.find((word) => word === text);
  if (plain) return { source: { kind: plain } };
  const word = /^[a-z_]+/.exec(text)?.[0] ?? "";
  const isAround = word === "item" || word === "object";
  if (!isAround && !isDataNamespace(word)) {
    const takesNone = plainSources.some((one) => one === word);
    return {
      fault: takesNone ? `"${word}" does not take a path` : `${quoted(text)} is not a source`,
      offset: takesNone ? word.length : 0,
    };
  }
  const reading = readPath(text, word.length);
  if ("fault" in reading) return reading;
  const parts = reading.path.filter((part) => part !== eachItem);
  if (isAround) return { source: { kind: word, path: parts } };
  const [name, ...path] = parts;
  if (typeof name !== "string")
    return { fault: `"${word}." must be followed by a name`, offset: word.length };
  if (word === "event_property" && name.startsWith("$"))
    return {
      fault: `Braze reserves names that begin with $, so the event property "${name}" never holds data`,
      offset: word.length + 1,
    };
  if (word === "event_property" && reservedProperties.event.includes(name)) {
    return {
      fault: `Braze reserves the event property "${name}", so it never holds data${name === "time" ? "; for the send time, the source is now" : ""}`,
      offset: word.length + 1,
    };
  }
  return { source: { kind: word, name, path } };
}

/**
 * `.name`, `."quoted name"`, `.'quoted'`, `[0]`, `["quoted"]`, any number of them.
 * @param each whether `[]` may stand for every item
 */
export function readPath(
  text: string,
  start: number,
  each = false,
): { path: (PathPart | typeof eachItem)[] } | { fault: string; offset: number } {
  const path: (PathPart | typeof eachItem)[] = [];
  const part = /\.(?:"([^"]*)"|'([^']*)'|([^."'[\]{}\s]+))|\[(?:(\d{1,9})|"([^"]*)"|'([^']*)'|)\]/y;
  let offset = start;
  while (offset < text.length) {
    part.lastIndex = offset;
    const match = part.exec(text);
    if (!match || (match[0] === "[]" && !each))
      return {
        fault: `${quoted(text.slice(offset))} is not a path: ${pathWords(text.slice(offset))}`,
        offset,
      };
    const [whole, double, single, bare, index, doubleIn, singleIn] = match;
    const name = double ?? single ?? bare ?? doubleIn ?? singleIn;
    if (name !== undefined) {
      const fault = nameFault(name);
      if (fault) return { fault, offset };
      path.push(name);
    } else path.push(index === undefined ? eachItem : Number(index));
    offset += whole.length;
  }
  return { path };
}

/** What was surely meant by a string that is not a source: Liquid's spelling, another tool's word, a name without its quotes. */
export function meantSource(text: string): string | undefined {
  const bare = text.replace(/[${}]/g, "").trim();
  const word = /^[a-z_]+/i.exec(bare)?.[0] ?? "";
  const known = otherWords.get(word.toLowerCase()) ?? nearest(word, sourceWords) ?? word;
  const rest = bare.slice(word.length);
  const quotable = /^\.([^"'{}[\]]+)$/.exec(rest)?.[1];
  const candidates = [known + rest, ...(quotable === undefined ? [] : [`${known}."${quotable}"`])];
  return candidates.find((candidate) => candidate !== text && "source" in readDataSource(candidate));
}

/** Names for the same things in Liquid, in the user export and elsewhere. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["user_id", "external_id"],
  ["email", "email_address"],
  ["phone", "phone_number"],
  ["timezone", "time_zone"],
  ["device", "device_id"],
  ["attribute", "custom_attribute"],
  ["property", "event_property"],
  ["properties", "event_property"],
  ["event", "event_property"],
]);

function pathWords(rest: string): string {
  if (/^\.?$/.test(rest)) return "a name is missing after the dot";
  if (/^\.?["']/.test(rest)) return "a quote is not closed";
  if (/^\[/.test(rest)) return "brackets must hold an index from 0, or a name in quotes";
  return "a name that contains spaces, dots, quotes or brackets must be quoted";
}

/** Why a name cannot be the name of a property or source. */
export function nameFault(name: string): string | undefined {
  if (name === "") return "a name is empty";
  // White space to Ruby or to JavaScript: U+0085 only to Ruby, U+FEFF only to JavaScript.
  if (!/[^\s\u0085]/.test(name)) return `the name ${quoted(name)} is only white space`;
  const bad = /["{}\r\n]/.exec(name);
  if (bad) return `the name ${quoted(name)} contains ${quoted(bad[0])}, which Liquid cannot read in a name`;
  // Nobody sees them, and in a dashboard nobody can type them; Ruby takes U+0000 for white space as well.
  const control = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u.exec(name);
  return control
    ? `the name ${quoted(name)} contains ${codePoint(control[0])}, a control character, which no name in Braze has`
    : undefined;
}
