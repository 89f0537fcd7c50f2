import { execFile, execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { commandServer } from "../support/command-server.js";

const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity: {audience: known_and_anonymous, user_id: external_id, anonymous_id: {from: email_address, hash: md5}}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}, price: number}
`;

/** Events of two files: some twice, some nobody's, some that abort, some that no campaign forwards. */
const eventsOf = (from: number): string =>
  Array.from({ length: 60 }, (_, index) => {
    const at = from + index;
    const one = {
      id: `e${at % 50}`,
      ...(at % 7 === 0 ? {} : { external_id: `u${at % 11}`, email: `${at % 5}@mail.example` }),
      name: at % 13 === 0 ? "Product Veiwed" : "Product Viewed",
      time: `2026-11-01T10:${String(at % 60).padStart(2, "0")}:00Z`,
      properties: at % 9 === 0 ? {} : { id: `p${at}`, price: at % 4 === 0 ? "call us" : at },
    };
    return `${JSON.stringify(one)}\n`;
  }).join("");

test.skipIf(!hasParallel())(
  "GNU parallel does a replay in parts, as docs/replay.md says, and they add up to one run (skipped without GNU parallel)",
  { timeout: 60_000 },
  async () => {
    const page = await readFile(new URL("../../docs/replay.md", import.meta.url), "utf8");
    const script = /^```sh\n(parallel .*?)^```/ms.exec(page)![1]!;
    await using folder = await createFixture({
      "mi-braze.yaml": config,
      "events/a.ndjson": eventsOf(0),
      "events/b.ndjson": eventsOf(40),
    });
    const { bin, close } = await commandServer(folder.path);
    const run = (script: string) =>
      new Promise<{ exitCode: number; out: string }>((resolve) => {
        const env = { PATH: `${bin}:${process.env.PATH}`, HOME: folder.path, NO_COLOR: "1" };
        execFile("bash", ["-ec", script], { cwd: folder.path, env }, (error, stdout, stderr) =>
          resolve({ exitCode: error ? Number(error.code) : 0, out: error ? stdout + stderr : stdout }),
        );
      });
    try {
      const whole = await run("mi-braze replay events");
      expect(whole.exitCode, whole.out).toBe(0);
      expect(whole.out).toContain("of 2 files");
      const merged = await run(script);
      expect(merged).toEqual(whole);
      // A part that failed is done again by its number alone.
      const again = await run(
        "rm 2.part\nmi-braze replay events --shard 2/4 --part 2.part\nmi-braze replay merge *.part",
      );
      expect(again).toEqual(whole);
    } finally {
      await close();
    }
  },
);

function hasParallel(): boolean {
  try {
    return /^GNU parallel/.test(execFileSync("parallel", ["--version"], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return false;
  }
}
