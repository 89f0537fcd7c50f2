import { readdir, rm, symlink } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
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
const ask = (address: string, headers: Record<string, string> = {}, method = "GET", sent = "") =>
  new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    request(address, { headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode!, body, headers: response.headers }));
    })
      .on("error", reject)
      .end(sent);
  });

/** What a page of the server itself gets when it asks for something to be written. */
async function post(address: string, name: string, sent: unknown, headers: Record<string, string> = {}) {
  const own = { origin: new URL(address).origin, "content-type": "application/json", ...headers };
  const { status, body } = await ask(`${address}${name}`, own, "POST", JSON.stringify(sent));
  return { status, said: body };
}

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
  for (const name of ["", "handoff", "fixes", "changes"])
    expect((await post(address, name, {})).status).toBe(405);
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

const fixture = (id: string) =>
  `${JSON.stringify({ campaign: "one", user: { external_id: "u" }, event: { name: "One", properties: { id } } })}\n`;

test("a fixture is written inside the project, where verify finds it, and over another one only when asked again", async () => {
  const { address, folder, exitCode, stop } = await serve(yaml("Acme"));
  const outside = await createFixture({ "there.json": "mine" });
  folders.push(outside);
  await symlink(outside.path, folder.getPath("fixtures"));
  const linked = await post(address, "save", { name: "fixtures/a.json", text: fixture("a") });
  expect([linked.status, linked.said]).toEqual([422, expect.stringContaining("outside the project")]);
  await rm(folder.getPath("fixtures"));

  const save = (name: string, text: string, over?: string) => post(address, "save", { name, text, over });
  expect(await save("fixtures/a.json", fixture("a"))).toEqual({
    status: 200,
    said: '{"written":"fixtures/a.json"}',
  });
  expect(await folder.readFile("fixtures/a.json", "utf8")).toBe(fixture("a"));
  expect((await save("fixtures/a.json", fixture("a"))).status).toBe(200);

  const second = await save("fixtures/a.json", fixture("b"));
  const { there, over } = JSON.parse(second.said) as { there: string; over: string };
  expect([second.status, there]).toEqual([409, fixture("a")]);
  expect((await save("fixtures/a.json", fixture("b"), "0".repeat(64))).status).toBe(409);
  expect(await folder.readFile("fixtures/a.json", "utf8")).toBe(fixture("a"));
  expect((await save("fixtures/a.json", fixture("b"), over)).status).toBe(200);
  expect(await folder.readFile("fixtures/a.json", "utf8")).toBe(fixture("b"));

  const refused = [
    ["../a.json", fixture("a"), "outside the project"],
    [join(outside.path, "there.json"), fixture("a"), "outside the project"],
    ["fixtures/../../a.json", fixture("a"), "outside the project"],
    ["mi-braze.yaml", fixture("a"), "would not find"],
    ["package.json", fixture("a"), "would not find"],
    ["fixtures/b.json", '{"usr": {}}', "usr"],
    ["fixtures/b.json", fixture(env.MI_BASIC_AUTH), "credential"],
  ] as const;
  for (const [name, text, reason] of refused) {
    const { status, said } = await save(name, text);
    expect([name, status, said]).toEqual([name, 422, expect.stringContaining(reason)]);
    expect(said).not.toContain(env.MI_BASIC_AUTH);
  }
  expect(await readdir(folder.getPath("fixtures"))).toEqual(["a.json"]);
  expect(await outside.readFile("there.json", "utf8")).toBe("mine");

  const one = { name: "fixtures/c.json", text: fixture("c") };
  for (const [headers, status] of [
    [{ origin: "https://evil.example" }, 403],
    [{ host: "evil.example" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "content-type": "text/plain" }, 415],
  ] as const)
    expect((await post(address, "save", one, headers)).status).toBe(status);
  const bare = await ask(
    `${address}save`,
    { "content-type": "application/json" },
    "POST",
    JSON.stringify(one),
  );
  expect(bare.status).toBe(403);
  const { origin } = new URL(address);
  expect((await post(`${origin}/wrong/`, "save", one)).status).toBe(404);
  expect(await readdir(folder.getPath("fixtures"))).toEqual(["a.json"]);
  stop();
  expect(await exitCode).toBe(0);
});

test("a fix is written for who has seen it, and not when the file is another since", async () => {
  const { address, folder, exitCode, stop } = await serve(yaml("Acme"));
  const broken = '{"title": "{{event_properties.${title}}}"}\n';
  await folder.writeFile("order.liquid", broken);
  const fixes = async () =>
    (JSON.parse((await ask(`${address}fixes`)).body) as { fixes: { file: string; seen: string }[] }).fixes;
  const [first] = await fixes();
  expect(first).toMatchObject({ file: "order.liquid", made: [expect.stringContaining("json_escape")] });
  await folder.writeFile("order.liquid", broken.replace("title}}}", "name}}}"));
  const late = await post(address, "fix", { file: first!.file, seen: first!.seen });
  expect([late.status, late.said]).toEqual([422, expect.stringContaining("look again")]);
  const [second] = await fixes();
  const { file, seen } = second!;
  expect((await post(address, "fix", { file, seen }, { origin: "https://evil.example" })).status).toBe(403);
  expect((await post(address, "fix", { file, seen })).status).toBe(200);
  expect(await folder.readFile("order.liquid", "utf8")).toBe(
    '{"title": "{{event_properties.${name} | json_escape}}"}\n',
  );
  expect(await fixes()).toEqual([]);
  stop();
  expect(await exitCode).toBe(0);
});

test("--open opens the address with what is there to open it", async () => {
  const opened: string[][] = [];
  const folder = await createFixture({ "mi-braze.yaml": yaml("Acme") });
  folders.push(folder);
  for (const there of [true, false]) {
    let stop = () => {};
    const ended = new Promise<void>((resolve) => (stop = resolve));
    const host = testHost({
      cwd: folder.path,
      ended,
      run: async (program, args) => {
        opened.push([program, ...args]);
        return there ? { exitCode: 0, stdout: new Uint8Array(), stderr: "" } : undefined;
      },
    });
    const exitCode = main(["serve", "--port", "0", "--open"], host);
    if (there) await expect.poll(() => opened.length).toBe(1);
    else await expect.poll(() => host.err()).toContain("open the address yourself");
    if (there) expect(opened).toEqual([["xdg-open", /http:\S+/.exec(host.out())![0]]]);
    stop();
    expect(await exitCode).toBe(0);
  }
});
