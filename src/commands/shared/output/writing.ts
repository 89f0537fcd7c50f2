import { UserError } from "../../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../../diagnostics/findings.js";
import { fileReason } from "../../../host.js";

/**
 * Does what reads and writes the output folder.
 * @param out what the user calls the folder
 * @throws UserError where the system refuses
 */
export async function writingTo<Result>(out: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UserError || !(error as NodeJS.ErrnoException).code) throw error;
    throw new UserError([unwritableFile.report(`cannot write to "${out}": ${fileReason(error)}`)], 3);
  }
}
