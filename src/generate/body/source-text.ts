import type { DataSource } from "../../config/model/config.js";

/** A source as the config writes it. */
export function sourceText(from: DataSource): string {
  if (!("path" in from)) return from.kind;
  const path = from.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${quoted(part)}`))
    .join("");
  if (!("name" in from)) return `${from.kind}${path}`;
  return `${from.kind}.${quoted(from.name)}${path}`;
}

/** The sources of a property, in the order in which they are asked. */
export const sourcesText = (from: readonly DataSource[]): string => from.map(sourceText).join(", else ");

const quoted = (name: string) => {
  if (/^[\p{L}\p{N}_$-]+$/u.test(name)) return name;
  return name.includes('"') ? `'${name}'` : `"${name}"`;
};
