import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { expect, onTestFinished, test } from "vitest";
import { commandServer } from "../support/command-server.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

test("docs/first-day.md goes from an empty folder to a merged profile", async () => {
  const page = await readFile(join(root, "docs/first-day.md"), "utf8");
  const steps = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text]) => text!);
  expect(steps.length).toBeGreaterThan(6);
  await using fixture = await createFixture();
  const { bin, close } = await commandServer(fixture.path, (options) => testHost({ ...options, fetch }));
  onTestFinished(close);
  const asProcess = sized(["init", "sandbox"], ["*"]).join("|");
  await writeFile(
    join(bin, "npx"),
    `#!/bin/bash
shift
case "$1" in
${asProcess}) exec "${process.execPath}" "${join(root, "bin/mi-braze.js")}" "$@" ;;
*) exec "${join(bin, "mi-braze")}" "$@" ;;
esac
`,
  );
  // The shell's own background jobs end with it.
  const script = `set -e\ntrap 'kill $(jobs -p) 2>/dev/null' EXIT\n${steps.join('\necho "=== step"\n')}`;
  const { error, out } = await new Promise<{ error: Error | null; out: string }>((resolve) => {
    execFile(
      "bash",
      ["-c", script],
      {
        cwd: fixture.path,
        env: { ...process.env, NO_COLOR: "1", PATH: `${bin}:${process.env.PATH}` },
      },
      (failed, stdout, stderr) =>
        resolve({ error: failed && new Error(`${failed.message}\n${stderr}`), out: stdout }),
    );
  });
  expect(error).toBeNull();
  const [profiles, simulated] = out.split("=== step\n").slice(-2);
  expect(JSON.parse(profiles!)).toEqual([
    {
      user_id: "customer-2077",
      anonymous_ids: ["6a01c94be27f4d3598b0e7c4"],
      events: [expect.any(String), expect.any(String)],
      flags: [],
    },
    { user_id: "customer-1042", anonymous_ids: [], events: [expect.any(String)], flags: [] },
  ]);
  expect(simulated).toContain("4 arrived");
});
