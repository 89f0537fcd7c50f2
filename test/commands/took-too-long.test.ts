import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { boundedBy, TookTooLong } from "../../src/host.js";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

test("work that does not end is ended; what it gives in time comes back, and so does what it throws", () => {
  expect(boundedBy(60_000, () => boundedBy(60_000, () => 42))).toBe(42);
  expect(() =>
    boundedBy(60_000, () => {
      throw new TypeError("its own");
    }),
  ).toThrow(TypeError);
  expect(() =>
    boundedBy(20, () => {
      for (;;);
    }),
  ).toThrow(TookTooLong);
});

test.each([["lint"], ["lint --fix"]])(
  "%s of a file that takes too long says so, with exit code 3 and no verdict",
  async (command) => {
    await using folder = await createFixture({ "hook.liquid": '{"a": "{{custom_attribute.${a}}}"}' });
    const host = {
      ...testHost({ cwd: folder.path }),
      bounded: () => {
        throw new TookTooLong();
      },
    };
    const plain = testHost({ cwd: folder.path });
    expect(await main([...command.split(" "), "hook.liquid"], { ...plain, bounded: host.bounded })).toBe(3);
    expect(plain.err()).toContain("hook.liquid took longer than a minute");
    expect(plain.out() + plain.err()).not.toMatch(/refuted|proven/);
    expect(await folder.readFile("hook.liquid", "utf8")).toBe('{"a": "{{custom_attribute.${a}}}"}');
  },
);
