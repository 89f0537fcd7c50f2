import { type DeclaredData, noData } from "../braze/data.js";
import { readConfig } from "../config/read/read.js";
import { emptyCatalogue } from "../diagnostics/catalogue.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { jsonText } from "../source/json-text.js";
import { requireObject, usageError } from "./usage.js";

/** What a name may be declared as, as in `data:` of a config. */
export type DataType =
  | "string"
  | "number"
  | "integer"
  | "boolean"
  | "datetime"
  | "url"
  | "array"
  | "object"
  | "json";

export interface DataDeclaration {
  readonly type?: DataType;
  /** The only values that it has. */
  readonly enum?: readonly (string | number | boolean)[];
  /** Most characters of a text. */
  readonly max_length?: number;
  /** It is never missing, null or blank. */
  readonly required?: boolean;
}

/** What names hold, by source as a config writes it: `event_property.qty`, `custom_attribute.tier`. */
export type Data = Readonly<Record<string, DataType | DataDeclaration>>;

/** Read as a config that says nothing else, so that it is held to the same rules. */
export function requireData(data: unknown): DeclaredData {
  if (data === undefined) return noData;
  const text = jsonText({ version: 1, data: requireObject(data, "data") });
  const { settings, diagnostics } = readConfig({ name: "data", text }, "data", emptyCatalogue);
  if (!settings || hasErrors(diagnostics)) throw usageError(diagnostics);
  return settings.data;
}
