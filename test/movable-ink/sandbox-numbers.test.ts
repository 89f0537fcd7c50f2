import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { Journal } from "../../src/movable-ink/sandbox/journal.js";
import { authorizationOf, Sandbox } from "../../src/movable-ink/sandbox/server.js";
import type { SandboxStore } from "../../src/movable-ink/sandbox/store.js";
import { journalHost } from "../support/journal-host.js";

const credentials = { key: "k3y", username: "sandbox", password: "s3cret" };
const alone = journalHost();

const numbers =
  '"id":9007199254740993,"big":12345678901234567890123,"price":10.0,"rate":1E5,"list":[-0,{"7":1e-7}]';
const payload = `{"type":"track","user_id":"u1","timestamp":1701886800000,"properties":{${numbers}}}`;

const sandboxWith = (options: { journal?: Journal; store?: SandboxStore }) =>
  new Sandbox({ ...credentials, uuid: randomUUID, now: () => new Date("2023-12-06T18:20:45Z"), ...options });

const post = (origin: string, body: string) =>
  fetch(`${origin}/behavioral/k3y`, {
    method: "POST",
    body,
    headers: { authorization: authorizationOf(credentials) },
  });

test("numbers are kept, shown and read again as they were posted", async () => {
  await using fixture = await createFixture();
  const path = join(fixture.path, "events.ndjson");
  const { journal } = await Journal.open(path, alone);
  const first = sandboxWith({ journal });
  const origin = await first.listen(0);
  expect((await post(origin, payload)).status).toBe(200);
  expect(await (await fetch(`${origin}/events`)).text()).toContain(`"payload":${payload}`);
  const page = await (await fetch(origin)).text();
  for (const one of ["9007199254740993", "12345678901234567890123", "10.0", "1E5", "-0", "1e-7"])
    expect(page).toMatch(new RegExp(`[ \\[]${one.replace(".", "\\.")}[,\\n]`));
  await first.close();
  expect(await readFile(path, "utf8")).toContain(`"payload":${payload}`);

  const again = await Journal.open(path, alone);
  expect(again.damaged).toEqual([]);
  const second = sandboxWith(again);
  const there = await second.listen(0);
  expect(await (await fetch(`${there}/events`)).text()).toContain(`"payload":${payload}`);
  await second.close();
});

test("members keep their order, whatever their names", async () => {
  await using fixture = await createFixture();
  const path = join(fixture.path, "events.ndjson");
  const properties =
    '{"b":1,"10":{"z":1,"\\u0037":2,"3":[{"x":1,"0":2}]},"2":"two","__proto__":{"b":1,"1":2}}';
  const ordered = `{"user_id":"u1","type":"track","properties":${properties},"7":1}`;
  const { journal } = await Journal.open(path, alone);
  const first = sandboxWith({ journal });
  const origin = await first.listen(0);
  expect((await post(origin, ordered)).status).toBe(200);
  const written = ordered.replace("\\u0037", "7");
  expect(await (await fetch(`${origin}/events`)).text()).toContain(`"payload":${written}`);
  const names = (text: string) =>
    [...text.matchAll(/^ +(?:&[#\w]+;|")(\w+)(?:&[#\w]+;|"): /gm)].map(([, name]) => name);
  expect(names(await (await fetch(origin)).text())).toEqual(
    [...written.matchAll(/"(\w+)":/g)].map(([, name]) => name),
  );
  await first.close();
  expect(await readFile(path, "utf8")).toContain(`"payload":${written}`);

  const again = await Journal.open(path, alone);
  expect(again.damaged).toEqual([]);
  const second = sandboxWith(again);
  expect(await (await fetch(`${await second.listen(0)}/events`)).text()).toContain(`"payload":${written}`);
  await second.close();
});

test("neighbours beyond 2^53 are two events", async () => {
  const sandbox = sandboxWith({});
  const origin = await sandbox.listen(0);
  const warnings = async (body: string) =>
    ((await (await post(origin, body)).json()) as { warnings: string[] }).warnings;
  await warnings(payload);
  expect(await warnings(payload.replace("740993", "740992"))).not.toContainEqual(
    expect.stringContaining("same payload"),
  );
  expect(await warnings(payload)).toContainEqual(expect.stringContaining("same payload"));
  await sandbox.close();
});

test("an event as deep as one may be is there again", async () => {
  await using fixture = await createFixture();
  const path = join(fixture.path, "events.ndjson");
  const deep = `{"a":${"[".repeat(499)}1.0${"]".repeat(499)}}`;
  const { journal } = await Journal.open(path, alone);
  const sandbox = sandboxWith({ journal });
  const origin = await sandbox.listen(0);
  expect((await post(origin, deep)).status).toBe(200);
  await sandbox.close();
  const again = await Journal.open(path, alone);
  await again.journal.close();
  expect(again.store.events).toHaveLength(1);
});

test.each([
  ['{"a": }', "expected a value, at line 1, column 7"],
  ['{"a": 1.0,}', "trailing comma, at line 1, column 10"],
])("%s is refused with where it breaks", async (body, words) => {
  const sandbox = sandboxWith({});
  const response = await post(await sandbox.listen(0), body);
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(words)]);
  await sandbox.close();
});
