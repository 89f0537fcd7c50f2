import { dirname } from "node:path";
import { UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import type { Console } from "./console.js";
import { loadConfig } from "./load.js";

/**
 * Does the work, and does it again whenever something changes in the folders, until Ctrl-C.
 * @returns the last exit code
 */
export async function watching(
  host: Host,
  console: Console,
  foldersOf: () => Promise<readonly string[]>,
  work: () => Promise<number>,
): Promise<number> {
  let exitCode = await work();
  try {
    const folders = await foldersOf();
    console.talk(
      `Watching ${folders.length === 1 ? folders[0] : `${folders.length} folders`}; Ctrl-C ends it.`,
    );
    for await (const _ of host.files.changes(folders)) {
      console.talk(`\n${host.now().toISOString()}`);
      exitCode = await work();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError([unreadableFile.report(`cannot watch the files: ${fileReason(error)}`)], 3);
  }
  return exitCode;
}

/** The same over the folder of the config, or this one; what a run finds ends that run alone. */
export const watchingProject = (
  host: Host,
  options: { readonly config?: string },
  console: Console,
  work: () => Promise<number>,
): Promise<number> =>
  watching(
    host,
    console,
    async () => {
      const { file } = await loadConfig(host, options);
      return [file === undefined ? host.cwd : dirname(file)];
    },
    async () => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        console.diagnostics(error.diagnostics);
        return error.exitCode;
      }
    },
  );
