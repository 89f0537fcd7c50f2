import { join } from "node:path";
import { beat, holderName, longestSilence, stateOf } from "../../../holder.js";
import { type Host, isMissing } from "../../../host.js";
import { missingFolders, removeEmpty } from "./made-folders.js";
import { temporaryName, type Writer } from "./temporary.js";

/** Tells the person who waits. */
type Talk = (line: string) => void;
type Waiting = Writer & Pick<Host, "sleep">;

/** A folder with one file, which is called by whoever writes; what the file says changes while that run is there. */
const lockName = ".mi-braze-lock";
const pause = 50;
/** From here on whoever waits is told why. */
const unnoticed = 1_000;

/**
 * Writes to an output folder as the only run that does; others wait for it. What is done there has to look at the folder
 * anew. Where nothing may be written nothing is locked, and the work says why it cannot be done.
 *
 * A folder is renamed over another only where that one is empty, and a lock is broken by removing the very file that its
 * holder has named: of several who break one, one has it then, and nobody loses one that is taken anew.
 */
export async function lockedWhile<T>(
  host: Waiting,
  out: string,
  talk: Talk,
  work: () => Promise<T>,
): Promise<T> {
  const missing = await missingFolders(host.files, out);
  try {
    return await locked(host, out, talk, work);
  } finally {
    // The lock is in the folder, so that it is made also where the work then comes to nothing.
    await removeEmpty(host.files, missing);
  }
}

async function locked<T>(host: Waiting, out: string, talk: Talk, work: () => Promise<T>): Promise<T> {
  const lock = join(out, lockName);
  const own = holderName(host);
  if (!(await take(host, lock, own, new Patience(host, lock, talk)))) return work();
  let beats = 0;
  const beating = setInterval(() => void say(host, join(lock, own), String(++beats)), beat);
  beating.unref();
  try {
    return await work();
  } finally {
    clearInterval(beating);
    // A lock that stays is broken by the next run, as that of a killed one is.
    await host.files
      .remove(join(lock, own))
      .then(() => host.files.remove(lock))
      .catch(() => {});
  }
}

/** In a lock that somebody has broken nothing is written any more. */
async function say({ files }: Waiting, path: string, text: string): Promise<void> {
  if ((await files.kind(path).catch(() => undefined)) === "file")
    await files.write(path, text).catch(() => {});
}

/**
 * Waits until nobody writes to an output folder.
 * @returns whether no killed run has left its lock there
 */
export async function unlocked(host: Waiting, out: string, talk: Talk): Promise<boolean> {
  const lock = join(out, lockName);
  const patience = new Patience(host, lock, talk);
  for (;;) {
    const holder = await holderOf(host, lock);
    if (holder === undefined || (await patience.isOver(holder))) break;
    await patience.wait();
  }
  return (await host.files.kind(lock)) === undefined;
}

/** How long a lock is waited for: while its holder runs, where that can be seen, and as long as it says something anywhere. */
class Patience {
  #sign: string | undefined;
  /** Since the holder, or what it says, was another. */
  #silent = 0;
  #waited = 0;

  constructor(
    private readonly host: Waiting,
    private readonly lock: string,
    private readonly talk: Talk,
  ) {}

  /** Whether the holder has ended, as far as one can tell: its number may be that of another process by now. */
  async isOver(holder: string): Promise<boolean> {
    if (stateOf(this.host.processes, holder) === "gone") return true;
    const said = await this.host.files.read(join(this.lock, holder), mostSaid).catch(() => "");
    const sign = `${holder} ${said}`;
    if (sign !== this.#sign) this.#silent = 0;
    this.#sign = sign;
    return this.#silent >= longestSilence;
  }

  async wait(): Promise<void> {
    await this.host.sleep(pause);
    this.#silent += pause;
    this.#waited += pause;
    if (this.#waited === unnoticed)
      this.talk(
        `Waiting for a run that writes to the same folder; if it was killed, for ${longestSilence / 1000} seconds at most.`,
      );
  }
}

/** In bytes, of a number. */
const mostSaid = 100;

/** @returns false where nothing may be written */
async function take(host: Waiting, lock: string, own: string, patience: Patience): Promise<boolean> {
  const { files } = host;
  const aside = temporaryName(host, lock);
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
      if (await patience.isOver(holder)) await files.remove(join(lock, holder)).catch(() => {});
      else await patience.wait();
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
