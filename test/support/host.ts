import { randomUUID } from "node:crypto";
import { PassThrough, Writable } from "node:stream";
import { Secrets } from "../../src/egress/secrets.js";
import { runProgram } from "../../src/host/processes.js";
import { realFiles } from "../../src/host/real-files.js";
import type { Files, Host } from "../../src/host.js";
import { clock } from "./clock.js";

export interface TestHostOptions {
  /** A real folder, as `createFixture()` of fs-fixture makes one. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What can be read from stdin, to its end. */
  readonly stdin?: string;
  /** Makes stdin, stdout and stderr terminals, and opens `keys`. */
  readonly tty?: boolean;
  /** How wide the terminal is; 80 when absent. */
  readonly columns?: number;
  /** The clock; 2023-11-14T22:13:20Z when absent. */
  readonly now?: Date;
  /** Without it, a request fails the test that caused it. */
  readonly fetch?: typeof fetch;
  /** When the process is asked to end; never, when absent. */
  readonly ended?: Promise<void>;
  /** Operations to put in the place of the real ones: a full disk, a file that cannot be read. */
  readonly files?: Partial<Files>;
  /** What running a program comes to, in the place of running it. */
  readonly run?: Host["run"];
  /** What runs on the machine; this process alone, when absent. */
  readonly processes?: Host["processes"];
}

export interface TestHost extends Host {
  /** All that was written to stdout so far; prompts are not in it. */
  out(): string;
  /** All that was written to stderr so far. */
  err(): string;
  /** What the prompts have drawn so far, escape codes and all; empty without `tty`. */
  screen(): string;
  /** Presses keys at the terminal: text, `\r`, `\x1b[B`, `\x03`. */
  press(keys: string): void;
  /** Milliseconds that were slept, though no time went by. */
  readonly slept: readonly number[];
}

/** A host over a real folder whose streams are kept in memory. */
export function testHost(options: TestHostOptions): TestHost {
  const { cwd, env = {}, stdin = "", tty = false, columns = 80, now = clock() } = options;
  const slept: number[] = [];
  const written = { out: "", err: "", screen: "" };
  const stream = (name: "out" | "err") => ({
    write: (text: string) => {
      written[name] += text;
    },
    writeFile: (text: string) => {
      written[name] += text;
    },
    isTTY: tty,
    columns: tty ? columns : undefined,
  });
  const input = new PassThrough();
  const output = new Writable({
    write(chunk, _encoding, done) {
      written.screen += String(chunk);
      done();
    },
  });
  return {
    cwd,
    env,
    stdin: {
      isTTY: tty,
      read: async () => Buffer.from(stdin),
      stream: async function* () {
        yield Buffer.from(stdin);
      },
    },
    stdout: stream("out"),
    stderr: stream("err"),
    secrets: new Secrets(),
    terminal: tty ? { input, output } : undefined,
    files: { ...realFiles, ...options.files },
    fetch: options.fetch ?? noFetch,
    run: options.run ?? runProgram,
    processes: options.processes ?? {
      own: process.pid,
      where: "0a0a0a0a",
      isRunning: (id) => id === process.pid,
    },
    now: () => now,
    uuid: randomUUID,
    bounded: (work) => work(),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    ended: () => options.ended ?? new Promise(() => {}),
    slept,
    out: () => written.out,
    err: () => written.err,
    screen: () => written.screen,
    press: (keys) => void input.write(keys),
  };
}

const noFetch: typeof fetch = async (url) => {
  throw new Error(`a test asked the network for ${String(url)}`);
};
