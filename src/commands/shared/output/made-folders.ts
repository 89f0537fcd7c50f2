import { dirname } from "node:path";
import type { Files } from "../../../host.js";

type Folders = Pick<Files, "kind" | "remove">;

/** A folder and those around it, as far as they are missing, the innermost first. */
export async function missingFolders(files: Folders, folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let at = folder; (await files.kind(at)) === undefined; at = dirname(at)) missing.push(at);
  return missing;
}

/** Removes folders that a run has made and that nothing has come into; the system keeps the others. */
export async function removeEmpty(files: Folders, innermostFirst: readonly string[]): Promise<void> {
  for (const folder of innermostFirst)
    if ((await files.kind(folder)) === "folder") await files.remove(folder).catch(() => {});
}
