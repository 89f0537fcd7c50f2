import { UserError } from "../../diagnostics/diagnostic.js";
import { internalError, tookTooLong } from "../../diagnostics/findings.js";
import { TookTooLong } from "../../host/watchdog.js";
import type { Host } from "../../host.js";

/**
 * What is done with one file, unless it takes a minute. Whatever goes wrong in it is this file's, and does not stop what
 * is done with the others.
 * @throws UserError, with exit code 3, when it comes to nothing
 */
export function forFile<T>(host: Pick<Host, "bounded" | "env">, file: string, work: () => T): T {
  try {
    return host.bounded(work);
  } catch (error) {
    if (error instanceof UserError || host.env.MI_BRAZE_DEBUG) throw error;
    throw new UserError([error instanceof TookTooLong ? late(file) : broken(file, error)], 3);
  }
}

const late = (file: string) =>
  tookTooLong.report(`${file} took longer than a minute, so nothing is known of it`, {
    notes: ["Leave it out, or cut it down, and report it: no file should take so long."],
  });

const broken = (file: string, error: unknown) =>
  internalError.report(
    `mi-braze failed at ${file}, so nothing is known of it: ${error instanceof Error ? error.message : error}`,
    {
      notes: [
        "This is a bug of mi-braze: please report it, with the file if you can. The other files were read.",
      ],
    },
  );
