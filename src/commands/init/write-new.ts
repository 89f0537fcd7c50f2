import { dirname } from "node:path";
import { shownPath } from "../../braze/read-source.js";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { clearLeft, temporaryName } from "../shared/output/temporary.js";

/** A file that must not be there yet; its path is absolute. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes all the files or none. Nothing that exists is touched; every text is written in full beside its place before any
 * is renamed into it; when that fails, what was made so far is taken away again. What a killed run has finished stays.
 */
export async function writeNew(host: Host, folder: string, wanted: readonly NewFile[]): Promise<void> {
  const { files } = host;
  for (const place of new Set(wanted.map(({ path }) => dirname(path)))) await clearLeft(host, place);
  const newFiles: NewFile[] = [];
  for (const file of wanted) if (!(await isThere(host, file))) newFiles.push(file);
  await refuseExisting(
    host,
    newFiles.map(({ path }) => path),
  );
  const made: string[] = [];
  const partial = new Map(newFiles.map(({ path }) => [path, temporaryName(host, path)]));
  try {
    for (const { path, text } of newFiles) {
      for (const missing of await missingFolders(host, dirname(path))) {
        await files.makeFolder(missing);
        made.push(missing);
      }
      made.push(partial.get(path)!);
      await files.write(partial.get(path)!, text);
    }
    for (const { path } of newFiles) {
      await files.rename(partial.get(path)!, path);
      made.push(path);
    }
  } catch (error) {
    for (const path of made.reverse()) await files.remove(path).catch(() => {});
    if (error instanceof UserError) throw error;
    throw cannotWrite(host, folder, fileReason(error));
  }
}

/** Whether the very file is there already, as a run that was killed before its last one leaves it. */
async function isThere({ files }: Host, { path, text }: NewFile): Promise<boolean> {
  const bytes = Buffer.from(text);
  if ((await files.kind(path).catch(() => undefined)) !== "file") return false;
  const found = await files.read(path, bytes.length).catch(() => undefined);
  return found !== undefined && bytes.equals(found);
}

/** Ends the command when any of these is there already; it says which. */
export async function refuseExisting(host: Host, paths: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (const path of paths) {
    const kind = await host.files.kind(path).catch((error: unknown) => {
      throw cannotWrite(host, dirname(path), fileReason(error));
    });
    if (kind !== undefined) found.push(path);
  }
  if (found.length === 0) return;
  const all = found.map((path) => `"${shownPath(host, path)}"`).join(" and ");
  const message = `${all} ${found.length === 1 ? "exists" : "exist"} already, and init overwrites nothing`;
  const next = "Nothing was written. Move what is there, or choose another folder with --dir.";
  throw new UserError([unwritableFile.report(message, { notes: [next] })], 3);
}

/** The folders that have to be made, outermost first. */
async function missingFolders(host: Host, folder: string): Promise<string[]> {
  const { files } = host;
  const kind = await files.kind(folder);
  if (kind === undefined) return [...(await missingFolders(host, dirname(folder))), folder];
  const real = kind === "link" ? await files.kind(await files.real(folder)) : kind;
  if (real !== "folder") throw cannotWrite(host, folder, "it is a file, not a folder");
  return [];
}

const cannotWrite = (host: Host, folder: string, reason: string) =>
  new UserError(
    [
      unwritableFile.report(`cannot write to "${shownPath(host, folder)}": ${reason}`, {
        notes: ["Nothing was written."],
      }),
    ],
    3,
  );
