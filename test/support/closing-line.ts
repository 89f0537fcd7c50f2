import type { Reporter, TestModule } from "vitest/node";
import { depth, seed } from "./depth.js";

/** Begins a run with what repeats it, and ends it with `N passed, N failed` alone on a line, which any CI can read. */
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
    process.stdout.write(
      `\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
    );
  }
}
