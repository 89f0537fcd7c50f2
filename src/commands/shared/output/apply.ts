import { dirname, join } from "node:path";
import { manifestFile } from "../../../handoff/manifest.js";
import { type Files, isMissing } from "../../../host.js";
import type { Change } from "./changes.js";
import { leftIn, temporaryName, type Writer } from "./temporary.js";

/** The folder that a run writes to before anything is renamed; with its manifest last, a killed run leaves that too. */
const staging = ".mi-braze-staging";

/**
 * Carries the changes out. Every text is first written in full to a staging folder inside `out`; only then are the files
 * renamed into place, the manifest last, so that a full disk or a kill leaves whole files and never half of one.
 */
export async function applyChanges(writer: Writer, out: string, changes: readonly Change[]): Promise<void> {
  const { files } = writer;
  const writes = changes.filter((change) => change.kind === "added" || change.kind === "changed");
  const removals = changes.filter((change) => change.kind === "removed");
  const nothing = writes.length + removals.length === 0;
  if (!nothing) await files.makeFolder(out);
  if ((await files.kind(out)) === "folder") await clearStaging(writer, out);
  if (nothing) return;
  const stage = join(out, temporaryName(writer, staging));
  try {
    for (const [index, change] of writes.entries()) {
      await files.makeFolder(stage);
      await files.write(join(stage, stagedName(change, index)), change.text ?? "");
    }
    const order = [...writes.entries()].sort(
      ([, a], [, b]) => Number(a.path === manifestFile) - Number(b.path === manifestFile),
    );
    for (const [index, change] of order) {
      if (change.path === manifestFile)
        for (const removal of removals) await remove(files, out, removal.path);
      await files.makeFolder(dirname(join(out, change.path)));
      await files.rename(join(stage, stagedName(change, index)), join(out, change.path));
    }
  } finally {
    // What is left of it the next run clears; the first error says why there is anything left.
    await removeFolder(files, stage).catch(() => {});
  }
}

const stagedName = ({ path }: Change, index: number): string =>
  path === manifestFile ? manifestFile : String(index);

/** What killed runs left behind. */
async function clearStaging(writer: Writer, out: string): Promise<void> {
  for (const folder of await leftIn(writer, out)) await removeFolder(writer.files, folder).catch(() => {});
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
