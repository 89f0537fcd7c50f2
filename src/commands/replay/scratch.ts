import { UserError } from "../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../diagnostics/findings.js";
import { fileReason, type Host, type Scratch } from "../../host.js";

/** Opens places on disk for what is too much for memory; where the disk has no room, the user is told what to do. */
export const scratchOf =
  ({ files }: Pick<Host, "files">) =>
  (): Scratch => {
    const scratch = told(() => files.openScratch());
    return {
      get length() {
        return scratch.length;
      },
      append: (bytes) => told(() => scratch.append(bytes)),
      read: (at, length) => told(() => scratch.read(at, length)),
      close: () => scratch.close(),
    };
  };

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UserError(
      [
        unwritableFile.report(`cannot keep on disk what is too much for memory: ${fileReason(error)}`, {
          notes: ["It is kept where temporary files are: set TMPDIR to a folder with more room."],
        }),
      ],
      3,
    );
  }
}
