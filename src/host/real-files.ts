import { constants, watch } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { type Files, isMissing, type Pieces } from "../host.js";
import { openRegular, readRegular, streamRegular } from "./regular-files.js";
import { openScratch } from "./scratch.js";

export const realFiles: Files = {
  read: readRegular,
  stream: streamRegular,
  open: async (path) => {
    const { file, length } = await openRegular(path);
    return {
      length,
      read: async (at, bytes) => {
        const into = new Uint8Array(Math.max(0, Math.min(bytes, length - at)));
        let read = 0;
        while (read < into.length) {
          const { bytesRead } = await file.read(into, read, into.length - read, at + read);
          if (bytesRead === 0) break;
          read += bytesRead;
        }
        return into.subarray(0, read);
      },
      close: () => file.close(),
    };
  },
  create: async (path, { like } = {}) => {
    const file = await fs.open(path, "wx", like === undefined ? 0o666 : 0o600);
    if (like !== undefined) await makeLike(path, like);
    return pieces(file);
  },
  append: async (path) => pieces(await fs.open(path, "a", 0o600)),
  openScratch,
  write: async (path, text, { like, isPrivate } = {}) => {
    if (like === undefined) return fs.writeFile(path, text, isPrivate ? { mode: 0o600 } : {});
    // Nobody may read it who may not read the other, not even while it is written.
    await fs.writeFile(path, text, { mode: 0o600, flag: "wx" });
    await makeLike(path, like);
  },
  mayWrite: (path) => fs.access(path, constants.W_OK),
  rename: (from, to) => fs.rename(from, to),
  // One by one: Node's own recursive option never ends where the file system refuses (/proc).
  makeFolder: async (path) => {
    const missing: string[] = [];
    for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) {
      try {
        await fs.mkdir(folder);
        break;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EEXIST") {
          if ((await fs.stat(folder)).isDirectory()) break;
          throw Object.assign(new Error(`${folder} is a file`, { cause: error }), { code: "ENOTDIR" });
        }
        if (code !== "ENOENT" || missing.includes(folder)) throw error;
        if ((await realFiles.kind(dirname(folder))) !== undefined) throw error;
        missing.push(folder);
      }
    }
    for (const folder of missing.reverse())
      await fs.mkdir(folder).catch((error: NodeJS.ErrnoException) => {
        // Another run made it in the meantime.
        if (error.code !== "EEXIST") throw error;
      });
  },
  remove: async (path) => {
    const stat = await fs.lstat(path);
    await (stat.isDirectory() ? fs.rmdir(path) : fs.unlink(path));
  },
  kind: async (path) => {
    try {
      const stat = await fs.lstat(path);
      return stat.isFile()
        ? "file"
        : stat.isDirectory()
          ? "folder"
          : stat.isSymbolicLink()
            ? "link"
            : "other";
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  list: (folder) => fs.readdir(folder),
  real: (path) => fs.realpath(path),
  scratch: tmpdir,
  changes: async function* (folders, end) {
    let told = () => {};
    let next = new Promise<void>((resolve) => (told = resolve));
    const watchers = folders.map((folder) =>
      watch(folder, { recursive: true, persistent: true }, () => told()),
    );
    end?.addEventListener("abort", () => told());
    try {
      for (;;) {
        await next;
        if (end?.aborted) return;
        // An editor saves in several steps.
        await new Promise((resolve) => setTimeout(resolve, 100));
        next = new Promise<void>((resolve) => (told = resolve));
        yield;
      }
    } finally {
      for (const one of watchers) one.close();
    }
  },
};

/** Gives a file the mode and, where the system allows it, the owner of another. */
async function makeLike(path: string, other: string): Promise<void> {
  const { mode, uid, gid } = await fs.stat(other);
  await fs.chown(path, uid, gid).catch(() => {});
  await fs.chmod(path, mode & 0o7777);
}

const pieces = (file: fs.FileHandle): Pieces => ({
  write: async (text) => void (await file.writeFile(text)),
  close: () => file.close(),
});
