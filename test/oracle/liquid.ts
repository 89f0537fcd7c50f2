import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A template of standard Liquid and its variables as JSON text, which keeps `10.0` apart from `10`. */
export interface LiquidQuestion {
  readonly template: string;
  readonly data: string;
}

/** What Ruby says of a template: its text, or that it does not parse. */
export type LiquidAnswer = { readonly text: string } | { readonly error: string };

/** Asks Ruby Liquid in one process; answers in order. */
export function askRuby(questions: readonly LiquidQuestion[]): LiquidAnswer[] {
  const script = fileURLToPath(new URL("./record-liquid.rb", import.meta.url));
  const input = questions.map(({ template, data }) => `${JSON.stringify({ template, data })}\n`).join("");
  const run = spawnSync("ruby", ["-W0", script], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`ruby failed: ${run.stderr.slice(0, 2000)}`);
  return run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LiquidAnswer);
}
