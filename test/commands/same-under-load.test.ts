import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { sized } from "../support/depth.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

/** One with a witness to search, or all. */
const bodies = `test/cases/imprecise/${sized("broken/comma*", "**/*")}.liquid`;

/** What a run prints; findings end it with 1. */
async function lint(): Promise<string> {
  const args = ["bin/mi-braze.js", "lint", bodies, "--format", "json"];
  try {
    return (await run(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    const { code, stdout } = error as { code?: number; stdout?: string };
    if (code !== 1 || !stdout) throw error;
    return stdout;
  }
}

test("a run prints the same bytes when others keep the machine busy", async () => {
  const alone = await lint();
  expect(JSON.parse(alone).files.length).toBeGreaterThan(sized(0, 30));
  const busy = [1, 2].map(() => spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
  try {
    const others = Array.from({ length: sized(1, 2) }, () => lint());
    for (const one of await Promise.all(others)) expect(one === alone).toBe(true);
  } finally {
    for (const one of busy) one.kill("SIGKILL");
  }
});
