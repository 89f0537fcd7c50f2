import type { Range } from "./source.js";

export type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

/** A JSON value with its position. Numbers keep their notation, because `10.0` and `10` differ in Liquid. */
export interface JsonNode extends Range {
  readonly kind: JsonKind;
  /** The decoded scalar; for a number, the nearest JavaScript number. Undefined for objects and arrays. */
  readonly value?: string | number | boolean | null;
  /** A number as written. */
  readonly text?: string;
  readonly members?: readonly JsonMember[];
  readonly items?: readonly JsonNode[];
}

export interface JsonMember {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: JsonNode;
}
