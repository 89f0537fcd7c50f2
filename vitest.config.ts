import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Nothing in src/ keeps state but caches, so the files of one thread share what they import.
    pool: "threads",
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 120_000,
    setupFiles: ["./test/support/properties.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
