import { dirname, join } from "node:path";
import { manifestFile } from "../../../handoff/manifest.js";
import { type Files, isMissing } from "../../../host.js";
import type { Change } from "./changes.js";
import { missingFolders, removeEmpty } from "./made-folders.js";
import { leftStages, staging, temporaryName, type Writer } from "./temporary.js";

/**
 * Carries the changes out, where no other run writes. Every text is first written in full to a staging folder inside `out`;
 * only then are the files renamed into place, the manifest last, so that a full disk or a kill leaves whole files and
 * never half of one. What killed runs say they have made is removed once the manifest says it.
 */
export async function applyChanges(writer: Writer, out: string, changes: readonly Change[]): Promise<void> {
  const { files } = writer;
  const writes = changes.filter((change) => change.kind === "added" || change.kind === "changed");
  const removals = changes.filter((change) => change.kind === "removed");
  if (writes.length + removals.length > 0) await write(writer, out, writes, removals);
  if ((await files.kind(out)) === "folder")
    for (const path of await leftStages(writer, out)) await removeLeft(files, path).catch(() => {});
}

async function write(
  writer: Writer,
  out: string,
  writes: readonly Change[],
  removals: readonly Change[],
): Promise<void> {
  const { files } = writer;
  const folders = new Set(writes.map(({ path }) => dirname(join(out, path))));
  const made: string[] = [];
  const stage = join(out, temporaryName(writer, staging));
  try {
    // All folders first: where there is no room for one of them, nothing has been renamed.
    for (const folder of [...folders, stage]) {
      made.unshift(...(await missingFolders(files, folder)));
      await files.makeFolder(folder);
    }
    for (const [index, change] of writes.entries()) {
      const like = change.kind === "changed" ? { like: join(out, change.path) } : {};
      await files.write(join(stage, stagedName(change, index)), change.text ?? "", like);
    }
    const place = (index: number, { path }: Change) =>
      files.rename(join(stage, stagedName({ path }, index)), join(out, path));
    const isManifest = ({ path }: Change) => path === manifestFile;
    for (const [index, change] of writes.entries()) if (!isManifest(change)) await place(index, change);
    for (const { path } of removals) await remove(files, out, path);
    for (const [index, change] of writes.entries()) if (isManifest(change)) await place(index, change);
  } finally {
    // What is left of it the next run clears; the first error says why there is anything left.
    await removeFolder(files, stage).catch(() => {});
    await removeEmpty(files, made);
  }
}

const stagedName = ({ path }: Pick<Change, "path">, index: number): string =>
  path === manifestFile ? manifestFile : String(index);

async function removeLeft(files: Files, path: string): Promise<void> {
  if ((await files.kind(path)) === "file") await files.remove(path);
  else await removeFolder(files, path);
}

async function removeFolder(files: Files, folder: string): Promise<void> {
  if ((await files.kind(folder)) !== "folder") return;
  for (const name of await files.list(folder)) await files.remove(join(folder, name));
  await files.remove(folder);
}

/** The file, and its folder when that leaves it empty. */
async function remove(files: Files, out: string, path: string): Promise<void> {
  const folder = dirname(join(out, path));
  try {
    await files.remove(join(out, path));
    if ((await files.list(folder)).length === 0) await files.remove(folder);
  } catch (error) {
    // Another run was quicker.
    if (!isMissing(error)) throw error;
  }
}
