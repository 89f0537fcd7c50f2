import { get } from "node:http";
import { createFixture, type FsFixture } from "fs-fixture";
import { afterEach, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const yaml = (brand: string) => `version: 1
brand: ${brand}
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - {event: one, trigger: {custom_event: One}, properties: {id: string}}
`;
const env = {
  MI_ENDPOINT_URL: "https://collect.acme.io/behavioral/9f8e7d6c5b",
  MI_BASIC_AUTH: "dXNlcjpzM2NyM3Q=",
};

const folders: FsFixture[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.rm();
});

/** A command that serves, with the first of the addresses that it prints. */
async function serve(text: string, args: readonly string[] = []) {
  const folder = await createFixture({ "mi-braze.yaml": text });
  folders.push(folder);
  let stop = () => {};
  const ended = new Promise<void>((resolve) => (stop = resolve));
  const host = testHost({ cwd: folder.path, env, ended });
  const exitCode = main(["serve", "--port", "0", ...args], host);
  await expect.poll(() => host.out(), { timeout: 30_000 }).toContain("http://");
  const address = /http:\S+/.exec(host.out())![0];
  return { folder, host, address, exitCode, stop };
}

/** What a request gets, with any headers at all. */
const ask = (address: string, headers: Record<string, string> = {}, method = "GET") =>
  new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    get(address, { headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode!, body, headers: response.headers }));
    }).on("error", reject);
  });

test("serves to this machine and to whoever has the address, and nobody else", async () => {
  const { address, exitCode, stop, host } = await serve(yaml("Acme"));
  const { port, origin } = new URL(address);
  const page = await ask(`${address}handoff`);
  expect([page.status, page.body.includes("Acme")]).toEqual([200, true]);
  for (const secret of Object.values(env)) expect(page.body).not.toContain(secret);
  const wrong = [
    [address, { host: `evil.example:${port}` }, 403],
    [address, { host: "127.0.0.1" }, 403],
    [address, { origin: "https://evil.example" }, 403],
    [address, { "sec-fetch-site": "cross-site" }, 403],
    [`${origin}/`, {}, 404],
    [`${origin}/00000000-0000-0000-0000-000000000000/handoff`, {}, 404],
    [`${address}../../package.json`, {}, 404],
    [`${address}playground/%2e%2e/%2e%2e/package.json`, {}, 404],
  ] as const;
  for (const [asked, headers, status] of wrong)
    expect([asked, headers, (await ask(asked, headers)).status]).toEqual([asked, headers, status]);
  expect((await ask(address, {}, "POST")).status).toBe(405);
  for (const name of ["", "playground/", "playground/engine.js", "serve.js"]) {
    const { status, headers } = await ask(`${address}${name}`, { origin, "sec-fetch-site": "same-origin" });
    expect([name, status, headers["referrer-policy"]]).toEqual([name, 200, "no-referrer"]);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
  }
  stop();
  expect(await exitCode).toBe(0);
  expect(host.err()).not.toContain("error");
  await expect(ask(address)).rejects.toThrow();
});

test("keeps the last good page while the config is broken, and goes on once it is mended", async () => {
  const { folder, address, exitCode, stop, host } = await serve(yaml("Acme"));
  await folder.writeFile("mi-braze.yaml", `${yaml("Acme")}campains: []\n`);
  await expect.poll(() => host.err(), { timeout: 30_000 }).toContain("campains");
  expect((await ask(`${address}handoff`)).body).toContain("Acme");
  await folder.writeFile("mi-braze.yaml", yaml("Zenith"));
  await expect
    .poll(async () => (await ask(`${address}handoff`)).body.includes("Zenith"), { timeout: 30_000 })
    .toBe(true);
  stop();
  expect(await exitCode).toBe(0);
});

test("a config that is broken from the start is waited for; without one, only the playground is served", async () => {
  const broken = await serve("version: 1\n");
  expect((await ask(`${broken.address}handoff`)).status).toBe(404);
  expect(broken.host.err()).toContain("MI013");
  broken.stop();
  expect(await broken.exitCode).toBe(0);
  const empty = await createFixture();
  folders.push(empty);
  const host = testHost({ cwd: empty.path, ended: Promise.resolve() });
  expect(await main(["serve", "--port", "0"], host)).toBe(3);
  expect(host.err()).toContain("mi-braze init");
  expect(await main(["serve", "--port", "0", "--playground"], host)).toBe(0);
});

test("a port that is taken is said, with what to do", async () => {
  const { address, stop, exitCode } = await serve(yaml("Acme"));
  const host = testHost({ cwd: folders[0]!.path, ended: Promise.resolve() });
  expect(await main(["serve", "--port", new URL(address).port], host)).toBe(3);
  expect(host.err()).toContain("is in use; take another with --port");
  stop();
  await exitCode;
});
