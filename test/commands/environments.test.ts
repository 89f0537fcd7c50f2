import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = `version: 1
brand: Acme
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
environments:
  staging: {brand: Acme Staging, movable_ink: {endpoint: env:STAGING_URL, authorization: {username: env:S_USER, password: env:S_PASS}}}
  outlet: {brand: Outlet}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {id: string}
`;
const fixture = JSON.stringify({
  user: { external_id: "u-1" },
  event: { name: "Viewed", time: "2024-01-01T00:00:00Z", properties: { id: "p1" } },
  expect: { payload: {} },
});

async function project() {
  const folder = await createFixture({ "mi-braze.yaml": config, "fixtures/viewed.json": fixture });
  const run = async (...args: string[]) => {
    const host = testHost({ cwd: folder.path, env: { LIVE_URL: "https://live.example/secret-live" } });
    const exitCode = await main(args, host);
    return { exitCode, out: host.out(), err: host.err() };
  };
  return {
    run,
    text: (path: string) => folder.readFile(path, "utf8"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

test("generate: names, URL and headers of the environment, and the same bodies", async () => {
  await using there = await project();
  expect((await there.run("generate")).exitCode).toBe(0);
  expect((await there.run("generate", "--env", "staging")).exitCode).toBe(0);
  expect((await there.run("generate", "--env", "outlet")).exitCode).toBe(0);
  const files = async (folder: string) =>
    Promise.all(
      ["body.liquid", "url.txt", "headers.json", "checklist.md"].map((name) =>
        there.text(`${folder}/viewed/${name}`),
      ),
    );
  const [live, staging, outlet] = await Promise.all(
    ["webhooks", "webhooks-staging", "webhooks-outlet"].map(files),
  );
  expect([staging![0], outlet![0]]).toEqual([live![0], live![0]]);
  expect([live![1], staging![1], outlet![1]]).toEqual(["<LIVE_URL>\n", "<STAGING_URL>\n", "<LIVE_URL>\n"]);
  expect(staging![2]).toContain("<base64 of S_USER:S_PASS>");
  expect(outlet![2]).toBe(live![2]);
  expect(staging![3]).toContain("# Acme Staging | Movable Ink | viewed");
  expect(outlet![3]).toContain("# Outlet | Movable Ink | viewed");
  expect((await there.run("generate", "--check", "--env", "staging")).exitCode).toBe(0);
});

test("preview and mapping are those of the environment; send asks for its variables", async () => {
  await using there = await project();
  const preview = await there.run("preview", "--user", "fixtures/viewed.json", "--env", "staging");
  expect(preview.out).toContain("<STAGING_URL>");
  expect((await there.run("mapping", "--env", "outlet")).out).toContain("# Event mappings of Outlet");
  const sent = await there.run("send", "--user", "fixtures/viewed.json", "--yes", "--env", "staging");
  expect(sent.exitCode).not.toBe(0);
  expect(sent.err).toContain("STAGING_URL");
  expect(sent.err).not.toContain("LIVE_URL");
});

test("an environment that the config does not have is a wrong command line, with what was meant", async () => {
  await using there = await project();
  const { exitCode, err } = await there.run("generate", "--env", "stagin");
  expect([exitCode, err]).toEqual([2, expect.stringContaining('"stagin"; did you mean "staging"?')]);
  expect(err).toContain("The config has: staging, outlet.");
});
