import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Attack, Run, Undo } from "./attack.js";

const bin = fileURLToPath(new URL("../../bin/mi-braze.js", import.meta.url));
const usage = new URL("usage.js", import.meta.url).href;

/** What the system ends a child for, far beyond what an attack may cost: seconds of CPU and of waiting, and kilobytes of addresses. */
const ends = { cpu: 40, wait: 120, addresses: 8_000_000, output: 30_000_000 };

/** Runs the command over an attack's files, in a folder of its own that is removed once `look` has seen it. */
export async function attacked<T>(attack: Attack, look: (run: Run) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "mi-braze-hostile-"));
  const cost = join(folder, "..", `${folder.slice(folder.lastIndexOf("/") + 1)}.cost`);
  let undo: Undo = () => {};
  try {
    for (const [name, content] of Object.entries(attack.files ?? {})) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const made = await attack.prepare?.(folder);
    if (typeof made === "function") undo = made as Undo;
    return await look(await run(folder, attack, cost));
  } finally {
    await undo();
    rmSync(folder, { recursive: true, force: true });
    rmSync(cost, { force: true });
  }
}

function run(
  folder: string,
  { argv, stdin = "", into, env: own, usesNetwork = false }: Attack,
  cost: string,
): Promise<Run> {
  const limits = `ulimit -c 0; ulimit -t ${ends.cpu}; ${usesNetwork ? "" : `ulimit -v ${ends.addresses};`} ${
    into === undefined ? 'exec "$@"' : `{ "$@"; echo "ended with $?" >&2; } ${into}`
  }`;
  const command = [process.execPath, "--import", usage, bin, ...argv];
  const env = { PATH: process.env.PATH, HOME: folder, HOSTILE_USAGE: cost, NO_COLOR: "1", ...own };
  const child = spawn("sh", ["-c", limits, "-", ...command], { cwd: folder, env, detached: true });
  const written = { stdout: "", stderr: "" };
  const end = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
  };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      if (written[name].length > ends.output) end();
    });
  }
  // A command that does not read its input closes it.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const timer = setTimeout(end, ends.wait * 1000);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, ...written, ...(exitCode === null ? {} : costOf(cost)), folder });
    });
  });
}

function costOf(path: string): { cpu: number; megabytes: number } | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as { cpu: number; megabytes: number };
  } catch {
    return undefined;
  }
}
