import type { DataSource, Property } from "./config.js";

/** A text that reads the item that it is in as a whole, so that a list of texts becomes one of objects: `from: item`. */
export function readsTextItem(property: Property): boolean {
  if (property.type === "gathered") return property.properties.some(readsTextItem);
  return (property.type === "string" || property.type === "url") && property.from.some(isWholeItem);
}

const isWholeItem = (from: DataSource): boolean => from.kind === "item" && from.path.length === 0;

const isWholeObject = (from: DataSource): boolean => from.kind === "object" && from.path.length === 0;

/** A scalar that reads the object or item that it is in as a whole. */
export function readsWholeItem(property: Property): boolean {
  switch (property.type) {
    case "constant":
    case "gathered":
    case "object":
    case "array":
    case "json":
      return false;
    case "string":
    case "number":
    case "integer":
    case "boolean":
    case "datetime":
    case "url":
      return property.from.some((from) => isWholeItem(from) || isWholeObject(from));
  }
}

/** A property that reads a member of the item that it is in. */
export const readsMember = (property: Property): boolean =>
  property.type !== "constant" &&
  property.type !== "gathered" &&
  property.from.some((from) => from.kind === "item" && from.path.length > 0);
