import { symlink } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { writeNew } from "../../src/commands/init/write-new.js";
import { UserError } from "../../src/diagnostics/diagnostic.js";
import { realFiles } from "../../src/host/real-files.js";
import type { Files } from "../../src/host.js";
import { testHost } from "../support/host.js";

const failing = (code: string) => async () => {
  throw Object.assign(new Error(code), { code });
};

async function attempt(files: Partial<Files>, tree: Record<string, string>, paths: string[], folder = "") {
  const fixture = await createFixture(tree);
  const host = testHost({ cwd: fixture.path, files });
  const texts = paths.map((path) => ({ path: fixture.getPath(folder, path), text: path }));
  const error = await writeNew(host, fixture.getPath(folder), texts).catch((thrown: unknown) => thrown);
  const left = (await fixture.readdir("", { recursive: true })).sort();
  return { error, left, fixture };
}

test("writes every file, and the folders they need", async () => {
  const { error, left, fixture } = await attempt({}, {}, ["a.json", "b/c/d.json"], "new/one");
  expect(error).toBeUndefined();
  expect(left).toEqual([
    "new",
    "new/one",
    "new/one/a.json",
    "new/one/b",
    "new/one/b/c",
    "new/one/b/c/d.json",
  ]);
  expect(await fixture.readFile("new/one/b/c/d.json", "utf8")).toBe("b/c/d.json");
});

test("refuses when any of them is there, naming each", async () => {
  const { error, left, fixture } = await attempt({}, { "b.json": "mine", "c.json": "mine" }, [
    "a.json",
    "b.json",
    "c.json",
  ]);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    exitCode: 3,
    message: '"b.json" and "c.json" exist already, and init overwrites nothing',
  });
  expect(left).toEqual(["b.json", "c.json"]);
  expect(await fixture.readFile("b.json", "utf8")).toBe("mine");
});

test("a link that leads nowhere is there all the same", async () => {
  const fixture = await createFixture({});
  await symlink("nowhere", fixture.getPath("a.json"));
  const host = testHost({ cwd: fixture.path });
  const written = writeNew(host, fixture.path, [{ path: fixture.getPath("a.json"), text: "" }]);
  await expect(written).rejects.toThrow(/"a.json" exists already/);
});

test("follows a link to a folder", async () => {
  const fixture = await createFixture({ "real/x": "" });
  await symlink("real", fixture.getPath("linked"));
  await writeNew(testHost({ cwd: fixture.path }), fixture.getPath("linked"), [
    { path: fixture.getPath("linked/a.json"), text: "a" },
  ]);
  expect(await fixture.readFile("real/a.json", "utf8")).toBe("a");
});

test.each([
  ["the folder is a file", {}, { dir: "a file" }, /cannot write to "dir": it is a file/],
  ["a folder on the way is a file", {}, { "dir/fixtures": "a file" }, /it is a file, not a folder/],
  ["no folder can be made", { makeFolder: failing("EACCES") }, {}, /permission denied/],
  ["no file can be written", { write: failing("EROFS") }, {}, /read-only/],
  ["the disk is full", { write: failingAt(2, "write", "ENOSPC") }, {}, /the disk is full/],
  ["the last rename fails", { rename: failingAt(2, "rename", "EPERM") }, {}, /permission denied/],
] as [string, Partial<Files>, Record<string, string>, RegExp][])(
  "leaves nothing behind when %s",
  async (_, files, tree, words) => {
    const { error, left } = await attempt(files, tree, ["fixtures/a.json", "b.json"], "dir");
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(words);
    expect((error as UserError).exitCode).toBe(3);
    expect(
      left.filter(
        (path) => !["dir", "dir/fixtures"].includes(path) || !(path in tree || "dir/fixtures" in tree),
      ),
    ).toEqual([]);
  },
);

const steps = ["makeFolder", "makeFolder", "write", "write", "rename", "rename"] as const;

test.each(steps.map((name, done) => [done, name] as const))(
  "a run that is killed after %i steps, before %s, is finished by the next",
  async (done) => {
    const wanted = ["fixtures/a.json", "b.json"];
    const { left, fixture } = await attempt(killedAfter(done), {}, wanted, "dir");
    const again = testHost({ cwd: fixture.path });
    const paths = wanted.map((path) => ({ path: fixture.getPath("dir", path), text: path }));
    if (done > 2) expect(left).toContainEqual(expect.stringContaining(".mi-braze-"));
    await writeNew(again, fixture.getPath("dir"), paths);
    expect((await fixture.readdir("", { recursive: true })).sort()).toEqual([
      "dir",
      "dir/b.json",
      "dir/fixtures",
      "dir/fixtures/a.json",
    ]);
    for (const path of wanted) expect(await fixture.readFile(`dir/${path}`, "utf8")).toBe(path);
  },
);

test("what a killed run left goes even where the next one is refused", async () => {
  const fixture = await createFixture({
    "b.json": "mine",
    "b.json.mi-braze-999999999-00000000-0000-4000-8000-000000000000": "half",
  });
  const written = writeNew(testHost({ cwd: fixture.path }), fixture.path, [
    { path: fixture.getPath("b.json"), text: "new" },
  ]);
  await expect(written).rejects.toThrow(/"b.json" exists already/);
  expect(await fixture.readdir("")).toEqual(["b.json"]);
  expect(await fixture.readFile("b.json", "utf8")).toBe("mine");
});

test("what another container writes with the same number is left alone for an hour", async () => {
  const since = new Date("2026-03-01T12:00:00Z");
  const half = `b.json.mi-braze-${process.pid}.ffffffff.${since.getTime()}-00000000-0000-4000-8000-000000000000`;
  const fixture = await createFixture({ "b.json": "mine", [half]: "half" });
  const written = (minutes: number) => {
    const now = () => new Date(since.getTime() + minutes * 60_000);
    const host = { ...testHost({ cwd: fixture.path }), now };
    return writeNew(host, fixture.path, [{ path: fixture.getPath("b.json"), text: "new" }]).catch(() => {});
  };
  await written(59);
  expect(await fixture.readdir("")).toContain(half);
  await written(61);
  expect(await fixture.readdir("")).toEqual(["b.json"]);
});

/** The real operations up to a number of them; then nothing happens any more, not even clearing up. */
function killedAfter(done: number): Partial<Files> {
  let count = 0;
  const killed = failing("killed");
  const until =
    <Given extends unknown[]>(real: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> =>
      count++ < done ? real(...given) : killed();
  return {
    makeFolder: until(realFiles.makeFolder),
    write: until(realFiles.write),
    rename: until(realFiles.rename),
    remove: killed,
  };
}

/** The real operation, but for one call. */
function failingAt<Name extends "write" | "rename">(count: number, name: Name, code: string): Files[Name] {
  let calls = 0;
  return async (from: string, to: string) => {
    if (++calls === count) await failing(code)();
    await realFiles[name](from, to);
  };
}
