import { dirname } from "node:path";
import { UserError } from "../../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../../diagnostics/findings.js";
import { fileReason, type Host } from "../../../host.js";
import { targetOf } from "./target.js";
import { clearLeft, temporaryName } from "./temporary.js";

/**
 * Whole or not at all: what is replaced is somebody's work. The file keeps its mode and its owner, a link stays a link to
 * the file that is replaced, and one that may not be written is not.
 * @param asIs the text is the user's own, credentials and all
 */
export async function replaceFile(
  host: Host,
  path: string,
  text: string,
  { asIs = true }: { readonly asIs?: boolean } = {},
): Promise<void> {
  const { files } = host;
  let temporary: string | undefined;
  try {
    const { target, isThere } = await targetOf(host, path);
    if (isThere) await files.mayWrite(target);
    await clearLeft(host, dirname(target));
    temporary = temporaryName(host, target);
    await files.write(temporary, text, { asIs, ...(isThere ? { like: target } : {}) });
    await files.rename(temporary, target);
  } catch (error) {
    if (temporary !== undefined) await files.remove(temporary).catch(() => {});
    throw new UserError([unwritableFile.report(`cannot write "${path}": ${fileReason(error)}`)], 3);
  }
}
