import { join, relative } from "node:path";
import { createFixture } from "fs-fixture";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import { alternativesOf, pathMatcher } from "../../src/source/glob.js";
import { findFixtures } from "../../src/verify/fixture-files.js";
import { findFiles } from "../../src/verify/glob.js";

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
  it("pass over folders that may not be looked into", async () => {
    const files = {
      ...realFiles,
      list: async (at: string) =>
        at.endsWith("deep")
          ? Promise.reject(Object.assign(new Error("scandir"), { code: "EACCES" }))
          : realFiles.list(at),
    };
    const found = await findFiles(files, folder.path, "**/{c,root}.json");
    expect(found.map((path) => relative(folder.path, path))).toEqual(["root.json"]);
  });

  it("pass over what the system does not list, and what is installed", async () => {
    const files = {
      ...realFiles,
      list: async (at: string) => {
        if (at.endsWith("node_modules")) throw new Error("looked into");
        if (at.endsWith("deep")) throw Object.assign(new Error("scandir"), { code: "EINVAL" });
        return [...(await realFiles.list(at)), "node_modules"];
      },
      kind: async (at: string) => (at.endsWith("node_modules") ? ("folder" as const) : realFiles.kind(at)),
    };
    const found = await findFiles(files, folder.path, "**/{c,root}.json");
    expect(found.map((path) => relative(folder.path, path))).toEqual(["root.json"]);
  });

  it.each(["**", "**/x.json", "*/*/*/*/*/*/x.json", "/**"])(
    "%s ends where there are too many",
    async (pattern) => {
      const names = Array.from({ length: 100 }, (_, index) => `f${index}`);
      const kindAt = async (path: string) =>
        path.split("/").length < 6 ? ("folder" as const) : ("file" as const);
      const files = { ...realFiles, list: async () => names, kind: kindAt };
      const limit = `the pattern "${pattern}" leads past more than 100,000 files and folders`;
      await expect(findFiles(files, "/", pattern)).rejects.toThrow(limit);
      const { paths, diagnostics } = await findFixtures(files, "/", [{ text: pattern }]);
      expect(paths).toEqual([]);
      expect(diagnostics.map(({ message }) => message)).toEqual([limit]);
    },
  );

  it.each(["a\0b", "fixtures/\0/*.json", "**/\0"])("no file has a NUL in its name: %j", async (pattern) => {
    expect(await findFiles(realFiles, folder.path, pattern)).toEqual([]);
  });

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
    ["a{}", ["a{}"]],
  ])("expands %s", (pattern, all) => {
    expect([...alternativesOf(pattern)].sort()).toEqual(all);
  });
});

describe("paths that a pattern names", () => {
  it.each<[pattern: string, path: string, named: boolean]>([
    ["hooks", "hooks/a/b.liquid", true],
    ["./hooks/", "hooks/a.liquid", true],
    ["hooks", "hooks2/a.liquid", false],
    ["hooks/*.liquid", "hooks/.a.liquid", true],
    ["hooks/*.liquid", "hooks/a/b.liquid", false],
    ["hooks/**/*.liquid", "hooks/a.liquid", true],
    ["hooks/**/x/**/*.liquid", "hooks/a/x/b/c/d.liquid", true],
    ["**", "a/b", true],
    [".", "a", true],
    [".", "../a", false],
    ["../x/*", "../x/a", true],
    ["hooks\\a", "hooks/a/b.liquid", true],
    ["[ab]/*.liquid", "a/x.liquid", false],
    ["[ab]/*.liquid", "[ab]/x.liquid", true],
    ["+(a)", "a", false],
    ["!a", "b", false],
    ["#a", "#a/b", true],
    ["{a,b/{c,d}}/*.liquid", "b/d/x.liquid", true],
  ])("%s, %s", (pattern, path, named) => {
    expect(pathMatcher(pattern)(path)).toBe(named);
  });
});

// As regular expressions, or tried one after the other, these would not end.
describe("patterns that stand for too much", () => {
  it.each([
    ["{a,b}".repeat(60), /stand for more than 200 names/],
    [`${"{a,".repeat(300)}${"}".repeat(300)}`, /characters, more than 1000/],
    ["{1..90}{1..90}{1..90}{1..90}", /stand for more than 200 names/],
    ["a".repeat(1001), /1001 characters, more than 1000/],
  ])("are told: %s", async (pattern, word) => {
    const { diagnostics } = await findFixtures(realFiles, folder.path, [{ text: pattern }]);
    expect(diagnostics[0]?.message).toMatch(word);
    await expect(findFiles(realFiles, folder.path, pattern)).rejects.toThrow(word);
    expect(() => pathMatcher(pattern)).toThrow(word);
  });

  it("are tried where they are only odd", async () => {
    const name = "a".repeat(250);
    expect(pathMatcher(`${"*a".repeat(490)}b`)(name)).toBe(false);
    expect(pathMatcher(`${"**/a*/".repeat(150)}b`)("a/".repeat(400))).toBe(false);
    expect(await findFiles(realFiles, folder.path, `${"**/".repeat(300)}*.nothing`)).toEqual([]);
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
