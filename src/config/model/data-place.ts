import { checkName } from "../../braze/check-name.js";
import { type Declared, type DeclaredPart, dataNamespaces, isDataNamespace } from "../../braze/data.js";
import { brazeNames, reservedProperties } from "../../braze/names.js";
import { nearest } from "../../diagnostics/suggest.js";
import { meantSource, readPath } from "./data-source.js";

/** A place in somebody's data, or what is wrong with how it is written. */
export type PlaceReading =
  | Pick<Declared, "root" | "path">
  | { readonly fault: string; readonly next: string };

/** How a config calls what Liquid reads by another name. */
const plain: ReadonlyMap<string, Declared["root"]> = new Map([
  ["external_id", { namespace: undefined, name: "user_id" }],
  ["device_id", { namespace: "most_recently_used_device", name: "id" }],
]);

const fields = brazeNames.flatMap(({ namespace, name, deliveries }) =>
  namespace === undefined && name !== undefined && name !== "user_id" && deliveries.length > 0 ? [name] : [],
);

const expected =
  "Write a profile field such as external_id, or a name after custom_attribute., event_property., api_trigger_property., canvas_entry_property. or context.; then a path, such as event_property.lines[].sku.";

/** Reads a key of `data:`: `event_property.qty`, `custom_attribute."Member No."`, `event_property.lines[].sku`. */
export function readDataPlace(text: string): PlaceReading {
  const word = /^[a-z_]+/.exec(text)?.[0] ?? "";
  const field = plain.get(text) ?? (fields.includes(text) ? { namespace: undefined, name: text } : undefined);
  if (field) return { root: field, path: [] };
  if (!isDataNamespace(word)) return { fault: notAPlace(text, word), next: expected };
  const namespace = dataNamespaces[word];
  const reading = readPath(text, word.length, true);
  if ("fault" in reading) {
    const meant = meantSource(text);
    return {
      fault: reading.fault,
      next: meant === undefined ? expected : `Write ${meant}, in YAML as '${meant}': string.`,
    };
  }
  const [name, ...path] = reading.path;
  if (typeof name !== "string") return { fault: `"${word}" is not followed by a name`, next: expected };
  if (word === "event_property" && reservedProperties.event.includes(name))
    return {
      fault: `Braze reserves the event property "${name}", so it never holds data`,
      next: "Take it out.",
    };
  const parts: DeclaredPart[] = [];
  for (const part of path) {
    if (typeof part === "number")
      return {
        fault: `"${text}" speaks of one item only`,
        next: `Items are declared together: ${text.replace(/\[\d+\]/g, "[]")}.`,
      };
    parts.push(part);
  }
  return { root: { namespace, name }, path: parts };
}

function notAPlace(text: string, word: string): string {
  if (text === "now" || word === "item" || word === "object") return `"${word}" is not a name of data`;
  const near = nearest(text, [...plain.keys(), ...fields]) ?? meantPlace(text, word);
  return `"${text}" is not a name of data${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** What was surely meant: Liquid's spelling, a namespace that is misspelt, a name without its quotes. */
function meantPlace(text: string, word: string): string | undefined {
  const meant = meantSource(text);
  if (meant !== undefined) return meant;
  const near = nearest(word, Object.keys(dataNamespaces));
  const rest = text.replace(/[${}]/g, "").slice(word.length);
  const candidate = near === undefined ? undefined : near + rest;
  return candidate !== undefined && "root" in readDataPlace(candidate) ? candidate : undefined;
}

/** Whether a field is one that Braze fills with texts, so that it cannot be declared as anything else. */
export const isTextField = ({ namespace, name }: Declared["root"]): boolean => {
  const verdict = checkName({ ...(namespace === undefined ? {} : { namespace }), name });
  return verdict.known && verdict.type === "text";
};
