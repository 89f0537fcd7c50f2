import type { Files } from "../../../host.js";
import { NotRead } from "../../../not-read.js";

/**
 * The file that is written where a path is given: a link's own. A device or a pipe is never replaced by a file, which a
 * rename would do without a word.
 * @returns with whether there is one yet
 * @throws NotRead, or Node's error
 */
export async function targetOf(
  files: Pick<Files, "kind" | "real">,
  path: string,
): Promise<{ readonly target: string; readonly isThere: boolean }> {
  const isThere = (await files.kind(path)) !== undefined;
  const target = isThere ? await files.real(path) : path;
  if (isThere && (await files.kind(target)) === "other")
    throw new NotRead("it is a device, a pipe or a socket, not a file");
  return { target, isThere };
}
