import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { type Host, isMissing, type Processes } from "../host.js";

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

export const processes: Processes = {
  own: process.pid,
  get where() {
    return whereNumbered();
  },
  isRunning,
};

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
