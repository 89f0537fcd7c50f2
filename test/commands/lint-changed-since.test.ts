import { execFileSync } from "node:child_process";
import { rename, writeFile } from "node:fs/promises";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { gitIsHere } from "../support/git.js";
import { type TestHostOptions, testHost } from "../support/host.js";

const good = '{"a": "{{${first_name} | json_escape}}"}\n';
const bad = '{\n  "a": "{{${first_name}}}"\n}\n';
const twice = '{\n  "a": "{{${first_name}}}",\n  "b": "{{${last_name}}}"\n}\n';

interface Folder {
  readonly path: string;
  getPath(name: string): string;
}

const withGit = test.skipIf(!gitIsHere());

const identity = "-c user.name=a -c user.email=a@example.com -c commit.gpgsign=false";

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** By a shell, as starting a program from a process as large as this one takes longer than what Git does. */
const commit = (files: Folder, before = ":"): string =>
  execFileSync("sh", ["-c", `${before} && git add -A && git ${identity} commit -qm all --allow-empty`], {
    cwd: files.path,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

async function repository(tree: Record<string, string>) {
  const files = await createFixture(tree);
  commit(files, "git init -qb main");
  return files;
}

async function lint(files: Folder, args: string[], options: Partial<TestHostOptions> & { at?: string } = {}) {
  const host = testHost({ ...options, cwd: files.getPath(options.at ?? "") });
  const exitCode = await main(["lint", ...args], host);
  return { exitCode, out: host.out(), err: host.err() };
}

async function codes(files: Folder, args: string[], at = "") {
  const { out } = await lint(files, [...args, "--format", "json"], { at });
  const { files: looked, diagnostics } = JSON.parse(out);
  return {
    looked: looked.map(({ file }: { file: string }) => file),
    found: diagnostics.map(
      (one: { code: string; file: string; start?: { line: number } }) =>
        `${one.code} ${one.file}:${one.start?.line}`,
    ),
  };
}

const write = (files: Folder, name: string, text: string) => writeFile(files.getPath(name), text);
const since = ["--changed-since", "main"];

describe("only what is new", () => {
  withGit("a file that changed, and of it what was not there", async () => {
    await using files = await repository({ "old.liquid": bad, "a.liquid": bad, "b.liquid": good });
    git(files.path, "checkout", "-qb", "work");
    await write(files, "a.liquid", `\n\n${twice.replace('}}",', '}}"').replace('  "b"', '  ,"b"')}`);
    commit(files);
    await write(files, "b.liquid", bad);
    await write(files, "new.liquid", bad);
    expect(await codes(files, [".", ...since])).toEqual({
      looked: ["a.liquid", "b.liquid", "new.liquid"],
      found: ["MI062 a.liquid:5", "MI062 b.liquid:2", "MI062 new.liquid:2"],
    });
    const { err, exitCode } = await lint(files, ["a.liquid", ...since]);
    expect(exitCode).toBe(1);
    expect(err).toContain("Not shown: 1 that were there before main.");
  });

  withGit("nothing that changed is nothing to tell, also without a config", async () => {
    await using files = await repository({ "old.liquid": bad });
    expect(await lint(files, since)).toEqual({
      exitCode: 0,
      out: "",
      err: "✓ No new findings in 0 bodies.\n",
    });
  });

  withGit("what others did since the branch was left is not ours", async () => {
    await using files = await repository({ "a.liquid": good, "b.liquid": bad });
    git(files.path, "checkout", "-qb", "work");
    await write(files, "a.liquid", bad);
    commit(files);
    git(files.path, "checkout", "-q", "main");
    await write(files, "b.liquid", good);
    commit(files);
    git(files.path, "checkout", "-q", "work");
    expect((await codes(files, [".", ...since])).found).toEqual(["MI062 a.liquid:2"]);
  });

  withGit("annotations in GitHub", async () => {
    await using files = await repository({ "a.liquid": bad });
    await write(files, "a.liquid", twice);
    const { out } = await lint(files, ["a.liquid", ...since, "--format", "github"]);
    expect(out.match(/^::/gm)).toHaveLength(2);
    await write(files, "a.liquid", `${bad}\n`);
    expect(await lint(files, ["a.liquid", ...since, "--format", "github"])).toMatchObject({
      exitCode: 0,
      out: "",
    });
  });

  withGit.each([
    ["moved and added", async (files: Folder) => git(files.path, "mv", "a.liquid", "deep/b.liquid")],
    [
      "moved and committed",
      async (files: Folder) => {
        git(files.path, "mv", "a.liquid", "deep/b.liquid");
        commit(files);
      },
    ],
  ])("a file that was %s keeps its old findings", async (_what, move) => {
    const text = `{% comment %}one of our oldest, of 2019{% endcomment %}\n${bad}`;
    await using files = await repository({ "a.liquid": text, "deep/c.liquid": good });
    git(files.path, "checkout", "-qb", "work");
    await move(files);
    expect((await codes(files, [".", ...since])).found).toEqual([]);
    await write(files, "deep/b.liquid", text.replace(/}\n$/, ', "b": "{{${last_name}}}"}\n'));
    expect((await codes(files, [".", ...since])).found).toEqual(["MI062 deep/b.liquid:4"]);
  });

  withGit("a file that was moved without a word to Git is new", async () => {
    await using files = await repository({ "a.liquid": bad });
    await rename(files.getPath("a.liquid"), files.getPath("b.liquid"));
    expect((await codes(files, [".", ...since])).found).toEqual(["MI062 b.liquid:2"]);
  });

  withGit("in a sub-folder, names count from there", async () => {
    await using files = await repository({ "hooks/a.liquid": good, "b.liquid": good });
    await write(files, "hooks/a.liquid", bad);
    await write(files, "b.liquid", bad);
    expect((await codes(files, [".", ...since], "hooks")).found).toEqual(["MI062 a.liquid:2"]);
    expect((await codes(files, ["a.liquid", ...since], "hooks")).found).toEqual(["MI062 a.liquid:2"]);
  });

  withGit("names that Git would quote", async () => {
    await using files = await repository({ "Grüße & 100 %.liquid": bad });
    await write(files, "Grüße & 100 %.liquid", twice);
    expect((await codes(files, [".", ...since])).found).toEqual([
      "MI062 Grüße & 100 %.liquid:2",
      "MI062 Grüße & 100 %.liquid:3",
    ]);
  });
});

describe("what is read with a body", () => {
  withGit("a Content Block that breaks the bodies that print it", async () => {
    await using files = await repository({
      "hooks/a.liquid": '{"a": {{content_blocks.${part}}}}\n',
      "hooks/b.liquid": '{"a": 1}\n',
      "hooks/content_blocks/part.liquid": "1",
    });
    await write(files, "hooks/content_blocks/part.liquid", '"{{${first_name}}}"');
    const { found } = await codes(files, ["hooks", ...since]);
    expect(found.map((one: string) => one.split(":")[0])).toEqual(["MI062 hooks/a.liquid"]);
    await files.rm("hooks/content_blocks/part.liquid");
    expect((await codes(files, ["hooks", ...since])).found.length).toBeGreaterThan(0);
  });

  withGit("url.txt and headers.json", async () => {
    await using files = await repository({
      "a/body.liquid": good,
      "a/url.txt": "https://example.com/in",
      "a/headers.json": '{"Content-Type": "application/json"}',
    });
    expect((await codes(files, ["a", ...since])).looked).toEqual([]);
    await write(files, "a/url.txt", "https://example.com/in?e={{${email_address}}}");
    expect((await codes(files, ["a", ...since])).found).toEqual(["MI105 a/url.txt:1"]);
    await write(files, "a/headers.json", "{}");
    expect((await codes(files, ["a", ...since])).found).toContain("MI135 a/headers.json:1");
  });

  withGit("the config: an ignore that is gone, data that is declared no more", async () => {
    const config = (lint: string) => `version: 1\nlint: {files: ["*.liquid"]${lint}}\n`;
    const ignore = ", ignore: [{code: MI062, reason: ours}]";
    await using files = await repository({ "mi-braze.yaml": config(ignore), "a.liquid": bad });
    expect((await codes(files, since)).found).toEqual([]);
    await write(files, "mi-braze.yaml", config(""));
    expect((await codes(files, since)).found).toEqual(["MI062 a.liquid:2"]);
  });

  withGit("an ignore is not called needless when what needs it was not looked at", async () => {
    const config = 'version: 1\nlint: {files: ["*.liquid"], ignore: [{code: MI062, reason: ours}]}\n';
    await using files = await repository({
      "mi-braze.yaml": config,
      "a.liquid": bad,
      "b.liquid": good,
    });
    await write(files, "b.liquid", `${good}\n`);
    expect(await codes(files, since)).toEqual({ looked: ["b.liquid"], found: [] });
  });

  withGit("a campaign of the config", async () => {
    const config = (properties: string) => `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}${properties}}
`;
    await using files = await repository({ "mi-braze.yaml": config("") });
    expect((await codes(files, since)).found).toEqual([]);
    await write(files, "mi-braze.yaml", config(", price: {type: number, from: event_property.price_cents}"));
    expect((await codes(files, since)).found.map((one: string) => one.split(" ")[0])).toEqual(["MI088"]);
  });
});

withGit("goes together with a baseline and with --fix", async () => {
  await using files = await repository({ "a.liquid": bad, "b.liquid": bad });
  await write(files, "b.liquid", twice);
  await lint(files, ["b.liquid", "--baseline", "old.json", "--update-baseline"]);
  expect((await codes(files, [".", ...since, "--baseline", "old.json"])).found).toEqual([]);
  await lint(files, [".", ...since, "--fix"]);
  expect((await codes(files, ["a.liquid"])).found).toEqual(["MI062 a.liquid:2"]);
  expect((await codes(files, ["b.liquid"])).found).toEqual([]);
});

describe("where Git cannot tell", () => {
  const refused = async (files: Folder, ref: string, options: Partial<TestHostOptions> = {}) => {
    const ended = await lint(files, [".", "--changed-since", ref], options);
    expect(ended).toMatchObject({ exitCode: 3, out: "" });
    expect(ended.err).not.toMatch(/\n\s+at /);
    return ended.err;
  };

  withGit("a branch that there is not", async () => {
    await using files = await repository({ "a.liquid": bad });
    expect(await refused(files, "mian")).toContain(
      'there is no commit, branch or tag "mian" in this repository; did you mean "main"?',
    );
    expect(await refused(files, "--output=x")).toContain("there is no commit");
  });

  test("no git", async () => {
    await using files = await createFixture({ "a.liquid": bad });
    expect(await refused(files, "main", { run: async () => undefined })).toContain(
      "there is no git on this machine",
    );
  });

  withGit("no repository, no commits", async () => {
    await using files = await createFixture({ "a.liquid": bad });
    expect(await refused(files, "main")).toContain("is not in a repository");
    git(files.path, "init", "-qb", "main");
    expect(await refused(files, "main")).toContain('there is no commit, branch or tag "main"');
  });

  withGit("a shallow clone says how to get the rest", async () => {
    await using files = await repository({ "a.liquid": bad });
    git(files.path, "checkout", "-qb", "work");
    await write(files, "a.liquid", twice);
    commit(files);
    await using clone = await createFixture({});
    git(clone.path, "clone", "-q", "--depth", "1", `file://${files.path}`, "copy");
    const copy = { path: clone.getPath("copy"), getPath: (name: string) => clone.getPath("copy", name) };
    expect(await refused(copy, "origin/main")).toContain("fetch-depth: 0");
    git(copy.path, "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main");
    expect(await refused(copy, "origin/main")).toContain("have no commit in common");
    expect(await refused(copy, "origin/main")).toContain("fetch-depth: 0");
    git(copy.path, "fetch", "-q", "--unshallow");
    expect((await codes(copy, [".", "--changed-since", "origin/main"])).found).toHaveLength(2);
    expect(await refused(copy, "main")).toContain("Here it is called origin/main.");
  });

  withGit("histories that have nothing in common", async () => {
    await using files = await repository({ "a.liquid": bad });
    git(files.path, "checkout", "-q", "--orphan", "other");
    // The same files, committed in the same second, would be the same commit.
    await files.writeFile("b.liquid", good);
    commit(files);
    expect(await refused(files, "main")).toContain('"main" and what is checked out have no commit in common');
  });

  test("stdin", async () => {
    await using files = await createFixture({});
    const { exitCode, err } = await lint(files, ["-", ...since]);
    expect(exitCode).toBe(2);
    expect(err).toContain("--changed-since asks Git about files");
  });
});
