import { join, relative } from "node:path";
import { createFixture } from "fs-fixture";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realFiles } from "../../src/host.js";
import { findFixtures } from "../../src/verify/fixture-files.js";
import { expandBraces, findFiles } from "../../src/verify/glob.js";

let folder: Awaited<ReturnType<typeof createFixture>>;
beforeAll(async () => {
  folder = await createFixture({
    fixtures: {
      "b.json": "",
      "a.json": "",
      "a.yaml": "",
      ".hidden.json": "",
      "[x].json": "",
      deep: { er: { "c.json": "" } },
    },
    "root.json": "",
  });
});
afterAll(() => folder.rm());

describe("fixture patterns", () => {
  it.each<[pattern: string, ...files: string[]]>([
    ["fixtures/*.json", "fixtures/[x].json", "fixtures/a.json", "fixtures/b.json"],
    ["./fixtures/a.json", "fixtures/a.json"],
    ["fixtures/?.json", "fixtures/a.json", "fixtures/b.json"],
    ["fixtures/a.{json,yaml}", "fixtures/a.json", "fixtures/a.yaml"],
    ["{root,fixtures/{a,b}}.json", "fixtures/a.json", "fixtures/b.json", "root.json"],
    ["**/c.json", "fixtures/deep/er/c.json"],
    [
      "fixtures/**/*.json",
      "fixtures/[x].json",
      "fixtures/a.json",
      "fixtures/b.json",
      "fixtures/deep/er/c.json",
    ],
    [
      "**",
      "fixtures/[x].json",
      "fixtures/a.json",
      "fixtures/a.yaml",
      "fixtures/b.json",
      "fixtures/deep/er/c.json",
      "root.json",
    ],
    ["fixtures/.*.json", "fixtures/.hidden.json"],
    ["fixtures/[x].json", "fixtures/[x].json"],
    ["fixtures/../*.json", "root.json"],
    ["fixtures/*", "fixtures/[x].json", "fixtures/a.json", "fixtures/a.yaml", "fixtures/b.json"],
    ["fixtures/deep"],
    ["nowhere/*.json"],
    ["fixtures/a.json/*"],
    [""],
  ])("%s", async (pattern, ...files) => {
    const found = await findFiles(realFiles, folder.path, pattern);
    expect(found.map((file) => relative(folder.path, file).replaceAll("\\", "/"))).toEqual(files);
  });

  it("takes an absolute pattern", async () => {
    expect(await findFiles(realFiles, "/", join(folder.path, "fixtures/a.json"))).toHaveLength(1);
  });

  it.each([
    ["a{b,c}d{e,f}", ["abde", "abdf", "acde", "acdf"]],
    ["{a,{b,c}}", ["a", "b", "c"]],
    ["a{b", ["a{b"]],
    ["a{}", ["a"]],
  ])("expands %s", (pattern, all) => {
    expect(expandBraces(pattern).sort()).toEqual(all);
  });
});

describe("fixtures of several patterns", () => {
  it("are found once, in the order of the patterns", async () => {
    const patterns = ["fixtures/b.json", "fixtures/*.json"].map((text) => ({ text }));
    const { paths, diagnostics } = await findFixtures(realFiles, folder.path, patterns);
    expect(paths.map((path) => relative(join(folder.path, "fixtures"), path))).toEqual([
      "b.json",
      "[x].json",
      "a.json",
    ]);
    expect(diagnostics).toEqual([]);
  });

  it("are missed aloud", async () => {
    const { paths, diagnostics } = await findFixtures(realFiles, folder.path, [{ text: "fixture/*.json" }]);
    expect(paths).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: "MI037", message: 'no fixture matches "fixture/*.json"' }]);
  });
});
