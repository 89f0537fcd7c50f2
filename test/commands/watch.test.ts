import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = (property: string) => `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {${property}: string}
`;
const fixture = JSON.stringify({
  user: { external_id: "u-1" },
  event: { name: "Viewed", properties: { id: "p1" } },
  expect: { abort: "never" },
});

/** A folder in which each text becomes the config, one after the other. */
async function watched(command: string, ...texts: readonly string[]) {
  await using folder = await createFixture({ "mi-braze.yaml": texts[0]!, "fixtures/viewed.json": fixture });
  const seen: (readonly string[])[] = [];
  const host = testHost({
    cwd: folder.path,
    files: {
      changes: async function* (folders) {
        seen.push(folders);
        for (const text of texts.slice(1)) {
          await folder.writeFile("mi-braze.yaml", text);
          yield;
        }
      },
    },
  });
  const exitCode = await main([command, "--watch"], host);
  expect(seen.map((one) => one.map((path) => path.replace(/\/$/, "")))).toEqual([
    [folder.path.replace(/\/$/, "")],
  ]);
  return { exitCode, out: host.out(), err: host.err() };
}

test("generate writes again after each change, and goes on after a config that cannot be read", async () => {
  const { exitCode, out, err } = await watched("generate", config("id"), "version: [", config("sku"));
  expect(out).toMatch(/\+ webhooks\/viewed\/body\.liquid[\s\S]*~ webhooks\/viewed\/body\.liquid/);
  expect(err).toMatch(/Watching[\s\S]*MI010[\s\S]*1 campaign in webhooks/);
  expect(exitCode).toBe(0);
});

test("verify holds the fixtures again after each change; its exit code is the last one's", async () => {
  const { exitCode, out } = await watched("verify", config("id"), config("id"));
  expect(out.match(/0 passed, 1 failed/g)).toHaveLength(2);
  expect(exitCode).toBe(1);
});
