import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/nodes/*.smoke.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    reporters: ["default", "./test/support/closing-line.ts"],
  },
});
