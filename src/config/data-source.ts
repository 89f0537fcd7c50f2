import type { DataSource, PathPart, PropertyNamespace } from "./config.js";

/** A source that could be read, or what is wrong with it and where in the text. */
export type SourceReading =
  | { readonly source: DataSource }
  | { readonly fault: string; readonly offset: number };

const plainSources = [
  "external_id",
  "braze_id",
  "email_address",
  "phone_number",
  "time_zone",
  "device_id",
  "now",
] as const;
const namespaces = ["custom_attribute", "event_property", "api_trigger_property"] as const;

/** Every word that a source can begin with. */
export const sourceWords: readonly string[] = [...plainSources, ...namespaces, "item"];

/**
 * Names that Braze keeps for itself, so that no sender can fill them.
 * _docs/_user_guide/data/activation/events/custom_events.md (reserved keys of custom event properties)
 */
export const reservedEventProperties = ["time", "event_name"];

/** Reads `event_property.products[0].sku`, `custom_attribute."Member No."`, `item.id`, `external_id`. */
export function readDataSource(text: string): SourceReading {
  const plain = plainSources.find((word) => word === text);
  if (plain) return { source: { kind: plain } };
  const word = /^[a-z_]+/.exec(text)?.[0] ?? "";
  const namespace = namespaces.find((one) => one === word);
  if (word !== "item" && !namespace) {
    return {
      fault: plainSources.includes(word as never) ? `"${word}" takes no path` : `"${text}" is no source`,
      offset: 0,
    };
  }
  const reading = readPath(text, word.length);
  if ("fault" in reading) return reading;
  if (word === "item") return { source: { kind: "item", path: reading.path } };
  const [name, ...path] = reading.path;
  if (typeof name !== "string") return { fault: `"${word}." needs a name behind it`, offset: word.length };
  if (word === "event_property" && reservedEventProperties.includes(name)) {
    return {
      fault: `Braze keeps the event property "${name}" for itself, so it never holds data${name === "time" ? "; the time of sending is the source now" : ""}`,
      offset: word.length + 1,
    };
  }
  return { source: { kind: namespace as PropertyNamespace, name, path } };
}

/** `.name`, `."quoted name"`, `.'quoted'`, `[0]`, `["quoted"]`, any number of them. */
function readPath(text: string, start: number): { path: PathPart[] } | { fault: string; offset: number } {
  const path: PathPart[] = [];
  const part = /\.(?:"([^"]*)"|'([^']*)'|([^."'[\]{}\s]+))|\[(?:(\d+)|"([^"]*)"|'([^']*)')\]/y;
  let offset = start;
  while (offset < text.length) {
    part.lastIndex = offset;
    const match = part.exec(text);
    if (!match)
      return { fault: `"${text.slice(offset)}" is no path; a name with spaces or dots needs quotes`, offset };
    const [whole, double, single, bare, index, doubleIn, singleIn] = match;
    const name = double ?? single ?? bare ?? doubleIn ?? singleIn;
    if (name !== undefined) {
      const fault = nameFault(name);
      if (fault) return { fault, offset };
      path.push(name);
    } else path.push(Number(index));
    offset += whole.length;
  }
  return { path };
}

/** What a name of a property or a source may not be. */
export function nameFault(name: string): string | undefined {
  if (name === "") return "a name is empty";
  const bad = /["{}\r\n]/.exec(name);
  return bad
    ? `the name ${JSON.stringify(name)} holds ${JSON.stringify(bad[0])}, which Liquid cannot read in a name`
    : undefined;
}
