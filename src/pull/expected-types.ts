import type { DeclaredType } from "../braze/data.js";
import type { Campaign, DataSource, Property, ReadProperty } from "../config/model/config.js";

/** A property that reads an attribute, and what it makes of it. */
export interface Reader {
  /** `order_completed: lines.sku` */
  readonly place: string;
  readonly attribute: string;
  readonly type: ReadProperty["type"];
}

/** Every property that reads a custom attribute as a whole. */
export const readersOf = (campaigns: readonly Campaign[]): Reader[] =>
  campaigns.flatMap(({ slug, properties }) => readersIn(properties, `${slug}: `));

function readersIn(properties: readonly Property[], place: string): Reader[] {
  return properties.flatMap((property) => {
    if (property.type === "constant") return [];
    const own = `${place}${property.name}`;
    if (property.type === "gathered") return readersIn(property.properties, `${own}.`);
    const isConverted = "map" in property && property.map !== undefined;
    const isSplit = property.type === "array" && property.split !== undefined;
    const isJoined = "join" in property && (property.join !== undefined || property.text !== undefined);
    const read = isConverted || isSplit || isJoined ? [] : property.from.flatMap(attributeOf);
    return [
      ...read.map((attribute) => ({ place: own, attribute, type: property.type })),
      ...(property.type === "object" ? readersIn(property.properties, `${own}.`) : []),
      ...(property.type === "array" && property.items.kind === "object"
        ? readersIn(property.items.properties, `${own}.`)
        : []),
    ];
  });
}

const attributeOf = (source: DataSource): string[] =>
  source.kind === "custom_attribute" && source.path.length === 0 ? [source.name] : [];

/** Whether a value of Braze's type always counts as missing: it cannot become the property's without loss. */
export function isAlwaysMissing(property: Reader["type"], braze: DeclaredType): boolean {
  const isNested = braze === "array" || braze === "object";
  switch (property) {
    case "json":
      return false;
    case "array":
    case "object":
      return braze !== property;
    case "string":
    case "url":
      return isNested;
    case "number":
    case "integer":
    case "datetime":
      return isNested || braze === "boolean";
    case "boolean":
      return isNested || braze === "number";
  }
}
