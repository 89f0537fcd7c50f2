import {
  type FileHandle,
  link,
  lstat,
  open,
  readFile,
  rename,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { beat, holderName, longestSilence, stateOf } from "../../holder.js";
import type { Host } from "../../host.js";

/** What is needed to have a journal alone. */
export type LockHost = Pick<Host, "processes" | "uuid" | "now" | "sleep">;

export interface LockOptions {
  /** Is told when it is waited for signs of life, with how long at most, in milliseconds. */
  readonly waiting?: (lock: string, longest: number) => void;
  /** How often it is said that this process still runs. */
  readonly beat?: number;
}

const pause = 500;
const mostTries = 4;

/**
 * That a journal is one process's: a file beside it that says whose, and is touched while that process runs. Where only
 * the touching can tell whether another one does, in a container or on a machine that is not this one, it is waited for.
 */
export class JournalLock {
  readonly #beats: NodeJS.Timeout;

  private constructor(
    readonly path: string,
    private readonly holder: string,
    now: () => Date,
    often: number,
  ) {
    // Whoever waits looks again, and whose the lock is then is asked before anything is written.
    this.#beats = setInterval(() => void this.#touch(now()).catch(() => {}), often);
    this.#beats.unref();
  }

  /** @throws Error if another process has it */
  static async take(journal: string, host: LockHost, options: LockOptions = {}): Promise<JournalLock> {
    const path = `${journal}.lock`;
    const own = holderName(host);
    for (let tries = 0; ; tries++) {
      if (await madeLock(path, own)) return new JournalLock(path, own, host.now, options.beat ?? beat);
      const holder = await holderOf(path);
      if (holder === undefined) {
        if (tries < mostTries && (await isGone(path))) continue;
        throw new Error(`"${path}" is in the way: remove it`);
      }
      const state = stateOf(host.processes, holder);
      if (state === "running")
        throw new Error(
          `the sandbox of process ${Number.parseInt(holder, 10)} is using it; end that one, or take another file`,
        );
      if (state === "elsewhere" && (await isTouched(path, host, options)))
        throw new Error(
          "a sandbox in another container or on another machine is using it; end that one, or take another file",
        );
      if (tries >= mostTries) throw new Error(`"${path}" is in the way: remove it`);
      await breakLock(path, holder, own);
    }
  }

  /** Whether no other process has taken it, such as while this one was stopped. */
  async isHeld(): Promise<boolean> {
    return (await holderOf(this.path)) === this.holder;
  }

  async #touch(now: Date): Promise<void> {
    if (await this.isHeld()) await utimes(this.path, now, now);
  }

  async release(): Promise<void> {
    clearInterval(this.#beats);
    if (await this.isHeld()) await unlink(this.path).catch(() => {});
  }
}

/** Its file is there with what it says, or not at all. */
async function madeLock(path: string, own: string): Promise<boolean> {
  const aside = `${path}.${own}`;
  await writeFile(aside, own, { flag: "wx", mode: 0o600 });
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Some file systems have one name a file.
    return await writeFile(path, own, { flag: "wx", mode: 0o600 }).then(
      () => true,
      (failed: NodeJS.ErrnoException) => {
        if (failed.code === "EEXIST") return false;
        throw failed;
      },
    );
  } finally {
    await unlink(aside).catch(() => {});
  }
}

const isGone = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => false,
    () => true,
  );

/** What a lock says; what is not a file is no lock. */
async function holderOf(path: string): Promise<string | undefined> {
  if (!(await lstat(path).catch(() => undefined))?.isFile()) return undefined;
  return readFile(path, "utf8").catch(() => undefined);
}

/** Whether somebody touches, changes or removes a lock while it is waited. */
async function isTouched(path: string, { sleep }: LockHost, { waiting }: LockOptions): Promise<boolean> {
  const before = await signOf(path);
  waiting?.(path, longestSilence);
  for (let waited = 0; waited < longestSilence; waited += pause) {
    await sleep(pause);
    const sign = await signOf(path);
    if (sign !== before) return sign !== undefined;
  }
  return false;
}

/** Opened anew: over a network only that asks for what is so now. */
async function signOf(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { mtimeMs, ino } = await file.stat();
    return `${mtimeMs} ${ino}`;
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

/** Another process may have broken it and taken its own: that one gets it back. */
async function breakLock(path: string, holder: string, own: string): Promise<void> {
  const aside = `${path}.${own}`;
  try {
    await rename(path, aside);
    if ((await holderOf(aside)) !== holder) await link(aside, path);
    await unlink(aside);
  } catch {
    // Whether it worked is seen where the lock is taken.
  }
}
