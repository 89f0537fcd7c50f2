import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    setupFiles: ["./test/support/properties.ts"],
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
