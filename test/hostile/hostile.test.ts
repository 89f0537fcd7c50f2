import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depth, sized } from "../support/depth.js";
import type { Attack, Run } from "./attack.js";
import { attacked } from "./child.js";

/**
 * The command as a child process, given what nobody means well with. Machines differ, so what an attack costs is held
 * against a run that has nothing to do, here and now.
 */
const most = { times: 20, megabytes: 600 };

const trivial: Attack = {
  kind: "trivial",
  variant: "",
  files: { "a.liquid": '{"a": 1}' },
  argv: ["lint", "a.liquid"],
};

let share = Number.POSITIVE_INFINITY;
const table: string[] = [];

/** Seconds of a run that has nothing to do: the middle one of three. */
async function nothingToDo(): Promise<number> {
  const costs: number[] = [];
  for (let i = 0; i < sized(1, 3); i++) costs.push(await attacked(trivial, ({ cpu }) => cpu!));
  return costs.sort((a, b) => a - b)[costs.length >> 1]!;
}

beforeAll(async () => {
  share = await nothingToDo();
});

// A run of `npm test` sees that the frame works; the nightly one tries everything, whose files alone take seconds to make.
const chosen =
  depth === "deep"
    ? (await import("./kinds/index.js")).attacks
    : (await import("./kinds/readers.js")).readersOfFiles.slice(0, 2);

describe.skipIf(process.platform === "win32")("hostile input", () => {
  test.each(chosen.map((one) => [`${one.kind}: ${one.variant}`, one] as const))(
    "%s",
    async (name, attack) => {
      let times = await attacked(attack, async (run) => {
        const times = run.cpu === undefined ? Number.POSITIVE_INFINITY : run.cpu / share;
        const said = run.exitCode === null ? "ended" : `exit ${run.exitCode}`;
        table.push(
          `${times.toFixed(1).padStart(8)} × ${(run.megabytes ?? 0).toFixed(0).padStart(5)} MB  ${said}  ${name}`,
        );
        within(run, attack);
        await attack.holds?.(run);
        return attack.saysLimit?.test(run.stdout + run.stderr) ? 0 : times;
      });
      // What else the machine does costs a long run more than a short one: one beyond its share is weighed again.
      for (let again = 0; times > most.times && again < 2; again++) {
        const nothing = await nothingToDo();
        times = Math.min(
          times,
          await attacked(attack, ({ cpu }) => (cpu ?? Number.POSITIVE_INFINITY) / nothing),
        );
      }
      expect(times).toBeLessThanOrEqual(most.times);
    },
  );
});

function within({ exitCode, stdout, stderr, megabytes = 0 }: Run, { saysLimit }: Attack): void {
  expect(exitCode, `it was ended by a limit; it wrote ${stderr.slice(-300)}`).not.toBeNull();
  expect(stderr).not.toMatch(/this is a bug|^\s+at .+:\d+:\d+/m);
  expect([0, 1, 2, 3], stderr.slice(-1000)).toContain(exitCode);
  if (!saysLimit?.test(stdout + stderr)) expect(megabytes).toBeLessThanOrEqual(most.megabytes);
}

afterAll(() => {
  console.log(["     CPU     memory", ...table].join("\n"));
});
