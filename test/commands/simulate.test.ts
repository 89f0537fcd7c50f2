import { randomUUID } from "node:crypto";
import { createFixture } from "fs-fixture";
import { afterEach, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { authorizationOf, Sandbox, type SandboxOptions } from "../../src/movable-ink/sandbox/server.js";
import { testHost } from "../support/host.js";

const config = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - {preset: product_viewed, trigger: {custom_event: Viewed}}
  - {preset: purchase}
`;
const at = "2023-12-06T18:20:45Z";
const viewed = (user: string, id: string) => ({
  external_id: user,
  name: "Viewed",
  time: at,
  properties: { id },
});
const tracked = {
  now: at,
  events: [
    viewed("u1", "1"),
    viewed("u1", "2"),
    viewed("u2", ""),
    { external_id: "u1", name: "Other", time: at },
  ],
  purchases: [
    {
      external_id: "u1",
      product_id: "p",
      currency: "USD",
      price: 1,
      time: at,
      properties: { order_id: "o", products: [{ id: "1" }] },
    },
  ],
};

const open: Sandbox[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function simulate(
  args: string[],
  options: Partial<SandboxOptions> = {},
  tree: Record<string, unknown> = {},
  to?: string,
) {
  const credentials = { key: "k", username: "u", password: "p" };
  const sandbox = new Sandbox({ ...credentials, uuid: randomUUID, now: () => new Date(at), ...options });
  open.push(sandbox);
  const endpoint = to ?? `${await sandbox.listen(0)}/behavioral/k`;
  await using fixture = await createFixture({
    "mi-braze.yaml": config,
    "track.json": JSON.stringify(tracked),
    ...Object.fromEntries(Object.entries(tree).map(([name, json]) => [name, JSON.stringify(json)])),
  });
  const host = testHost({
    cwd: fixture.path,
    env: { MI_ENDPOINT_URL: endpoint, MI_BASIC_AUTH: authorizationOf(credentials) },
    fetch: globalThis.fetch,
  });
  const exitCode = await main(["simulate", ...args], host);
  return { exitCode, out: host.out(), err: host.err(), sandbox };
}

const outcomes = (out: string) =>
  JSON.parse(out).events.map((one: Record<string, unknown>) =>
    [one.event, one.user, one.outcome, one.tries].join(" "),
  );

test("each event through its campaign", async () => {
  const { exitCode, out, sandbox } = await simulate(["track.json", "--format", "json"]);
  expect(outcomes(out)).toEqual([
    "Viewed u1 arrived 1",
    "Viewed u1 arrived 1",
    "Viewed u2 aborted 0",
    "Other u1 untriggered 0",
    "p u1 arrived 1",
  ]);
  expect(JSON.parse(out).summary).toMatchObject({ arrived: 3, aborted: 1, untriggered: 1 });
  expect(exitCode).toBe(0);
  expect(sandbox.store.events.map(({ event }) => event)).toEqual([
    "product_viewed",
    "product_viewed",
    "order_completed",
  ]);
});

test("without re-eligibility a user's second event is lost", async () => {
  const { exitCode, out } = await simulate(["track.json", "--once", "--format", "json"]);
  expect(outcomes(out)[1]).toBe("Viewed u1 ineligible 0");
  expect(exitCode).toBe(1);
});

test("what Braze tries again arrives, what it does not is lost", async () => {
  expect(
    outcomes(
      (await simulate(["track.json", "--format", "json"], { fail: { status: 503, times: 2 } })).out,
    )[0],
  ).toBe("Viewed u1 arrived 3");
  const lost = await simulate(["track.json"], { fail: { status: 400, times: 1 } });
  expect(lost.exitCode).toBe(1);
  expect(lost.out).toMatch(/^lost {8}Viewed of u1 → product_viewed {2}\(400\)/m);
});

test("users come from an export", async () => {
  const users = { users: [{ external_id: "u1", time_zone: "Europe/Paris" }] };
  const { sandbox, exitCode } = await simulate(
    ["track.json", "--users", "users.json"],
    {},
    { "users.json": users },
  );
  expect(exitCode).toBe(0);
  expect(sandbox.store.events[0]!.payload).toMatchObject({ user_id: "u1", timezone: "Europe/Paris" });
});

test.each([
  [["track.json", "--users", "no.json"], 1, '"no.json" holds no users'],
  [["missing.json"], 3, "cannot read"],
])("%j", async (args, exitCode, words) => {
  const found = await simulate(args as string[], {}, { "no.json": { a: 1 } });
  expect(found.exitCode).toBe(exitCode);
  expect(found.err).toContain(words);
});

test("it goes to this machine only", async () => {
  const { exitCode, err } = await simulate(["track.json"], {}, {}, "https://collector.example/behavioral/k");
  expect(exitCode).toBe(2);
  expect(err).toContain("on this machine only");
});
