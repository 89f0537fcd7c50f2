import { UserError } from "../../../diagnostics/diagnostic.js";
import { unwritableFile } from "../../../diagnostics/findings.js";
import { fileReason, type Host } from "../../../host.js";

/**
 * Whole or not at all: what is replaced is somebody's work. It keeps its rights, and a link to it stays a link.
 * @param asIs the text is the user's own, credentials and all
 */
export async function replaceFile(
  host: Host,
  path: string,
  text: string,
  { asIs = true }: { readonly asIs?: boolean } = {},
): Promise<void> {
  const there = await host.files.real(path).catch(() => undefined);
  const file = there ?? path;
  const temporary = `${file}.mi-braze-${host.now().getTime()}`;
  try {
    await host.files.write(temporary, text, { asIs });
    if (there !== undefined) await host.files.copyMode(there, temporary);
    await host.files.rename(temporary, file);
  } catch (error) {
    await host.files.remove(temporary).catch(() => {});
    throw new UserError([unwritableFile.report(`cannot write "${path}": ${fileReason(error)}`)], 3);
  }
}
