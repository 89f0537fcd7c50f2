import { expect, test } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";

test.each([600, 20_000])("%i brackets, none closed, are one finding", (depth) => {
  const { diagnostics, verdict } = proveTemplate({ name: "body", text: "[".repeat(depth) });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining("more than 500 nested braces and brackets"),
  ]);
  expect(verdict).toBe("refuted");
});
