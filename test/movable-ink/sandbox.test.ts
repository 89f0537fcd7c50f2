import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFile, type FileHandle, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createFixture } from "fs-fixture";
import { afterEach, describe, expect, test } from "vitest";
import { Journal } from "../../src/movable-ink/sandbox/journal.js";
import { lineOf } from "../../src/movable-ink/sandbox/journal-lines.js";
import { authorizationOf, Sandbox, type SandboxOptions } from "../../src/movable-ink/sandbox/server.js";
import { SandboxStore } from "../../src/movable-ink/sandbox/store.js";
import { sized } from "../support/depth.js";
import { journalHost } from "../support/journal-host.js";

const now = () => new Date("2023-12-06T18:20:45Z");
const credentials = { key: "k3y", username: "sandbox", password: "s3cret" };
const event = {
  type: "track",
  event: "signed_up",
  user_id: "u1",
  timestamp: 1_701_886_800_000,
  properties: {},
};

const open: Sandbox[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(options: Partial<SandboxOptions> = {}) {
  const sandbox = new Sandbox({ ...credentials, uuid: randomUUID, now, ...options });
  open.push(sandbox);
  const origin = await sandbox.listen(0);
  const post = (body: string | Uint8Array<ArrayBuffer>, init: RequestInit & { path?: string } = {}) =>
    fetch(`${origin}${init.path ?? "/behavioral/k3y"}`, {
      method: "POST",
      body,
      ...init,
      headers: {
        authorization: authorizationOf(credentials),
        "content-type": "application/json",
        ...init.headers,
      },
    });
  return { sandbox, origin, post };
}

const alone = journalHost();

describe("answers", () => {
  test("an event that keeps the contract", async () => {
    const { post, sandbox } = await start();
    const response = await post(JSON.stringify(event));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ message: "accepted", warnings: [] });
    expect(sandbox.store.events).toHaveLength(1);
  });

  test("one that does not is taken, with what is wrong", async () => {
    const { post } = await start();
    const { warnings } = (await (
      await post(JSON.stringify({ ...event, timestamp: "1701886800" }))
    ).json()) as { warnings: string[] };
    expect(warnings).toEqual([
      "MI073 timestamp: the timestamp is a string; expected an integer in milliseconds",
    ]);
  });

  test.each<
    [string, RequestInit & { path?: string }, string | Uint8Array<ArrayBuffer>, number, object | string]
  >([
    [
      "a wrong key, before the password",
      { path: "/behavioral/other", headers: { authorization: "" } },
      "{",
      404,
      { message: "Behavioral endpoint key not found" },
    ],
    ["another path", { path: "/behavioral" }, "{}", 404, "404 page not found\n"],
    ["no password", { headers: { authorization: "" } }, "{}", 401, { assumed: true }],
    [
      "a wrong password",
      { headers: { authorization: "Basic eDp5" } },
      "{}",
      401,
      { message: "user name or password is wrong", assumed: true },
    ],
    ["another method", { method: "PUT" }, "{}", 405, { assumed: true }],
    ["broken JSON", {}, '{"a": }', 400, { assumed: true }],
    ["no object", {}, "[1]", 400, { message: "the body is JSON, but not an object", assumed: true }],
    ["no body", {}, "", 400, { assumed: true }],
    [
      "another charset",
      { headers: { "content-type": "application/json; charset=latin1" } },
      "{}",
      400,
      { message: "the charset is latin1; JSON must be UTF-8", assumed: true },
    ],
    [
      "Latin-1 bytes",
      {},
      new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]),
      400,
      { message: "the body is not UTF-8", assumed: true },
    ],
    ["3 MB", {}, JSON.stringify({ a: "x".repeat(3_000_000) }), 413, { assumed: true }],
  ])("%s", async (_, init, body, status, answer) => {
    const { post, sandbox } = await start();
    const response = await post(body, init);
    expect(response.status).toBe(status);
    if (typeof answer === "string") expect(await response.text()).toBe(answer);
    else {
      const json = await response.json();
      expect(json).toMatchObject(answer);
      expect(json).toHaveProperty("request_id");
    }
    expect(sandbox.store.events).toEqual([]);
  });

  test("a status on demand, so many times", async () => {
    const { post } = await start({ fail: { status: 429, times: 2 } });
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await post(JSON.stringify(event))).status);
    expect(statuses).toEqual([429, 429, 200]);
  });

  test("another host's name is refused", async () => {
    const { origin } = await start();
    const { port } = new URL(origin);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(
        { port, host: "127.0.0.1", path: "/profiles", headers: { host: "evil.example" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
  });
});

describe("whose events they are", () => {
  const profilesOf = (...payloads: Record<string, string>[]) => {
    const store = new SandboxStore();
    payloads.forEach((payload, index) => {
      store.take({
        id: `e${index}`,
        at: now().toISOString(),
        payload: { timestamp: 1_701_886_800_000, ...payload },
      });
    });
    return store.profiles;
  };
  const flag = (text: string) => expect.stringContaining(text);

  test.each([
    [
      "anonymous events stay so",
      [
        { type: "track", anonymous_id: "a" },
        { type: "track", anonymous_id: "a" },
      ],
      [{ user_id: null, anonymous_ids: ["a"], events: ["e0", "e1"], flags: [] }],
    ],
    [
      "identify brings them to the known profile",
      [
        { type: "track", anonymous_id: "a" },
        { type: "track", user_id: "u" },
        { type: "identify", user_id: "u", anonymous_id: "a" },
      ],
      [{ user_id: "u", anonymous_ids: ["a"], events: ["e0", "e1", "e2"], flags: [] }],
    ],
    [
      "several anonymous ids of one person",
      [
        { type: "identify", user_id: "u", anonymous_id: "a" },
        { type: "identify", user_id: "u", anonymous_id: "b" },
      ],
      [{ user_id: "u", anonymous_ids: ["a", "b"], events: ["e0", "e1"], flags: [] }],
    ],
    [
      "track with both ids merges nothing",
      [
        { type: "track", anonymous_id: "a" },
        { type: "track", user_id: "u", anonymous_id: "a" },
      ],
      [
        { user_id: "u", anonymous_ids: [], events: ["e1"], flags: [] },
        { user_id: null, anonymous_ids: ["a"], events: ["e0"], flags: [] },
      ],
    ],
    [
      "a known user that comes anonymously",
      [
        { type: "identify", user_id: "u", anonymous_id: "a" },
        { type: "track", anonymous_id: "a" },
      ],
      [{ user_id: "u", anonymous_ids: ["a"], events: ["e0", "e1"], flags: [flag("without the user_id")] }],
    ],
    [
      "an anonymous id that comes with another user",
      [
        { type: "identify", user_id: "u", anonymous_id: "a" },
        { type: "identify", user_id: "v", anonymous_id: "a" },
      ],
      [
        { user_id: "u", anonymous_ids: ["a"], events: ["e0"], flags: [] },
        { user_id: "v", anonymous_ids: [], events: ["e1"], flags: [flag("belongs to u")] },
      ],
    ],
    ["nobody's", [{ type: "track", user_id: " " }], []],
  ])("%s", (_, payloads, profiles) =>
    expect(profilesOf(...(payloads as Record<string, string>[]))).toEqual(profiles),
  );

  test("the same payload twice is said to be", () => {
    const store = new SandboxStore();
    store.take({ id: "e0", at: now().toISOString(), payload: event });
    const { warnings } = store.take({ id: "e1", at: now().toISOString(), payload: event });
    expect(warnings).toEqual([flag("arrived before, as e0")]);
  });
});

const many = sized(120, 1000);

test(`${many} posts at once`, async () => {
  await using fixture = await createFixture();
  const { journal } = await Journal.open(join(fixture.path, "events.ndjson"), alone);
  const { post, origin } = await start({ journal });
  const answers = await Promise.all(
    Array.from({ length: many }, async (_, index) => {
      const response = await post(JSON.stringify({ ...event, user_id: `u${index}` }));
      await response.arrayBuffer();
      return response.status;
    }),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await (await fetch(`${origin}/events`)).json()).toHaveLength(many);
  expect(await (await fetch(`${origin}/profiles`)).json()).toHaveLength(many);
  expect((await readFile(join(fixture.path, "events.ndjson"), "utf8")).split("\n")).toHaveLength(many + 1);
});

test.for([
  ['{"type":"track","properties":{"a":', "[", "]", "}}"],
  ["", '{"a":', "}", ""],
] as const)(
  "what is nested too deeply is refused and not kept: %s",
  async ([before, opening, closing, after]) => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const { journal } = await Journal.open(path, alone);
    const { post } = await start({ journal });
    for (const depth of [600, 2000, 5000]) {
      const inner = opening === "[" ? "" : "1";
      const response = await post(
        `${before}${opening.repeat(depth)}${inner}${closing.repeat(depth)}${after}`,
      );
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining("nested")]);
    }
    expect(await readFile(path, "utf8")).toBe("");
  },
);

test.for(["//", "///", "/\\", "//x:y@z", "http://["])("GET %s leads nowhere", async (target) => {
  const { origin } = await start({});
  const { port } = new URL(origin);
  const status = await new Promise((done, failed) => {
    request({ host: "127.0.0.1", port, path: target, headers: { host: "127.0.0.1" } }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .once("error", failed)
      .end();
  });
  expect(status).toBe(404);
});

describe("the journal", () => {
  test("what was taken is there again, and a torn line is not", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const { journal } = await Journal.open(path, alone);
    await journal.append({ id: "a", at: "t", payload: { x: 1 } });
    await journal.close();
    await appendFile(path, '{"id":"b","at":"t","pay');
    const again = await Journal.open(path, alone);
    expect(again.store.events.map(({ request_id }) => request_id)).toEqual(["a"]);
    await again.journal.append({ id: "c", at: "t", payload: null });
    await again.journal.close();
    const last = await Journal.open(path, alone);
    await last.journal.close();
    expect(last.store.events.map(({ request_id }) => request_id)).toEqual(["a", "c"]);
  });

  test("half a line on a disk that is full spoils nothing that comes later", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const { journal } = await Journal.open(path, alone);
    await journal.append({ id: "a", at: "t", payload: 1 });
    const { file } = journal as unknown as { file: FileHandle };
    const append = file.appendFile.bind(file);
    file.appendFile = async (text) => {
      await append(String(text).slice(0, 9));
      throw new Error("ENOSPC");
    };
    await expect(journal.append({ id: "b", at: "t", payload: 2 })).rejects.toThrow("ENOSPC");
    file.appendFile = append;
    await journal.append({ id: "c", at: "t", payload: 3 });
    await journal.close();
    const again = await Journal.open(path, alone);
    await again.journal.close();
    expect(again.store.events.map(({ request_id }) => request_id)).toEqual(["a", "c"]);
  });

  test("a file that is none is left alone", async () => {
    await using fixture = await createFixture({ "a.txt": "hello\nworld\n" });
    const path = join(fixture.path, "a.txt");
    await expect(Journal.open(path, alone)).rejects.toThrow("lines 1, 2 of the journal are damaged");
    expect(await readFile(path, "utf8")).toBe("hello\nworld\n");
  });

  test("a damaged byte is told by its line, and the others are read on request", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const { journal } = await Journal.open(path, alone);
    for (const id of ["a", "b", "c"]) await journal.append({ id, at: "t", payload: { price: 1 } });
    await journal.close();
    const whole = await readFile(path);
    const places = [0, 3, 20, 30, whole.indexOf("sum") + 8];
    for (const place of places) {
      for (const byte of [0x31, 0xff]) {
        const bytes = Buffer.from(whole);
        const at = whole.indexOf("\n") + 1 + place;
        bytes[at] = bytes[at] === byte ? 0x32 : byte;
        // A torn line after it is removed to the byte.
        await writeFile(path, Buffer.concat([bytes, Buffer.from('{"id":"d')]));
        await expect(Journal.open(path, alone)).rejects.toThrow("line 2 of the journal is damaged");
        const opened = await Journal.open(path, alone, { skipDamaged: true });
        expect([opened.store.events.map(({ request_id }) => request_id), opened.damaged]).toEqual([
          ["a", "c"],
          [2],
        ]);
        await opened.journal.append({ id: "e", at: "t", payload: 1 });
        await opened.journal.close();
        const again = await Journal.open(path, alone, { skipDamaged: true });
        await again.journal.close();
        expect(again.store.events.map(({ request_id }) => request_id)).toEqual(["a", "c", "e"]);
      }
    }
  });

  test("one process has it; the lock of one that was killed is nobody's", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const first = await Journal.open(path, journalHost(7, [7, 8]));
    await expect(Journal.open(path, journalHost(8, [7, 8]))).rejects.toThrow("process 7");
    const second = await Journal.open(path, journalHost(8, []));
    await second.journal.close();
    await first.journal.close();
    const third = await Journal.open(path, alone);
    await third.journal.close();
  });

  test("a container that is started again has it, whatever its number was", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const numbers = [1, 7];
    for (const left of ["1", "7", "1.ffffffff-0", "7.ffffffff-0", "7.0a0a0a0a-0", "", "0", "\ud800 x"]) {
      await writeFile(`${path}.lock`, left);
      const waited: number[] = [];
      const isHere = /^7$|^7\.0a/.test(left);
      const opened = Journal.open(path, journalHost(1, numbers), { waiting: (_, most) => waited.push(most) });
      if (isHere) await expect(opened).rejects.toThrow("the sandbox of process 7 is using it");
      else await (await opened).journal.close();
      expect(waited).toHaveLength(/^\d+$|^7\.0a/.test(left) && left !== "0" ? 0 : 1);
    }
  });

  test("a sandbox in another container keeps it as long as it says that it runs", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const first = await Journal.open(path, journalHost(1, [1], "aaaaaaaa"), { beat: 5 });
    const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 25));
    const second = { ...journalHost(1, [1], "bbbbbbbb"), sleep };
    await expect(Journal.open(path, second)).rejects.toThrow("a sandbox in another container");
    await first.journal.append({ id: "a", at: "t", payload: 1 });
    await first.journal.close();
    const third = await Journal.open(path, second);
    await third.journal.close();
    expect(third.store.events.map(({ request_id }) => request_id)).toEqual(["a"]);
  });

  test("one that was stopped while another took it writes no more, and leaves the other's lock", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const stopped = await Journal.open(path, journalHost(1, [1], "aaaaaaaa"), { beat: 1e8 });
    const other = await Journal.open(path, journalHost(1, [1], "bbbbbbbb"));
    await other.journal.append({ id: "a", at: "t", payload: 1 });
    await expect(stopped.journal.append({ id: "b", at: "t", payload: 1 })).rejects.toThrow("has taken");
    await stopped.journal.close();
    await other.journal.append({ id: "c", at: "t", payload: 1 });
    await other.journal.close();
    const again = await Journal.open(path, alone);
    await again.journal.close();
    expect(again.store.events.map(({ request_id }) => request_id)).toEqual(["a", "c"]);
  });

  test("cut off at any byte, it has its whole lines, and what comes next is a line of its own", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    const ids = ["a", "b", "c"];
    const lines = ids.map((id) => lineOf({ id, at: "t", payload: { title: "Größe 🎁" } }));
    const whole = Buffer.from(lines.join(""));
    const length = Buffer.byteLength(lines[0]!);
    const atEnds = [0, length - 1, length, length + 1, 2 * length, whole.length];
    const cuts = Array.from({ length: whole.length }, (_, cut) => cut).filter(
      (cut) => cut % sized(9, 1) === 0,
    );
    for (const cut of new Set([...atEnds, ...cuts])) {
      await writeFile(path, whole.subarray(0, cut));
      const opened = await Journal.open(path, alone);
      await opened.journal.append({ id: "z", at: "t", payload: 1 });
      await opened.journal.close();
      const again = await Journal.open(path, alone);
      await again.journal.close();
      expect(again.store.events.map(({ request_id }) => request_id)).toEqual([
        ...ids.slice(0, Math.floor(cut / length)),
        "z",
      ]);
    }
  });

  test("what is not a file is neither read nor waited for", async () => {
    await using fixture = await createFixture({ "events.ndjson": "" });
    const path = join(fixture.path, "events.ndjson");
    const pipe = join(fixture.path, "pipe");
    execFileSync("mkfifo", [pipe, `${path}.index`]);
    await expect(Journal.open(pipe, alone)).rejects.toThrow("it is a pipe, a socket or a device");
    const { journal } = await Journal.open(path, alone);
    await journal.close();
    await mkdir(`${path}.lock/x`, { recursive: true });
    await expect(Journal.open(path, alone)).rejects.toThrow(`"${path}.lock" is in the way: remove it`);
  });

  test("a line without end is a damaged one", async () => {
    await using fixture = await createFixture();
    const path = join(fixture.path, "events.ndjson");
    await writeFile(path, "");
    await truncate(path, 100_000_000);
    await appendFile(path, "\n");
    await expect(Journal.open(path, alone)).rejects.toThrow("line 1 of the journal is damaged");
  });

  test("a kill under load loses no event that was answered", async () => {
    await using fixture = await createFixture();
    const data = join(fixture.path, "events.ndjson");
    const bin = fileURLToPath(new URL("../../bin/mi-braze.js", import.meta.url));
    const child = spawn(
      process.execPath,
      [bin, "sandbox", "--port", "0", "--format", "json", "--data", data],
      { cwd: fixture.path },
    );
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (chunk) => resolve(String(chunk)));
      child.stderr.once("data", (chunk) => reject(new Error(String(chunk))));
      child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
    });
    const { endpoint, authorization } = JSON.parse(line);
    const answered: string[] = [];
    const posts = Array.from({ length: 8 }, async (_, worker) => {
      for (let index = 0; index < 500; index++) {
        try {
          const response = await fetch(endpoint, {
            method: "POST",
            headers: { authorization },
            body: JSON.stringify({ ...event, user_id: `${worker}-${index}` }),
          });
          const { request_id } = (await response.json()) as { request_id: string };
          if (response.status === 200) answered.push(request_id);
          if (answered.length === 200) child.kill("SIGKILL");
        } catch {
          return;
        }
      }
    });
    await Promise.all(posts);
    expect(answered.length).toBeGreaterThanOrEqual(200);
    const { store, journal } = await Journal.open(data, alone);
    await journal.close();
    const kept = new Set(store.events.map(({ request_id }) => request_id));
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
  });
});

test("the page shows what came, and runs none of it", async () => {
  const { post, origin } = await start();
  await post(
    JSON.stringify({
      ...event,
      user_id: "<script>alert(1)</script>",
      event: '"><img src=x onerror=alert(1)>',
    }),
  );
  const response = await fetch(origin);
  const html = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain("<img");
  expect(html).toContain("&#60;script&#62;");
  for (const secret of ["k3y", "s3cret", authorizationOf(credentials)]) expect(html).not.toContain(secret);
});

test("an event that cannot be kept is not acknowledged", async () => {
  const { post, sandbox } = await start({
    journal: {
      append: async () => Promise.reject(new Error("disk full")),
      close: async () => {},
    } as unknown as Journal,
  });
  const response = await post(JSON.stringify(event));
  expect(response.status).toBe(500);
  expect(sandbox.store.events).toEqual([]);
});
