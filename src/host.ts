import type { Readable, Writable } from "node:stream";
import { NotRead } from "./not-read.js";

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

/** True if a file error says that nothing is at the path. */
export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // The last one is Node's of a path with a NUL, which no file system has.
  return code !== undefined && ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code);
}

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
