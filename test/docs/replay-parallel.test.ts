import { execFile, execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { parse } from "yaml";
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

const page = await readFile(new URL("../../docs/replay.md", import.meta.url), "utf8");

interface Ended {
  readonly exitCode: number;
  readonly out: string;
}

/** Runs shell scripts in a folder of events, in which `mi-braze` is this program. */
async function inShop(
  work: (
    run: (script: string, more?: Record<string, string>) => Promise<Ended>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  await using folder = await createFixture({
    "mi-braze.yaml": config,
    "events/a.ndjson": eventsOf(0),
    "events/b.ndjson": eventsOf(40),
  });
  const { bin, close } = await commandServer(folder.path);
  const run = (script: string, more = {}) =>
    new Promise<Ended>((resolve) => {
      const env = { PATH: `${bin}:${process.env.PATH}`, HOME: folder.path, NO_COLOR: "1", ...more };
      execFile("bash", ["-ec", script], { cwd: folder.path, env }, (error, stdout, stderr) =>
        resolve({ exitCode: error ? Number(error.code) : 0, out: error ? stdout + stderr : stdout }),
      );
    });
  try {
    await work(run, folder.path);
  } finally {
    await close();
  }
}

test.skipIf(!hasParallel())(
  "GNU parallel does a replay in parts, as docs/replay.md says, and they add up to one run (skipped without GNU parallel)",
  { timeout: 60_000 },
  () =>
    inShop(async (run) => {
      const script = /^```sh\n(parallel .*?)^```/ms.exec(page)![1]!;
      const whole = await run("mi-braze replay events");
      expect(whole.exitCode, whole.out).toBe(0);
      expect(whole.out).toContain("of 2 files");
      const merged = await run(script);
      expect(merged).toEqual(whole);
      // A part that failed is done again by its number alone.
      const again = await run(
        "rm 2.part\nparallel mi-braze replay events --shard {}/4 --part {}.part ::: 2\nmi-braze replay merge *.part",
      );
      expect(again).toEqual(whole);
    }),
);

/** What the page says that each job of an engine runs, and what the engine tells it of its number. */
const jobs: readonly (readonly [
  engine: string,
  command: () => string,
  env: (job: number, of: number) => Record<string, string>,
])[] = [
  [
    "Slurm",
    () => /^sbatch --wait --array=1-16 --wrap '(.*)'$/m.exec(page)![1]!,
    (job, of) => ({
      SLURM_ARRAY_TASK_ID: String(job + 1),
      SLURM_ARRAY_TASK_MIN: "1",
      SLURM_ARRAY_TASK_COUNT: String(of),
    }),
  ],
  [
    "Kubernetes",
    () => {
      const { spec } = parse(/^```yaml\n(apiVersion: batch.*?)^```/ms.exec(page)![1]!);
      expect([spec.completionMode, spec.completions]).toEqual(["Indexed", 16]);
      const [{ command, workingDir }] = spec.template.spec.containers;
      expect(command.slice(0, 2)).toEqual(["sh", "-c"]);
      return `cd ${workingDir}\n${command[2]}`;
    },
    (job) => ({ JOB_COMPLETION_INDEX: String(job) }),
  ],
  [
    "Spark",
    () => {
      const [, one] = /^one = "(.*)"$/m.exec(page)!;
      const [, pipe] = /^parts\.pipe\(f"(.*)", checkCode=True\)/m.exec(page)!;
      return `echo $NUMBER | ${pipe!.replace("{{}}", "{}").replace("{one}", one!)}`;
    },
    (job) => ({ NUMBER: String(job + 1) }),
  ],
];

test.each(jobs)("%s's jobs, as docs/replay.md has them, add up to one run", (_, command, env) =>
  inShop(async (run, folder) => {
    const script = command().replaceAll("/shop", folder);
    for (let job = 0; job < 16; job++) {
      const ended = await run(script, env(job, 16));
      expect(ended, ended.out).toMatchObject({ exitCode: 0 });
    }
    expect(await run("mi-braze replay merge *.part")).toEqual(await run("mi-braze replay events"));
  }),
);

function hasParallel(): boolean {
  try {
    return /^GNU parallel/.test(execFileSync("parallel", ["--version"], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return false;
  }
}
