import { mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const config = `version: 1
movable_ink: { endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH }
identity: { audience: known, user_id: external_id }
campaigns:
  - { event: viewed, trigger: { custom_event: Viewed }, properties: { id: { type: string, required: true } } }
lint: { files: [hooks] }
`;
const fixture = (id: string, more: object = {}) =>
  JSON.stringify({
    now: "2023-12-06T19:20:45Z",
    user: { external_id: "u1", time_zone: "UTC" },
    event: { name: "Viewed", properties: { id } },
    expect: {
      payload: {
        type: "track",
        event: "viewed",
        user_id: "u1",
        timestamp: 1701890445000,
        timezone: "UTC",
        properties: { id },
      },
    },
    ...more,
  });
const tree = {
  "mi-braze.yaml": config,
  "fixtures/a.json": fixture("p1"),
  "hooks/order.liquid": '{"name": "{{${first_name}}}", "foot": "{{content_blocks.${foot}}}"}\n',
  "hooks/url.txt": "https://example.com/hook",
  "hooks/content_blocks/foot.liquid": "bye",
  "program.js": "the program",
};

async function project(files: Record<string, string> = tree) {
  const fixture = await createFixture(files);
  const cwd = fixture.path;
  const cache = join(cwd, "cache");
  /** Runs a command line; `worked` says whether anything was proven or rendered for it. */
  const run = async (line: string, env: Record<string, string> = {}, files?: object, tty = false) => {
    let worked = false;
    const host = testHost({ cwd, env: { XDG_CACHE_HOME: cache, ...env }, tty, ...(files ? { files } : {}) });
    const watched = {
      ...host,
      bounded: <T>(work: () => T): T => {
        worked = true;
        return work();
      },
    };
    const exitCode = await main(line.split(" "), watched, join(cwd, "program.js"));
    return { exitCode, out: host.out(), err: host.err(), worked };
  };
  const kept = () => readdir(join(cache, "mi-braze")).catch((): string[] => []);
  const keptFiles = async () => (await kept()).filter((name) => name.endsWith(".run"));
  const write = async (name: string, text: string) => {
    await mkdir(join(cwd, name, ".."), { recursive: true });
    await writeFile(join(cwd, name), text);
  };
  return { cwd, cache, run, kept, keptFiles, write, [Symbol.asyncDispose]: () => fixture.rm() };
}

const printed = ({ exitCode, out, err }: { exitCode: number; out: string; err: string }) => ({
  exitCode,
  out,
  err,
});

describe("what has not changed is not looked at again, and the output is the same", () => {
  test.each([
    "lint",
    "lint --quiet",
    "lint hooks",
    "lint hooks --format json",
    "lint hooks --format sarif",
    "lint hooks --format github",
    "lint --strict --max-warnings 0",
    "verify",
    "verify --format json",
    "verify --format junit fixtures/a.json",
  ])("%s", async (line) => {
    await using here = await project();
    const without = await here.run(`${line} --no-cache`);
    const first = await here.run(line);
    const again = await here.run(line);
    expect([without.worked, first.worked, again.worked]).toEqual([true, true, false]);
    expect(printed(first)).toEqual(printed(without));
    expect(printed(again)).toEqual(printed(without));
  });
});

describe("whatever may change what is printed is looked at", () => {
  const changes: Readonly<Record<string, readonly [name: string, text: string]>> = {
    "the config": ["mi-braze.yaml", config.replace("required: true", "required: false")],
    "a body": ["hooks/order.liquid", '{"a": 1}\n'],
    "a new body": ["hooks/deep/new.liquid", "{"],
    "its URL": ["hooks/url.txt", "http://example.com/{{${first_name}}}"],
    "its headers, which it had not": ["hooks/headers.json", '{"X": "{{${first_name}}}"}'],
    "a Content Block": ["hooks/content_blocks/foot.liquid", 'a "quote"'],
    "a fixture": ["fixtures/a.json", fixture("p2")],
    "a new fixture": ["fixtures/b.json", fixture("p2")],
    "the program": ["program.js", "another program"],
  };
  // One project, changed again and again.
  let here: Awaited<ReturnType<typeof project>>;
  beforeAll(async () => {
    here = await project();
    await here.run("lint");
  });
  afterAll(() => here[Symbol.asyncDispose]());

  test.each(Object.entries(changes))("%s", async (_, [name, text]) => {
    await here.write(name, text);
    const after = await here.run("lint");
    expect(after.worked).toBe(true);
    expect(printed(after)).toEqual(printed(await here.run("lint --no-cache")));
    expect((await here.run("lint")).worked).toBe(false);
  });

  test("the environment, as far as it was asked", async () => {
    await using here = await project();
    await here.run("lint");
    expect((await here.run("lint", { UNRELATED: "1" })).worked).toBe(false);
    const coloured = await here.run("lint", { FORCE_COLOR: "1" });
    expect(coloured.worked).toBe(true);
    expect(coloured.err).toContain("\u001b[");
  });

  test("whether it is a terminal that is printed to", async () => {
    await using here = await project();
    await here.run("lint");
    expect((await here.run("lint", {}, undefined, true)).worked).toBe(true);
  });

  test("a file that could not be read", async () => {
    await using here = await project();
    const refused = {
      read: (path: string, most: number) =>
        path.endsWith(".liquid")
          ? Promise.reject(Object.assign(new Error("no"), { code: "EACCES" }))
          : realFiles.read(path, most),
    };
    await here.run("lint hooks", {}, refused);
    expect((await here.run("lint hooks")).worked).toBe(true);
  });

  test("other arguments", async () => {
    await using here = await project();
    await here.run("lint");
    expect((await here.run("lint --quiet")).worked).toBe(true);
  });
});

describe("not everything is remembered", () => {
  test.each([
    ["what it writes", "lint hooks --fix"],
    ["what is piped in", "lint -"],
    ["with --no-cache", "lint --no-cache"],
    ["with a folder that is left out", "lint --cache-location="],
    ["help, which is as wide as the terminal", "lint --help"],
    ["a wrong command line", "lint --no-such-option"],
    ["a file that is not there", "lint no-such-file.liquid"],
    ["other commands", "preview --user fixtures/a.json"],
    ["other commands that only look", "doctor"],
  ])("%s", async (_, line) => {
    await using here = await project();
    await here.run(line);
    expect(await here.keptFiles()).toEqual([]);
  });

  test("what is written into fixtures", async () => {
    await using here = await project({ ...tree, "fixtures/a.json": fixture("p1", { expect: undefined }) });
    expect((await here.run("verify --update --yes")).exitCode).toBe(0);
    expect(await here.keptFiles()).toEqual([]);
  });

  test("what depends on the clock", async () => {
    await using here = await project({ ...tree, "fixtures/a.json": fixture("p1", { now: undefined }) });
    await here.run("verify");
    expect(await here.keptFiles()).toEqual([]);
  });

  test("data of fixtures that fail", async () => {
    await using here = await project({
      ...tree,
      "fixtures/a.json": fixture("p1", { expect: { payload: { email: "ada@example.com" } } }),
    });
    expect((await here.run("verify")).exitCode).toBe(1);
    expect(await here.keptFiles()).toEqual([]);
  });

  test("secrets: of what a file or a variable holds there is one digest of all", async () => {
    const token = "dXNlcjpodW50ZXIyLWh1bnRlcjI=";
    await using here = await project({
      ...tree,
      "hooks/headers.json": `{"Authorization": "Basic ${token}"}`,
    });
    await here.run("lint", { MI_BASIC_AUTH: token });
    const names = await here.keptFiles();
    expect(names).toHaveLength(1);
    const path = join(here.cache, "mi-braze", names[0]!);
    expect(await readFile(path, "utf8")).not.toContain("hunter2");
    expect(await readFile(path, "utf8")).not.toContain(token);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readFile(join(here.cache, "mi-braze/.gitignore"), "utf8")).toBe("*\n");
  });

  test.for(["env:hunter2-x", "env:hunter2.x", "'env:hunter2/'", "env:hunter2 x", "env:hunter2$"])(
    "a literal credential that begins as a variable does: %s",
    async (password) => {
      const authorization = `authorization: {username: env:U, password: ${password}}`;
      await using here = await project({
        ...tree,
        "mi-braze.yaml": config.replace("authorization: env:MI_BASIC_AUTH", authorization),
      });
      expect((await here.run("lint")).exitCode).toBe(1);
      for (const name of await here.keptFiles())
        expect(await readFile(join(here.cache, "mi-braze", name), "utf8")).not.toContain("hunter2");
    },
  );
});

describe("the folder", () => {
  test("is the one that --cache-location names", async () => {
    await using here = await project();
    for (const line of ["lint --cache-location .found", "lint --cache-location=.found"]) {
      await here.run(line);
      expect((await here.run(line)).worked).toBe(false);
    }
    expect(await here.kept()).toEqual([]);
    expect(await readdir(join(here.cwd, ".found"))).toContain(".gitignore");
  });

  test("is in the home folder otherwise; without one there is none", async () => {
    await using here = await project();
    await here.run("lint", { XDG_CACHE_HOME: "", HOME: here.cwd });
    expect(await readdir(join(here.cwd, ".cache/mi-braze"))).toHaveLength(2);
    await here.run("lint", { XDG_CACHE_HOME: "" });
    expect((await here.run("lint", { XDG_CACHE_HOME: "" })).worked).toBe(true);
  });

  test("may be one that cannot be written", async () => {
    await using here = await project({ ...tree, "cache/mi-braze": "a file" });
    const first = await here.run("lint");
    expect(printed(first)).toEqual(printed(await here.run("lint --no-cache")));
    expect((await here.run("lint")).worked).toBe(true);
  });

  test("has an end, however many command lines there are", async () => {
    await using here = await project();
    for (let index = 0; index < sized(5, 40); index++) await here.run(`lint --max-warnings ${index}`);
    const names = await here.keptFiles();
    expect(names.every((name) => /^[0-9a-f]{2}\.run$/.test(name))).toBe(true);
  });
});

describe("what is damaged is thrown away", () => {
  const damages: Readonly<Record<string, (path: string, text: string) => Promise<void>>> = {
    "cut short": (path, text) => truncate(path, text.length - 10),
    empty: (path) => truncate(path, 0),
    "another string": (path) => writeFile(path, "{}"),
    "not text": (path) => writeFile(path, Buffer.from([0xff, 0xfe, 0x00])),
    "one character changed": (path, text) => writeFile(path, text.replace('"exitCode":1', '"exitCode":0')),
    "without its lines": (path, text) => writeFile(path, text.replaceAll("\n", "")),
    "of another key": (path, text) => writeFile(path, text.replace(/^(.*\n)./, "$1x")),
  };
  test.each(Object.entries(damages))("%s", async (_, damage) => {
    await using here = await project();
    const before = await here.run("lint");
    const [name] = await here.keptFiles();
    const path = join(here.cache, "mi-braze", name!);
    const text = await readFile(path, "utf8");
    await damage(path, text);
    const after = await here.run("lint");
    expect(after.worked).toBe(true);
    expect(printed(after)).toEqual(printed(before));
    expect(await readFile(path, "utf8")).toBe(text);
  });
});
