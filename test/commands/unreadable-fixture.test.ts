import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { config, expected } from "../hostile/kinds/project.js";
import { testHost } from "../support/host.js";

/** A project in order, with one more fixture that is a folder. */
async function withUnreadable(args: string[]) {
  await using fixture = await createFixture({ "mi-braze.yaml": config, "fixtures/u.json": expected });
  await mkdir(join(fixture.path, "fixtures/a.json"));
  await symlink("nowhere.json", join(fixture.path, "fixtures/z.json"));
  const host = testHost({ cwd: fixture.path });
  return { exitCode: await main(args, host), out: host.out(), err: host.err() };
}

describe("a fixture that cannot be read", () => {
  test("does not stop verify from the others", async () => {
    const { exitCode, out, err } = await withUnreadable(["verify"]);
    expect(out).toContain("1 passed");
    expect(err).toContain('cannot read "fixtures/z.json": no such file');
    expect(exitCode).toBe(3);
  });

  test("is told by lint, which then does not say what no fixture shows", async () => {
    const { exitCode, err } = await withUnreadable(["lint"]);
    expect(err).toContain('cannot read "fixtures/z.json": no such file');
    expect(err).not.toContain("MI019");
    expect(exitCode).toBe(3);
  });
});

test("a url.txt that is not a file is told by preview as by lint", async () => {
  await using fixture = await createFixture({ "b/body.liquid": "{}", "u.json": expected });
  await symlink("nowhere.txt", join(fixture.path, "b/url.txt"));
  for (const args of [
    ["preview", "--template", "b/body.liquid", "-u", "u.json"],
    ["lint", "b"],
  ]) {
    const host = testHost({ cwd: fixture.path });
    expect(await main(args, host)).toBe(3);
    expect(host.err() + host.out()).toContain('cannot read "b/url.txt": no such file');
  }
});
