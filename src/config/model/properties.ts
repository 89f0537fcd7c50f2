import type { Property, ReadProperty } from "./config.js";

/** Properties that are read, those of objects that are put together among them. */
export const readProperties = (properties: readonly Property[]): ReadProperty[] =>
  properties.flatMap((property) => {
    if (property.type === "gathered") return readProperties(property.properties);
    return property.type === "constant" ? [] : [property];
  });

/** Properties with those of the objects and lists of objects among them, each followed by its own. */
export const everyProperty = (properties: readonly Property[]): Property[] =>
  properties.flatMap((property) => [property, ...everyProperty(membersOf(property))]);

function membersOf(property: Property): readonly Property[] {
  if (property.type === "object" || property.type === "gathered") return property.properties;
  return property.type === "array" && property.items.kind === "object" ? property.items.properties : [];
}
