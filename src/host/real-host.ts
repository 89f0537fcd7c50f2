import { systemClock } from "../clock.js";
import type { Host, Output } from "../host.js";
import { processes, runProgram } from "./processes.js";
import { realFiles } from "./real-files.js";
import { atMost } from "./regular-files.js";
import { boundedBy } from "./watchdog.js";

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
    processes,
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
