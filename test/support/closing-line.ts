import { appendFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import { depth, seed } from "./depth.js";

/**
 * Begins a run with what repeats it, and ends it with `N passed, N failed` alone on a line, which any CI can read. Where
 * `TEST_TALLY` names a file, the counts go there instead, for one closing line after several runs.
 */
export default class ClosingLine implements Reporter {
  onInit(): void {
    process.stdout.write(`TEST_DEPTH=${depth} SEED=${seed}\n`);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    for (const module of modules) {
      if (module.state() === "failed" && module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else skipped++;
      }
    }
    const tally = process.env.TEST_TALLY;
    if (tally) appendFileSync(tally, `${passed} ${failed} ${skipped}\n`);
    else
      process.stdout.write(
        `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
      );
  }
}
