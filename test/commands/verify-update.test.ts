import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { type TestHost, testHost } from "../support/host.js";

const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity: {audience: known, user_id: external_id}
timezone: {from: time_zone}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties: {id: string}
`;
const fixture = (expectation: string) =>
  `{"now": "2024-05-14T09:30:00Z", "user": {"external_id": "u-1"}, "event": {"name": "Viewed", "properties": {"id": "p1"}}${expectation}}`;
const filled = fixture(
  `, "expect": {"payload": {"type": "track", "event": "viewed", "user_id": "u-1", "timestamp": 1715679000000, "properties": {"id": "p2"}}}`,
);

async function project(files: Record<string, string>) {
  const folder = await createFixture({ "mi-braze.yaml": config, ...files });
  const run = async (args: readonly string[], keys?: (host: TestHost) => Promise<void>) => {
    const host = testHost({ cwd: folder.path, tty: keys !== undefined });
    const [exitCode] = await Promise.all([main(["verify", ...args], host), keys?.(host)]);
    return { exitCode, out: host.out(), err: host.err(), screen: host.screen() };
  };
  return {
    run,
    text: (name: string) => folder.readFile(`fixtures/${name}.json`, "utf8"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Presses keys once the question is there. */
const answering = (keys: string) => async (host: TestHost) => {
  while (!host.screen().includes("Write over")) await new Promise((resolve) => setTimeout(resolve, 5));
  host.press(keys);
};

test("what expects nothing yet is filled without a question", async () => {
  await using there = await project({
    "fixtures/a.json": fixture(""),
    "fixtures/b.json": fixture(', "expect": {"payload": {}}'),
  });
  expect(await there.run(["--update"])).toMatchObject({ exitCode: 0 });
  for (const name of ["a", "b"]) expect(await there.text(name)).toContain('"p1"');
  expect(await there.run([])).toMatchObject({ exitCode: 0 });
});

test("what expected something else stays without a terminal and without --yes; the others are filled", async () => {
  await using there = await project({ "fixtures/a.json": filled, "fixtures/b.json": fixture("") });
  const { exitCode, err } = await there.run(["--update"]);
  expect(exitCode).toBe(1);
  expect(err).toMatch(/\$\.properties\.id[\s\S]*- "p2"[\s\S]*\+ "p1"[\s\S]*--yes/);
  expect(await there.text("a")).toBe(filled);
  expect(await there.text("b")).toContain('"expect"');
});

test("--yes writes over it", async () => {
  await using there = await project({ "fixtures/a.json": filled });
  expect(await there.run(["--update", "--yes"])).toMatchObject({ exitCode: 0 });
  expect(await there.text("a")).toBe(filled.replace('"p2"', '"p1"'));
});

test("a payload that turns into an abort, and the other way round, is asked about as well", async () => {
  const abort = fixture(', "expect": {"abort": "no id"}');
  await using there = await project({ "fixtures/a.json": abort });
  expect(await there.run(["--update"])).toMatchObject({ exitCode: 1 });
  expect(await there.text("a")).toBe(abort);
});

test("at a terminal it shows what changes, and asks", async () => {
  await using there = await project({ "fixtures/a.json": filled });
  const refused = await there.run(["--update"], answering("n"));
  expect(refused.exitCode).toBe(1);
  expect(refused.screen).toContain("Write over what this fixture expects?");
  expect(await there.text("a")).toBe(filled);
  expect((await there.run(["--update"], answering("y"))).exitCode).toBe(0);
  expect(await there.text("a")).toContain('"p1"');
});
