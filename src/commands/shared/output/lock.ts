import { join } from "node:path";
import { holderName, stateOf } from "../../../holder.js";
import { type Host, isMissing } from "../../../host.js";
import { temporaryName, type Writer } from "./temporary.js";

type Waiting = Writer & Pick<Host, "sleep">;

/** A folder with one file, which is called by whoever writes. */
const lockName = ".mi-braze-lock";
const pause = 50;
/** So long nobody writes: the number of a process that was killed is another's by now. */
const longest = 30_000;

/**
 * Writes to an output folder as the only run that does; others wait for it. What is done there has to look at the folder
 * anew. Where nothing may be written nothing is locked, and the work says why it cannot be done.
 *
 * A folder is renamed over another only where that one is empty, and a lock is broken by removing the very file that its
 * holder has named: of several who break one, one has it then, and nobody loses one that is taken anew.
 */
export async function lockedWhile<T>(host: Waiting, out: string, work: () => Promise<T>): Promise<T> {
  const lock = join(out, lockName);
  const own = holderName(host);
  if (!(await take(host, lock, own))) return work();
  try {
    return await work();
  } finally {
    // A lock that stays is broken by the next run, as that of a killed one is.
    await host.files
      .remove(join(lock, own))
      .then(() => host.files.remove(lock))
      .catch(() => {});
  }
}

/**
 * Waits until nobody writes to an output folder.
 * @returns whether no killed run has left its lock there
 */
export async function unlocked(host: Waiting, out: string): Promise<boolean> {
  const lock = join(out, lockName);
  for (let waited = 0; waited < longest; waited += pause) {
    const holder = await holderOf(host, lock);
    if (holder === undefined || stateOf(host.processes, holder) === "gone") break;
    await host.sleep(pause);
  }
  return (await host.files.kind(lock)) === undefined;
}

/** @returns false where nothing may be written */
async function take(host: Waiting, lock: string, own: string): Promise<boolean> {
  const { files } = host;
  const aside = temporaryName(host, lock);
  let waited = 0;
  let waitedFor: string | undefined;
  for (let tries = 0; ; tries++) {
    try {
      await files.makeFolder(aside);
      await files.write(join(aside, own), "");
      await files.rename(aside, lock);
      return true;
    } catch (error) {
      const holder = await holderOf(host, lock);
      if (holder === undefined) {
        if (tries < mostTries && (isInTheWay(error) || isMissing(error))) {
          // Some systems rename over no folder, not even over an empty one.
          await files.remove(lock).catch(() => {});
          continue;
        }
        await files.remove(join(aside, own)).catch(() => {});
        await files.remove(aside).catch(() => {});
        if (isForbidden(error)) return false;
        throw error;
      }
      if (holder !== waitedFor) waited = 0;
      waitedFor = holder;
      if (waited >= longest || stateOf(host.processes, holder) === "gone")
        await files.remove(join(lock, holder)).catch(() => {});
      else {
        await host.sleep(pause);
        waited += pause;
      }
    }
  }
}

/** A folder that is in the way may be empty by the time it is looked at, and be taken again by the next try. */
const mostTries = 100;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";
const isInTheWay = (error: unknown): boolean => /^(?:EEXIST|ENOTEMPTY|EPERM)$/.test(codeOf(error));
const isForbidden = (error: unknown): boolean => /^(?:EROFS|EACCES|EPERM)$/.test(codeOf(error));

const holderOf = async ({ files }: Writer, lock: string): Promise<string | undefined> =>
  (await files.list(lock).catch(() => []))[0];
