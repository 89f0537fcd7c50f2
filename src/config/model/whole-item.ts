import type { Property } from "./config.js";

/** A text that reads the item that it is in as a whole, so that a list of texts becomes one of objects: `from: item`. */
export const readsTextItem = (property: Property): boolean =>
  (property.type === "string" || property.type === "url") && readsWholeItem(property);

/** A scalar that reads the object or item that it is in as a whole. */
export function readsWholeItem(property: Property): boolean {
  const { type } = property;
  if (type === "constant" || type === "object" || type === "array" || type === "json") return false;
  return property.from.some((from) => from.kind === "item" && from.path.length === 0);
}

/** A property that reads a member of the object or item that it is in. */
export const readsMember = (property: Property): boolean =>
  property.type !== "constant" && property.from.some((from) => from.kind === "item" && from.path.length > 0);
