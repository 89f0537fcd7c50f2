import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  type Stats,
  unlinkSync,
  watch,
  writeSync,
} from "node:fs";
import * as fs from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { runInThisContext } from "node:vm";
import { systemClock } from "./clock.js";
import { NotRead, NotText } from "./not-read.js";

/** A stream that text is written to: stdout or stderr. Writing never throws, so that nothing stops halfway for it. */
export interface Output {
  /** With `commands`, lines that begin with `::` are meant for a CI server. */
  write(text: string, options?: { readonly commands?: boolean }): void;
  /** A file's own text, for another program: nothing in it is written out for people. */
  writeFile(text: string): void;
  /** Why not everything has been written, once it has been tried: Node's error. */
  fault?(): Promise<NodeJS.ErrnoException | undefined>;
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
  /** What begins the code of a colour; the stream makes an escape of it. Absent: the escape itself. */
  readonly mark?: string;
}

/** Texts that nothing may show which leaves the program. */
export interface SecretRegistry {
  add(secret: string): void;
  /** A URL that is a credential, as its path is. */
  addUrl(url: string): void;
  /** What a text calls a credential, or what looks like one in it, as far as it can be told from other text. */
  learn(text: string): void;
  /** What is a credential with others; one that is a word is hidden only in what somebody else says. */
  addPart(part: string): void;
  masked(text: string): string;
  /** What somebody else says; where it is `cut`, its end may be the beginning of a secret. */
  maskedAnswer(text: string, cut?: boolean): string;
}

export interface WriteOptions {
  readonly asIs?: boolean;
  /** Nobody else may read it. */
  readonly isPrivate?: boolean;
  /** A file whose mode and, where the system allows it, owner the written one has. */
  readonly like?: string;
}

/** A file that is written a piece at a time. */
export interface Pieces {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The part of the file system that the tool uses; paths are absolute. Rejections are Node's errors, with their `code`. */
export interface Files {
  /**
   * The bytes of a regular file.
   * @throws NotRead where the path is none, or it holds more than `most` bytes
   */
  read(path: string, most: number): Promise<Uint8Array>;
  /**
   * The same a piece at a time, however many there are.
   * @throws NotRead where the path is not a regular file
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /**
   * The same, to be read here and there.
   * @throws NotRead where the path is not a regular file
   */
  open(path: string): Promise<Ranges>;
  /** A new file that is written a piece at a time; refuses a piece that holds a credential. */
  create(path: string, options?: Pick<WriteOptions, "like">): Promise<Pieces>;
  /** A file of nobody else's that is written from its end on; refuses a piece that holds a credential. */
  append(path: string): Promise<Pieces>;
  /** Where what is too much for memory is kept for a while; nobody else may read it. */
  openScratch(): Scratch;
  /** Refuses a text that holds a credential, unless it is the user's own file that is written again, `asIs`. */
  write(path: string, text: string, options?: WriteOptions): Promise<void>;
  /** Rejects where the system would not let the file be written. */
  mayWrite(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Removes a file or an empty folder. */
  remove(path: string): Promise<void>;
  /** What is at a path, without following links; undefined if nothing is. */
  kind(path: string): Promise<"file" | "folder" | "link" | "other" | undefined>;
  list(folder: string): Promise<string[]>;
  /** The path with every link resolved. */
  real(path: string): Promise<string>;
  /** The folder of files that are gone when the run is. */
  scratch(): string;
  /**
   * Yields once for each burst of changes in one of the folders or below; ends only when it is asked to.
   * @throws Node's error when a folder cannot be watched
   */
  changes(folders: readonly string[], end?: AbortSignal): AsyncIterable<void>;
}

/** A file that is open for reading. */
export interface Ranges {
  /** In bytes, when it was opened. */
  readonly length: number;
  /** Fewer bytes than are asked for only where the file ends. */
  read(at: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file of the program's own, without a name, that is gone when it is closed or the process ends. */
export interface Scratch {
  /** In bytes. */
  readonly length: number;
  append(bytes: Uint8Array): void;
  read(at: number, length: number): Uint8Array;
  close(): void;
}

/** How a program ended, and what it printed. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Processes of this machine, so that two do not write to one file. */
export interface Processes {
  /** The number of this one. */
  readonly own: number;
  /** Where numbers are given: in another container or on another machine the same one is another process. */
  readonly where: string;
  isRunning(id: number): boolean;
}

/** Everything outside the process, so that a test can replace it. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: {
    readonly isTTY: boolean;
    read(most: number): Promise<Uint8Array>;
    stream(): AsyncIterable<Uint8Array>;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly secrets: SecretRegistry;
  /** The raw streams for prompts; only present if stdin and stdout are both terminals. */
  readonly terminal?: { readonly input: Readable; readonly output: Writable } | undefined;
  readonly files: Files;
  readonly fetch: typeof fetch;
  /**
   * Runs a program to its end, without a shell.
   * @returns undefined where there is no such program
   */
  run(program: string, args: readonly string[], folder: string): Promise<Ended | undefined>;
  readonly processes: Processes;
  now(): Date;
  /** A random UUID: unguessable, so it serves as a password too. */
  uuid(): string;
  sleep(milliseconds: number): Promise<void>;
  /**
   * Does work that does not wait for anything, and ends it when it takes a minute.
   * @throws TookTooLong
   */
  bounded<T>(work: () => T): T;
  /** Settles when the process is asked to stop: Ctrl-C, or SIGTERM. */
  ended(): Promise<void>;
}

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

/** True if a file error says that nothing is at the path. */
export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // The last one is Node's of a path with a NUL, which no file system has.
  return code !== undefined && ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code);
}

export const runProgram: Host["run"] = async (program, args, folder) => {
  // Few commands run a program, and all would wait for this to load.
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => (isMissing(error) ? resolve(undefined) : reject(error)));
    child.on("close", (exitCode) =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString("utf8") }),
    );
  });
};

/** `20.12.0`: the Node that runs this. */
export const nodeVersion = (): string => process.versions.node;

/** What Node is made of: V8, the tables of time zones and of Unicode, and more. */
export const runtimeVersions = (): Readonly<Record<string, string | undefined>> => process.versions;

/** Work that was ended: whatever it would have found, nothing is known of it. */
export class TookTooLong extends Error {
  constructor(options?: ErrorOptions) {
    super("took too long", options);
  }
}

/**
 * Work is bounded where it is done, in steps. This is for what those bounds have overlooked, so that CI does not hang.
 * @throws TookTooLong
 */
export function boundedBy<T>(milliseconds: number, work: () => T): T {
  let result: { readonly value: T } | undefined;
  const own = globalThis as { [working]?: () => void };
  const outer = own[working];
  own[working] = () => {
    result = { value: work() };
  };
  try {
    // Nothing else in Node ends code that never gives way.
    runInThisContext(`globalThis[Symbol.for("${working.description}")]()`, { timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    throw new TookTooLong({ cause: error });
  } finally {
    own[working] = outer;
  }
  return result!.value;
}

const working = Symbol.for("mi-braze work");
const longest = 60_000;

/** The process's own streams, files and clock. A stream is opened when it is asked for: opening one takes time. */
export function realHost(): Omit<Host, "secrets"> {
  const isTerminal = () => process.stdin.isTTY && process.stdout.isTTY;
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: {
      get isTTY() {
        return process.stdin.isTTY === true;
      },
      read: (most) => atMost(most, process.stdin),
      stream: () => process.stdin,
    },
    stdout: output(() => process.stdout),
    stderr: output(() => process.stderr),
    get terminal() {
      return isTerminal() ? { input: process.stdin, output: process.stdout } : undefined;
    },
    files: realFiles,
    fetch: globalThis.fetch,
    run: runProgram,
    processes: {
      own: process.pid,
      get where() {
        return whereNumbered();
      },
      isRunning,
    },
    now: systemClock,
    uuid: () => crypto.randomUUID(),
    bounded: (work) => boundedBy(longest, work),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    ended: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
}

/**
 * Eight letters and digits: of the machine's name and, where the system has them, of what containers number apart and of
 * the machine's last start, after which numbers are given anew.
 */
function whereNumbered(): string {
  let space = "";
  try {
    space = `${readlinkSync("/proc/self/ns/pid")}\n${readFileSync("/proc/sys/kernel/random/boot_id", "utf8")}`;
  } catch {
    // Only Linux tells.
  }
  return createHash("sha256").update(`${hostname()}\n${space}`).digest("hex").slice(0, 8);
}

function isRunning(id: number): boolean {
  try {
    // Signal 0 is not delivered: it only asks.
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function output(open: () => NodeJS.WriteStream): Output {
  let opened: NodeJS.WriteStream | undefined;
  let fault: NodeJS.ErrnoException | undefined;
  const stream = () => {
    if (!opened) {
      opened = open();
      opened.on("error", (error) => {
        fault ??= error;
      });
    }
    return opened;
  };
  const write = (text: string) => {
    // The event may come only after everything was asked for; what was to be written knows at once.
    if (!fault)
      stream().write(text, (error) => {
        if (error) fault ??= error;
      });
  };
  return {
    write,
    writeFile: write,
    fault: async () =>
      opened && new Promise((resolve) => (fault ? resolve(fault) : stream().write("", () => resolve(fault)))),
    get isTTY() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns;
    },
  };
}

function openScratch(): Scratch {
  const path = join(tmpdir(), `mi-braze-${crypto.randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  // What has no name is left behind by no crash. Where the system refuses, it is removed at the end.
  const remove = () => {
    try {
      unlinkSync(path);
      return true;
    } catch {
      return false;
    }
  };
  const isGone = remove();
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(bytes) {
      for (let from = 0; from < bytes.length; )
        from += writeSync(file, bytes, from, bytes.length - from, length + from);
      length += bytes.length;
    },
    read(at, count) {
      const bytes = new Uint8Array(count);
      for (let from = 0; from < count; ) {
        const more = readSync(file, bytes, from, count - from, at + from);
        if (more === 0) throw Object.assign(new Error("it ends too early"), { code: "EIO" });
        from += more;
      }
      return bytes;
    },
    close() {
      closeSync(file);
      if (!isGone) remove();
    },
  };
}

async function readRegular(path: string, most: number): Promise<Uint8Array> {
  return atMost(most, streamRegular(path));
}

async function* streamRegular(path: string): AsyncGenerator<Uint8Array> {
  const { file } = await openRegular(path);
  try {
    yield* file.createReadStream({ autoClose: false });
  } finally {
    await file.close();
  }
}

async function openRegular(path: string): Promise<{ readonly file: fs.FileHandle; readonly length: number }> {
  // To open a pipe may wait for ever, and to open a device may do something: it is asked first, and again once it is open.
  refuseUnlessRegular(await fs.stat(path));
  const file = await fs.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    refuseUnlessRegular(stat);
    return { file, length: stat.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function refuseUnlessRegular(stat: Stats): void {
  if (stat.isFile()) return;
  if (stat.isDirectory()) throw new NotRead("it is a folder");
  const kind = stat.isFIFO() ? "a pipe" : stat.isSocket() ? "a socket" : "a device";
  throw new NotRead(`it is ${kind}, not a file`, "Only files are read, and stdin where a command takes -.");
}

/** All chunks; what goes on past `most` bytes is not read to its end, which may never come. */
async function atMost(most: number, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) throw new NotText(`it is larger than ${sizeText(most)}`);
  }
  return Buffer.concat(chunks);
}

const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${Math.floor(bytes / 1024)} KB`;

/** Node's file errors in words, without the path. */
export function fileReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof NotRead) return message;
  return (code && reasons[code]) || message || String(error);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EEXIST: "it already exists",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  EIO: "the device does not respond",
};
