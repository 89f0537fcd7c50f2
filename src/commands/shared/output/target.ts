import type { Host } from "../../../host.js";
import { NotRead } from "../../../not-read.js";
import { allowed } from "../../../source/read-text.js";

/**
 * The file that is written where a path is given: a link's own, unless that is outside the project. A device or a pipe is
 * never replaced by a file, which a rename would do without a word.
 * @returns with whether there is one yet
 * @throws NotRead, or Node's error
 */
export async function targetOf(
  host: Pick<Host, "files" | "cwd">,
  path: string,
): Promise<{ readonly target: string; readonly isThere: boolean }> {
  const { files } = host;
  const kind = await files.kind(path);
  if (kind === undefined) return { target: path, isThere: false };
  if (kind === "other" || (await files.kind(await files.real(path))) === "other")
    throw new NotRead("it is a device, a pipe or a socket, not a file");
  return { target: await allowed(host, path), isThere: true };
}
