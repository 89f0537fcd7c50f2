import {
  chmodSync,
  chownSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../src/host/real-files.js";
import type { Files } from "../../src/host.js";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const config = (campaigns: string) => `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
${campaigns}`;
const one = "  - {event: one, trigger: {custom_event: One}, properties: {id: string}}\n";
const oneMore = "  - {event: one, trigger: {custom_event: One}, properties: {id: string, title: string}}\n";
const two = "  - {event: two, trigger: {custom_event: Two}, properties: {id: string}}\n";
const three = "  - {event: three, trigger: {custom_event: Three}, properties: {id: string}}\n";

async function generate(cwd: string, args: string[] = [], files: Partial<Files> = {}) {
  const host = testHost({ cwd, files });
  return { exitCode: await main(["generate", ...args], host), out: host.out(), err: host.err() };
}

/** Every file below a folder with its text, our own stage and lock left out. */
function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes(".mi-braze-"));
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

const five = ["body.liquid", "checklist.md", "headers.json", "sample-payload.json", "url.txt"];

test("writes five files for each campaign, the hand-off page and the manifest", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(one + two) });
  const { exitCode, out } = await generate(fixture.path);
  expect(exitCode).toBe(0);
  const wanted = ["one", "two"].flatMap((slug) => five.map((name) => `${slug}/${name}`));
  expect(Object.keys(snapshot(join(fixture.path, "webhooks"))).sort()).toEqual(
    ["index.html", "manifest.json", ...wanted].sort(),
  );
  expect(out.trim().split("\n")).toHaveLength(12);
});

test("--check writes nothing, and is 1 until the folder is what the config means", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(one) });
  expect((await generate(fixture.path, ["--check"])).exitCode).toBe(1);
  expect(await fixture.exists("webhooks")).toBe(false);
  await generate(fixture.path);
  expect((await generate(fixture.path, ["--check"])).exitCode).toBe(0);
  await fixture.writeFile("webhooks/one/body.liquid", "edited");
  const { exitCode, err } = await generate(fixture.path, ["--check"]);
  expect(exitCode).toBe(1);
  expect(err).toContain("webhooks/one/body.liquid was edited by hand since it was generated");
  expect(err).toContain("Edit the config instead");
  await generate(fixture.path);
  await fixture.writeFile("mi-braze.yaml", config(oneMore));
  expect((await generate(fixture.path, ["--check"])).err).toContain(
    "webhooks/one/body.liquid is older than the config",
  );
});

test("writes beside the config, wherever one is; --out counts from here", async () => {
  await using fixture = await createFixture({
    "shop/mi-braze.yaml": config(one),
    "shop/fixtures/a.json": "{}",
  });
  const inside = fixture.getPath("shop/fixtures");
  expect((await generate(inside)).exitCode).toBe(0);
  expect(await fixture.exists("shop/webhooks/one/body.liquid")).toBe(true);
  expect((await generate(fixture.path, ["--config", "shop/mi-braze.yaml", "--check"])).exitCode).toBe(0);
  expect((await generate(inside, ["--out", "here"])).exitCode).toBe(0);
  expect(await fixture.exists("shop/fixtures/here/one/body.liquid")).toBe(true);
});

test("removes what is no longer generated, unless it was edited; leaves all else alone", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(one + two + three) });
  await generate(fixture.path);
  await fixture.writeFile("webhooks/two/body.liquid", "mine now");
  await fixture.writeFile("webhooks/notes.md", "mine");
  await fixture.writeFile("mi-braze.yaml", config(one));
  const { err, out } = await generate(fixture.path);
  expect(out).toContain("! webhooks/two/body.liquid");
  expect(err).toContain("1 kept");
  const left = snapshot(join(fixture.path, "webhooks"));
  expect(left).toMatchObject({ "two/body.liquid": "mine now", "notes.md": "mine" });
  expect(Object.keys(left).filter((name) => /^(two|three)\//.test(name))).toEqual(["two/body.liquid"]);
});

test("--only touches one campaign", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(one + two) });
  await generate(fixture.path, ["--only", "two"]);
  expect(
    Object.keys(snapshot(join(fixture.path, "webhooks"))).filter((name) => name.startsWith("one/")),
  ).toEqual([]);
  const { exitCode, err } = await generate(fixture.path, ["--only", "tow"]);
  expect(exitCode).toBe(2);
  expect(err).toContain('did you mean "two"?');
});

describe("what is to be done in Braze", () => {
  /** What is said under "In Braze:" when the second config follows the first. */
  async function after(first: string, second: string, between?: (folder: string) => Promise<void>) {
    await using fixture = await createFixture({ "mi-braze.yaml": first });
    const { err } = await generate(fixture.path);
    expect(err).not.toContain("In Braze");
    await between?.(fixture.path);
    await fixture.writeFile("mi-braze.yaml", second);
    const again = await generate(fixture.path);
    return /^In Braze:\n((?: {2}.*\n)+)/m.exec(again.err)?.[1]?.match(/\S.*/g) ?? [];
  }

  test("is to paste again what changed, and nothing else", async () => {
    expect(await after(config(one + two), config(oneMore + two))).toEqual([
      expect.stringMatching(/^one: paste body\.liquid again \(version \w{8}, was \w{8}\)$/),
    ]);
  });

  test("is to change settings, named with their new values", async () => {
    const renamed = one.replace("custom_event: One", "custom_event: Uno");
    expect(await after(config(one), config(renamed))).toEqual([
      expect.stringMatching(
        /^one: set Trigger action to Perform Custom Event “Uno”.*; Blocklisted events to “Uno”/,
      ),
    ]);
    const branded = config(one).replace("identity:", "brand: Acme\nidentity:");
    expect(await after(config(one), branded)).toEqual(["one: set Name to `Acme | Movable Ink | one`"]);
  });

  test("is to stop what has left the config, and nothing for what is new", async () => {
    expect(await after(config(one), config(two))).toEqual([
      "one: stop the campaign “Movable Ink | one”, since it has left the config",
    ]);
  });

  test("does not hang on ticks in the checklist", async () => {
    const tick = async (folder: string) => {
      const path = join(folder, "webhooks/one/checklist.md");
      await realFiles.write(path, readFileSync(path, "utf8").replaceAll("[ ]", "[x]"));
    };
    expect(await after(config(one), config(one), tick)).toEqual([]);
  });

  test("is nothing when nothing changed, or only a comment of the config", async () => {
    expect(await after(config(one), `# Hello\n${config(one)}`)).toEqual([]);
  });
});

describe("a failing disk", () => {
  const failing = (operation: "write" | "rename" | "makeFolder" | "remove", at: number): Partial<Files> => {
    let calls = 0;
    return {
      [operation]: async (...args: [string, string]) => {
        if (++calls >= at) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
        return realFiles[operation](...args);
      },
    };
  };

  test.each(["write", "rename", "makeFolder", "remove"] as const)(
    "leaves whole files when %s fails, however late, and the next run fixes all",
    async (operation) => {
      await using before = await createFixture({ "mi-braze.yaml": config(one + two) });
      await generate(before.path);
      const old = snapshot(join(before.path, "webhooks"));
      await before.writeFile("mi-braze.yaml", config(oneMore + three));
      await using fresh = await createFixture({ "mi-braze.yaml": config(oneMore + three) });
      await generate(fresh.path);
      const wanted = snapshot(join(fresh.path, "webhooks"));

      // Until the disk fails after the last operation.
      for (let at = 1, failed = true; failed; at += sized(12, 1)) {
        await using fixture = await createFixture();
        await cp(before.path, fixture.path, { recursive: true });
        const out = join(fixture.path, "webhooks");

        const { exitCode, err } = await generate(fixture.path, [], failing(operation, at));
        failed = exitCode === 3;
        expect(failed ? 3 : 0).toBe(exitCode);
        if (at === 1) expect(failed).toBe(true);
        if (failed) expect(err).toContain('cannot write to "webhooks": the disk is full');
        for (const [name, text] of Object.entries(snapshot(out)))
          expect([old[name], wanted[name]]).toContain(text);

        expect((await generate(fixture.path)).exitCode).toBe(0);
        expect(snapshot(out)).toEqual(wanted);
        expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
      }
    },
  );

  test.each([
    ["write", "webhooks"],
    ["makeFolder", "webhooks"],
    ["write", "build/new"],
    ["makeFolder", "build/new"],
  ] as const)("leaves no folder that it made for nothing when %s fails, --out %s", async (operation, out) => {
    for (let at = 1, failed = true; failed; at += sized(5, 1)) {
      await using fixture = await createFixture({ "mi-braze.yaml": config(one + two) });
      const run = await generate(fixture.path, ["--out", out], failing(operation, at));
      failed = run.exitCode === 3;
      if (at === 1) expect(failed).toBe(true);
      if (failed) expect(readdirSync(fixture.path)).toEqual(["mi-braze.yaml"]);
    }
  });
});

test("a file that is written again keeps its mode and its owner", async () => {
  await using fixture = await createFixture({ "mi-braze.yaml": config(one) });
  await generate(fixture.path);
  const [body, manifest] = ["one/body.liquid", "manifest.json"].map((name) =>
    fixture.getPath("webhooks", name),
  );
  chmodSync(body!, 0o640);
  chmodSync(manifest!, 0o600);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(body!, 1234, 4321);
  await fixture.writeFile("mi-braze.yaml", config(oneMore));
  const { out } = await generate(fixture.path);
  expect(out).toContain("~ webhooks/one/body.liquid");
  expect(statSync(body!).mode & 0o777).toBe(0o640);
  expect(statSync(manifest!).mode & 0o777).toBe(0o600);
  if (isRoot) expect(statSync(body!)).toMatchObject({ uid: 1234, gid: 4321 });
});

describe("other runs", () => {
  const files = { "a.yaml": config(one + two), "b.yaml": config(oneMore + three) };
  const numbered = (
    cwd: string,
    own: number,
    running: readonly number[],
    operations: Partial<Files> = {},
  ) => ({
    ...testHost({ cwd, files: operations }),
    processes: { own, where: "0a0a0a0a", isRunning: (id: number) => running.includes(id) },
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
  });
  const meant = async (name: "a.yaml" | "b.yaml") => {
    await using fixture = await createFixture(files);
    await generate(fixture.path, ["-c", name]);
    return snapshot(join(fixture.path, "webhooks"));
  };
  const hidden = (out: string) => readdirSync(out).filter((name) => name.startsWith("."));

  test("several at once leave what one of them means, whole, and none fails", async () => {
    const either = [await meant("a.yaml"), await meant("b.yaml")];
    for (const names of [
      ["a.yaml", "b.yaml"],
      ["b.yaml", "a.yaml", "b.yaml"],
    ]) {
      await using fixture = await createFixture(files);
      const running = names.map((_, index) => index + 1);
      const exitCodes = await Promise.all(
        names.map((name, index) =>
          main(["generate", "-c", name], numbered(fixture.path, index + 1, running)),
        ),
      );
      expect(exitCodes).toEqual(names.map(() => 0));
      const out = join(fixture.path, "webhooks");
      expect(either).toContainEqual(snapshot(out));
      expect(hidden(out)).toEqual([]);
    }
  });

  test("in another container, with the same number, are waited for", async () => {
    const holder = "1.ffffffff-6b1f0a0e-0000-4000-8000-000000000000";
    await using fixture = await createFixture({ ...files, [`webhooks/.mi-braze-lock/${holder}`]: "" });
    const lock = join(fixture.path, "webhooks", ".mi-braze-lock");
    let waits = 0;
    const sleep = async () => {
      expect(readdirSync(lock)).toHaveLength(1);
      if (++waits === 3) rmSync(lock, { recursive: true });
    };
    expect(await main(["generate", "-c", "a.yaml"], { ...numbered(fixture.path, 1, [1]), sleep })).toBe(0);
    expect(waits).toBe(3);
  });

  test("are waited for as long as they say something, and whoever waits is told", async () => {
    const holder = "1.ffffffff-6b1f0a0e-0000-4000-8000-000000000000";
    const lock = `webhooks/.mi-braze-lock/${holder}`;
    await using fixture = await createFixture({ ...files, [lock]: "" });
    let waits = 0;
    const sleep = async () => {
      waits++;
      if (waits <= 1000 && waits % 200 === 0) writeFileSync(fixture.getPath(lock), String(waits));
    };
    const host = { ...numbered(fixture.path, 1, [1]), sleep };
    expect(await main(["generate", "-c", "a.yaml"], host)).toBe(0);
    // Three hundred pauses of silence before it looks, and as many before it breaks the lock.
    expect(waits).toBe(1600);
    expect(host.err()).toContain("Waiting for a run that writes to the same folder");
    expect(hidden(join(fixture.path, "webhooks"))).toEqual([]);
  });

  test("whatever two killed runs have left, the next one removes or finishes", async () => {
    const wanted = await meant("a.yaml");
    // Until a run ends before it is killed.
    for (let at = 1, ended = false; !ended; at += sized(19, 1)) {
      await using fixture = await createFixture(files);
      const out = join(fixture.path, "webhooks");
      await generate(fixture.path, ["-c", "a.yaml"]);
      ended = true;
      for (const [index, name] of (["b.yaml", "a.yaml"] as const).entries()) {
        let calls = 0;
        const killed = new Promise<"killed">((resolve) => {
          // What it has asked for last is done, and it never hears of it.
          const until = <Name extends "write" | "rename" | "remove" | "makeFolder">(operation: Name) => ({
            [operation]: async (...args: never) => {
              calls++;
              if (calls > at) return new Promise(() => {});
              const isLast = calls === at;
              const done = (realFiles[operation] as (...all: never) => Promise<void>)(...args);
              if (!isLast) return done;
              // Even where it fails, as it does where nothing is left to remove.
              await done.catch(() => {});
              resolve("killed");
              return new Promise(() => {});
            },
          });
          const operations = {
            ...until("write"),
            ...until("rename"),
            ...until("remove"),
            ...until("makeFolder"),
          };
          void main(["generate", "-c", name], numbered(fixture.path, 10 + index, [], operations)).then(() =>
            resolve("killed"),
          );
        });
        await killed;
        if (calls >= at) ended = false;
      }
      const host = testHost({ cwd: fixture.path });
      expect(await main(["generate", "-c", "a.yaml"], host)).toBe(0);
      expect(host.out()).not.toMatch(/^!|its edits are replaced/m);
      expect(snapshot(out)).toEqual(wanted);
      expect(hidden(out)).toEqual([]);
    }
  });

  test("a lock whose process has a number that another has by now is broken in the end", async () => {
    await using fixture = await createFixture({
      ...files,
      "webhooks/.mi-braze-lock/7-6b1f0a0e-0000-4000-8000-000000000000": "",
    });
    expect(await main(["generate", "-c", "a.yaml"], numbered(fixture.path, 1, [1, 7]))).toBe(0);
    expect(hidden(join(fixture.path, "webhooks"))).toEqual([]);
  });
});

describe("what stands in the way", () => {
  test("a link in the output folder is not followed", async () => {
    await using fixture = await createFixture({
      "mi-braze.yaml": config(one),
      "elsewhere/body.liquid": "theirs",
    });
    await generate(fixture.path, ["--out", "w"]);
    await fixture.rm("w/one");
    symlinkSync(fixture.getPath("elsewhere"), fixture.getPath("w/one"));
    const { exitCode, err } = await generate(fixture.path, ["--out", "w"]);
    expect(exitCode).toBe(3);
    expect(err).toContain("is a link, where mi-braze writes a folder");
    expect(await fixture.readFile("elsewhere/body.liquid", "utf8")).toBe("theirs");
  });

  test("a hostile manifest makes it remove nothing outside", async () => {
    await using fixture = await createFixture({ "mi-braze.yaml": config(one), "precious.txt": "keep" });
    await generate(fixture.path);
    const manifest = {
      version: 1,
      files: { "../precious.txt": "x", "/etc/passwd": "x", "__proto__/body.liquid": "x" },
    };
    await fixture.writeFile("webhooks/manifest.json", JSON.stringify(manifest));
    expect((await generate(fixture.path, ["--force"])).exitCode).toBe(0);
    expect(await fixture.readFile("precious.txt", "utf8")).toBe("keep");
  });

  test.each(["not json", "[]", "null", '{"files": 5}', "\0"])(
    "a manifest that holds %j is somebody's, and lists nothing",
    async (text) => {
      await using fixture = await createFixture({
        "mi-braze.yaml": config(one),
        "webhooks/manifest.json": text,
      });
      const { exitCode, err } = await generate(fixture.path);
      expect(exitCode).toBe(3);
      expect(err).toContain("webhooks/manifest.json is there already, and mi-braze generate did not make it");
      expect(readdirSync(join(fixture.path, "webhooks"))).toEqual(["manifest.json"]);
      expect((await generate(fixture.path, ["--force"])).exitCode).toBe(0);
      expect((await generate(fixture.path, ["--check"])).exitCode).toBe(0);
    },
  );

  test("--out that is a file", async () => {
    await using fixture = await createFixture({ "mi-braze.yaml": config(one), w: "a file" });
    const { exitCode, err } = await generate(fixture.path, ["--out", "w"]);
    expect(exitCode).toBe(3);
    expect(err).not.toContain("    at ");
    expect(await fixture.readFile("w", "utf8")).toBe("a file");
  });
});
