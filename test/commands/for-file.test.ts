import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { boundedBy, TookTooLong } from "../../src/host/watchdog.js";
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

test.each([
  ["lint", ["lint", "a.liquid", "b.liquid"]],
  ["lint --fix", ["lint", "a.liquid", "b.liquid", "--fix"]],
  ["lint --format json", ["lint", "a.liquid", "b.liquid", "--format", "json"]],
  ["verify", ["verify", "--template", "b.liquid", "a.json", "b.json"]],
])("%s goes on after a file at which it fails, and says which", async (_, argv) => {
  const fixture = JSON.stringify({ user: { external_id: "u" }, expect: { payload: { b: 1 } } });
  await using folder = await createFixture({
    "a.liquid": '{"a": 1}',
    "b.liquid": '{"b": 1,}',
    "a.json": fixture,
    "b.json": fixture,
  });
  const host = testHost({ cwd: folder.path });
  let calls = 0;
  const bounded = <T>(work: () => T): T => {
    if (calls++ === 0) throw new TypeError("undefined is not a function");
    return work();
  };
  expect(await main(argv, { ...host, bounded })).toBe(3);
  const said = host.out() + host.err();
  expect(said).toMatch(/mi-braze failed at a\.(liquid|json).*undefined is not a function/);
  expect(said).toContain("MI008");
  expect(said).toMatch(/b\.(liquid|json)/);
  expect(said).not.toContain("a bug, please report it: ");
});
