import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../../src/", import.meta.url));

/** The files of src/ that a file of it names in such places. */
function named(file: string, places: RegExp): string[] {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(places)].map(([, path]) =>
    relative(src, join(src, dirname(file), path!))
      .replaceAll("\\", "/")
      .replace(/\.js$/, ".ts"),
  );
}

/** Every import of a file: static, of types, and dynamic ones. */
export const importsOf = (file: string): string[] => named(file, /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);

/** The files that are loaded with one: dynamic imports and those of types are not. */
export function loadedWith(file: string): Set<string> {
  const loaded = new Set([file]);
  for (const one of loaded)
    for (const other of named(one, /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)"/gm)) loaded.add(other);
  return loaded;
}
