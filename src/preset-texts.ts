import { readdirSync, readFileSync } from "node:fs";
import { packageFile } from "./package-file.js";

const ending = ".yaml";

/**
 * The text of each preset, by name and in the order of names. A build calls this once and keeps the answer instead of this
 * file, as a browser has no folders to read: see scripts/bundle.js.
 */
export function presetTexts(): Readonly<Record<string, string>> {
  const folder = packageFile("templates/events/");
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -ending.length), readFileSync(new URL(name, folder), "utf8")]),
  );
}
