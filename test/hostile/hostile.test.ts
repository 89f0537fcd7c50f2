import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sized } from "../support/depth.js";
import type { Attack, Run } from "./attack.js";
import { attacked } from "./child.js";
import { attacks } from "./kinds/index.js";

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

beforeAll(async () => {
  const costs: number[] = [];
  for (let i = 0; i < 3; i++) costs.push(await attacked(trivial, ({ cpu }) => cpu!));
  share = costs.sort((a, b) => a - b)[1]!;
});

// A run of `npm test` sees that the frame works; the nightly one tries everything.
const chosen = attacks.slice(0, sized(2, attacks.length));

describe.skipIf(process.platform === "win32")("hostile input", () => {
  test.each(chosen.map((one) => [`${one.kind}: ${one.variant}`, one] as const))(
    "%s",
    async (name, attack) => {
      await attacked(attack, async (run) => {
        const times = run.cpu === undefined ? Number.POSITIVE_INFINITY : run.cpu / share;
        const said = run.exitCode === null ? "ended" : `exit ${run.exitCode}`;
        table.push(
          `${times.toFixed(1).padStart(8)} × ${(run.megabytes ?? 0).toFixed(0).padStart(5)} MB  ${said}  ${name}`,
        );
        within(run, times, attack);
        await attack.holds?.(run);
      });
    },
  );
});

function within(run: Run, times: number, { saysLimit }: Attack): void {
  const { exitCode, stdout, stderr, megabytes = 0 } = run;
  expect(exitCode, `it was ended by a limit; it wrote ${stderr.slice(-300)}`).not.toBeNull();
  expect(stderr).not.toMatch(/this is a bug|^\s+at .+:\d+:\d+/m);
  expect([0, 1, 2, 3], stderr.slice(-1000)).toContain(exitCode);
  if (saysLimit?.test(stdout + stderr)) return;
  expect({
    times: times <= most.times || times,
    megabytes: megabytes <= most.megabytes || megabytes,
  }).toEqual({
    times: true,
    megabytes: true,
  });
}

afterAll(() => {
  console.log(["     CPU     memory", ...table].join("\n"));
});
