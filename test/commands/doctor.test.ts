import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = `version: 1
brand: Acme
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
environments: {staging: {movable_ink: {endpoint: env:STAGING_URL, authorization: env:STAGING_AUTH}}}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {id: string}
`;
const user = { user: { external_id: "u-1" }, event: { name: "Viewed", properties: { id: "p1" } } };
const payload = { type: "track", event: "viewed", user_id: "u-1", properties: { id: "p1" } };
const fixture = JSON.stringify({ ...user, expect: { payload } });
const url = "https://collector.example/behavioral/SECRET-KEY";
const authorization = Buffer.from("user:SECRET-pass").toString("base64");
const env = { LIVE_URL: url, LIVE_AUTH: authorization };

interface Setting {
  readonly files?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
  readonly fetch?: typeof fetch;
  readonly generated?: boolean;
}

async function doctor({ files = {}, env: given = env, args = [], fetch, generated = true }: Setting) {
  const all = { "mi-braze.yaml": config, "fixtures/viewed.json": fixture, ...files };
  await using folder = await createFixture(all);
  const host = () => testHost({ cwd: folder.path, env: given, ...(fetch ? { fetch } : {}) });
  if (generated) await main(["generate"], host());
  const asked = host();
  const exitCode = await main(["doctor", ...args, "--format", "json"], asked);
  const text = testHost({ cwd: folder.path, env: given, ...(fetch ? { fetch } : {}) });
  expect(await main(["doctor", ...args], text)).toBe(exitCode);
  for (const out of [asked.out(), text.out(), asked.err(), text.err()])
    expect(out).not.toMatch(/SECRET|c2VjcmV0|U0VDUkVU/);
  const { checks } = JSON.parse(asked.out()) as { checks: { what: string; state: string; says: string }[] };
  return { exitCode, of: (what: string) => checks.find((check) => check.what === what) };
}

test("all is in place", async () => {
  const { exitCode, of } = await doctor({});
  expect(exitCode).toBe(0);
  for (const what of ["mi-braze", "mi-braze.yaml", "LIVE_URL", "LIVE_AUTH", "webhooks/", "fixtures"])
    expect(of(what), what).toMatchObject({ state: "ok" });
});

const cases: Readonly<Record<string, readonly [Setting, what: string, state: string, says: RegExp]>> = {
  "a variable is not set": [{ env: {} }, "LIVE_URL", "warning", /not set: send/],
  "a variable holds no URL": [{ env: { ...env, LIVE_URL: "collector" } }, "LIVE_URL", "error", /not a URL/],
  "a variable holds plain http": [
    { env: { ...env, LIVE_URL: "http://collector.example/behavioral/SECRET" } },
    "LIVE_URL",
    "error",
    /plain http/,
  ],
  "a variable holds another scheme": [
    { env: { ...env, LIVE_AUTH: "Bearer SECRET-token" } },
    "LIVE_AUTH",
    "error",
    /another scheme/,
  ],
  "another environment": [{ args: ["--env", "staging"] }, "STAGING_URL", "warning", /not set/],
  "nothing is generated": [{ generated: false }, "webhooks/", "warning", /not generated yet/],
  "a fixture expects nothing": [
    { files: { "fixtures/open.json": JSON.stringify(user) } },
    "fixtures",
    "warning",
    /"fixtures\/open\.json" expects nothing yet/,
  ],
  "a fixture is broken": [
    { files: { "fixtures/bad.json": "{" } },
    "fixtures",
    "error",
    /1 of 2 cannot be read/,
  ],
  "no fixture": [{ files: { "fixtures/viewed.json": "[]" } }, "fixtures", "error", /cannot be read/],
  "the config is wrong": [
    { files: { "mi-braze.yaml": `${config}branb: x\n` } },
    "mi-braze.yaml",
    "error",
    /branb/,
  ],
  "the config is binary": [{ files: { "mi-braze.yaml": "\u0000" } }, "mi-braze.yaml", "error", /NUL|text/],
};
describe.each(Object.entries(cases))("%s", (_, [setting, what, state, says]) => {
  test("is told", async () => {
    const { exitCode, of } = await doctor(setting);
    expect(of(what)).toMatchObject({ state, says: expect.stringMatching(says) });
    expect(exitCode).toBe(state === "error" ? 1 : 0);
  });
});

test("outputs that are not what the config means", async () => {
  await using folder = await createFixture({ "mi-braze.yaml": config, "fixtures/viewed.json": fixture });
  await main(["generate"], testHost({ cwd: folder.path, env }));
  await folder.writeFile("webhooks/viewed/body.liquid", "{}");
  const host = testHost({ cwd: folder.path, env });
  expect(await main(["doctor"], host)).toBe(0);
  expect(host.out()).toContain("1 of 7 files are not what the config means, 1 edited by hand");
});

const answers: Readonly<Record<string, readonly [status: number, state: string, says: RegExp]>> = {
  "a known key": [405, "ok", /reached: 405/],
  "an unknown key": [404, "error", /knows no such key/],
  "a redirect": [301, "error", /redirects/],
  trouble: [503, "warning", /in trouble/],
};
test.each(Object.entries(answers))("online: %s", async (_, [status, state, says]) => {
  const seen: [string, string, unknown][] = [];
  const fetch = (async (to: string, init: RequestInit) => {
    seen.push([to, String(init.method), init.headers]);
    return new Response("", { status });
  }) as typeof globalThis.fetch;
  const { of } = await doctor({ args: ["--online"], fetch });
  expect(of("endpoint")).toMatchObject({ state, says: expect.stringMatching(says) });
  expect(seen[0]).toEqual([url, "GET", undefined]);
});

test("online: nobody answers, and there is no endpoint to ask", async () => {
  const fetch = (async () => {
    throw new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } });
  }) as unknown as typeof globalThis.fetch;
  expect((await doctor({ args: ["--online"], fetch })).of("endpoint")).toMatchObject({ state: "error" });
  expect((await doctor({ args: ["--online"], env: {} })).of("endpoint")).toMatchObject({ state: "error" });
});

test("without --online nothing is asked, and without a config it says what to do", async () => {
  await using folder = await createFixture({});
  const host = testHost({ cwd: folder.path });
  expect(await main(["doctor", "--online"], host)).toBe(1);
  expect(host.out()).toContain("mi-braze init");
});
