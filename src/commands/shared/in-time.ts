import { UserError } from "../../diagnostics/diagnostic.js";
import { tookTooLong } from "../../diagnostics/findings.js";
import { type Host, TookTooLong } from "../../host.js";

/**
 * What is done with one file, unless it takes a minute.
 * @throws UserError, with exit code 3, when it does
 */
export function inTime<T>(host: Pick<Host, "bounded">, file: string, work: () => T): T {
  try {
    return host.bounded(work);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    const message = `${file} took longer than a minute, so nothing is known of it`;
    const notes = ["Leave it out, or cut it down, and report it: no file should take so long."];
    throw new UserError([tookTooLong.report(message, { notes })], 3);
  }
}
