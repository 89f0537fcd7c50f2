import { UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { quoted } from "../../source/json-text.js";

/** Which of so many parts, from 0. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const whole: Shard = { index: 0, of: 1 };

/**
 * What runs many jobs tells each of them its number: Slurm's arrays count from their own first, Kubernetes' indexed jobs
 * from 0, GNU parallel from 1.
 */
const jobNumbers: readonly {
  readonly name: string;
  /** How many jobs there are, where it is told. */
  readonly count?: string;
  readonly first: (env: Host["env"]) => number;
}[] = [
  {
    name: "SLURM_ARRAY_TASK_ID",
    count: "SLURM_ARRAY_TASK_COUNT",
    first: ({ SLURM_ARRAY_TASK_MIN }) => Number(SLURM_ARRAY_TASK_MIN ?? 1),
  },
  { name: "JOB_COMPLETION_INDEX", first: () => 0 },
  { name: "PARALLEL_SEQ", first: () => 1 },
];

/**
 * `2/4`, or `4` where the environment says which of them this is.
 * @throws UserError with exit code 2
 */
export function shardOf(text: string, env: Host["env"]): Shard {
  const [, index, of] = /^(?:(\d{1,6})\/)?(\d{1,6})$/.exec(text) ?? [];
  if (of === undefined)
    throw wrong(`--shard is ${quoted(text)}`, "Expected i/n, from 1/n to n/n, such as 2/4.");
  const shard = { index: index === undefined ? jobIndex(env, of) : Number(index) - 1, of: Number(of) };
  if (shard.index >= 0 && shard.index < shard.of) return shard;
  throw wrong(
    `there is no part ${shard.index + 1} of ${shard.of}`,
    "Parts are numbered from 1 to as many as there are.",
  );
}

function jobIndex(env: Host["env"], of: string): number {
  for (const { name, count, first } of jobNumbers) {
    const value = env[name];
    if (value === undefined || !/^\d{1,9}$/.test(value)) continue;
    const jobs = count === undefined ? undefined : env[count];
    // Of an array that does some of the parts again, the first task is any of them.
    if (jobs !== undefined && jobs !== of)
      throw wrong(
        `--shard ${of} does not say which part: the array has ${jobs} ${jobs === "1" ? "task" : "tasks"}`,
        `Write --shard $${name}/${of} for tasks that are numbered from 1.`,
      );
    return Number(value) - first(env);
  }
  const names = jobNumbers.map(({ name }) => name).join(", ");
  throw wrong(
    `--shard ${of} does not say which part`,
    `Write it, as in 1/${of}, or run it where one of ${names} is set.`,
  );
}

const wrong = (message: string, note: string): UserError =>
  new UserError([wrongUsage.report(message, { notes: [note] })], 2);
