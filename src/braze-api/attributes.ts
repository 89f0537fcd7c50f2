import type { DeclaredType } from "../braze/data.js";
import { calls } from "./calls.js";
import type { BrazeClient } from "./client.js";
import { objectsIn } from "./content-blocks.js";

/** A custom attribute, as Braze's data settings have it. */
export interface CustomAttribute {
  readonly name: string;
  /** As Braze writes it: `Number`. */
  readonly dataType: string;
}

/** Every custom attribute, fifty at a time. */
export async function* listAttributes(client: BrazeClient): AsyncGenerator<CustomAttribute> {
  for await (const page of client.cursors(calls.listAttributes))
    for (const { name, data_type: dataType } of objectsIn(page.attributes))
      if (typeof name === "string") yield { name, dataType: typeof dataType === "string" ? dataType : "" };
}

/**
 * What a data type promises, in the words of `data:`. Only `Number` is documented letter by letter, so that case and what
 * follows in parentheses do not count. A date is a Time in Liquid, which no type of `data:` is, so it promises nothing.
 */
export function declaredTypeOf({ dataType }: CustomAttribute): DeclaredType | undefined {
  const word = dataType
    .replace(/\(.*\)/s, "")
    .trim()
    .toLowerCase();
  return types.get(word);
}

const types: ReadonlyMap<string, DeclaredType> = new Map([
  ["number", "number"],
  ["integer", "number"],
  ["float", "number"],
  ["string", "string"],
  ["boolean", "boolean"],
  ["array", "array"],
  ["object array", "array"],
  ["object", "object"],
]);
