import { resolve } from "node:path";
import { shownPath, unread } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { type Host, isMissing } from "../../host.js";
import { findFiles } from "../../verify/glob.js";

/**
 * The files that a path stands for, absolute: itself, those of a folder, or those that a pattern names, which may be none.
 * @param namesInFolders what a folder's files are called, as a pattern
 * @throws UserError where nothing can be looked at
 */
export async function filesAt(host: Host, path: string, namesInFolders: string): Promise<string[]> {
  const file = resolve(host.cwd, path);
  const isPattern = /[*?{]/.test(path);
  const kind = await host.files.kind(file).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw new UserError([unread(shownPath(host, file), error)], 3);
  });
  if (kind === "folder") return search(host, file, namesInFolders, path);
  return kind === undefined && isPattern ? search(host, host.cwd, path, path) : [file];
}

const search = (host: Host, folder: string, pattern: string, path: string): Promise<string[]> =>
  findFiles(host.files, folder, pattern).catch((error: unknown) => {
    throw new UserError([unread(path, error)], 3);
  });
