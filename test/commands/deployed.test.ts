import { expect, test } from "vitest";
import { brazeProject } from "../support/braze-project.js";

test("marks what was pasted, which generate keeps, and tells what is out of date", async () => {
  const { run, folder, config } = await brazeProject({ braze: "" });
  const before = await run(["deployed"]);
  expect([before.exitCode, before.err]).toEqual([1, expect.stringContaining("Run mi-braze generate first")]);
  await run(["generate"]);
  const marked = await run(["deployed", "viewed"]);
  expect([marked.exitCode, marked.out]).toEqual([
    0,
    expect.stringMatching(/^viewed {2}version \w{8}, pasted 2024-05-14\n$/),
  ]);
  expect((await run(["generate", "--check"])).exitCode).toBe(0);
  const half = await run(["deployed"]);
  expect(half.exitCode).toBe(1);
  expect(half.out).toMatch(/✓ viewed {2}version \w{8}, pasted 2024-05-14$/m);
  expect(half.out).toMatch(/✗ bought {2}never marked as pasted; today's is \w{8}/);
  await run(["deployed", "bought"]);
  expect((await run(["deployed"])).exitCode).toBe(0);

  await folder.writeFile("mi-braze.yaml", config.replace("title: string", "title: string, sku: string"));
  const stale = await run(["deployed", "viewed"]);
  expect([stale.exitCode, stale.err]).toEqual([
    1,
    expect.stringContaining("viewed/body.liquid is not what the config means"),
  ]);
  await run(["generate"]);
  const older = await run(["deployed"]);
  expect(older.out).toMatch(
    /✗ viewed {2}version \w{8}, pasted 2024-05-14; today's is \w{8}: paste body\.liquid/,
  );
  expect(older.exitCode).toBe(1);
  expect((await run(["deployed", "viewd"])).err).toContain('did you mean "viewed"?');
});

test.for(["{", '{"deployed": {"viewed": {"version": 1}, "bought": null}}', '{"deployed": []}'])(
  "marks that are none are as if nobody had made them: %s",
  async (manifest) => {
    const { run, folder } = await brazeProject({ braze: "" });
    await run(["generate"]);
    await folder.writeFile("webhooks/manifest.json", manifest);
    const { exitCode, out } = await run(["deployed"]);
    expect([exitCode, out.match(/never marked/g)?.length]).toEqual([1, 2]);
    const marked = await run(["deployed", "viewed"]);
    expect([marked.exitCode, marked.err]).toEqual([1, expect.stringContaining("manifest.json is not what")]);
  },
);
