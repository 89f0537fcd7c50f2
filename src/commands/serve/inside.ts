import { dirname, resolve } from "node:path";
import type { Files } from "../../host.js";
import { isInside } from "../../source/read-text.js";

/**
 * The file of a project that a name means, absolute; undefined where it is outside the folder, be it through a link.
 * @param folder absolute
 */
export async function insideOf(
  files: Pick<Files, "kind" | "real">,
  folder: string,
  name: string,
): Promise<string | undefined> {
  const path = resolve(folder, name);
  if (name.includes("\0") || path === folder || !isInside(path, folder)) return undefined;
  // What is there already decides: the file itself, else the nearest folder above it.
  let there = path;
  while ((await files.kind(there)) === undefined) there = dirname(there);
  const real = await files.real(there).catch(() => undefined);
  return real !== undefined && isInside(real, await files.real(folder)) ? path : undefined;
}
