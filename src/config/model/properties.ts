import type { Property } from "./config.js";

/** Properties with those of the objects and lists of objects among them, each followed by its own. */
export const everyProperty = (properties: readonly Property[]): Property[] =>
  properties.flatMap((property) => [property, ...everyProperty(membersOf(property))]);

function membersOf(property: Property): readonly Property[] {
  if (property.type === "object") return property.properties;
  return property.type === "array" && property.items.kind === "object" ? property.items.properties : [];
}
