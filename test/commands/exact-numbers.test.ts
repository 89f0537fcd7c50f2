import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { authorizationOf, Sandbox } from "../../src/movable-ink/sandbox/server.js";
import { testHost } from "../support/host.js";

/** A number as an event has it, and as Braze prints it: Ruby's floats have one notation, and so many digits. */
const numbers: readonly (readonly [name: string, given: string, sent: string])[] = [
  ["id", "9007199254740993", "9007199254740993"],
  ["negative", "-9007199254740993", "-9007199254740993"],
  ["big", "12345678901234567890123", "12345678901234567890123"],
  ["tenth", "0.1", "0.1"],
  ["trailing", "0.10", "0.1"],
  ["hundred", "100.00", "100.0"],
  ["huge", "1e21", "1.0e+21"],
  ["exponent", "1E5", "100000.0"],
  ["small", "1e-7", "1.0e-07"],
  ["long", "123456789.123456789", "123456789.12345679"],
  ["zero", "-0", "0"],
];

const members = (index: 1 | 2) => numbers.map((one) => `"${one[0]}": ${one[index]}`).join(", ");
const given = `${members(1)}, "2024": 1.50, "items": [{"sku": 9007199254740995, "price": 2.00}], "free": [1.0, -0.0, {"9": 9007199254740993}]`;
const event = `{"external_id": 9007199254740993, "name": "Viewed", "time": "2023-12-06T18:20:45Z", "properties": {${given}}}`;

const config = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: viewed
    trigger: {custom_event: Viewed}
    properties:
${numbers.map(([name]) => `      ${name}: number`).join("\n")}
      "2024": number
      items: {type: array, items: {sku: integer, price: number}}
      free: json
      code: {value: 12345678901234567890123}
      rate: {value: 1.10}
      limit: {type: integer, default: 9007199254740993}
      fee: {type: number, default: 0.10, example: 9007199254740993.50}
`;
const sent = `${members(2)}, "2024": 1.5, "items": [{"sku": 9007199254740995, "price": 2.0}], "free": [1.0, -0.0, {"9": 9007199254740993}], "code": 12345678901234567890123, "rate": 1.10, "limit": 9007199254740993, "fee": 0.10`;
const payload = `{"type": "track", "event": "viewed", "user_id": "9007199254740993", "timestamp": 1701886845000, "timezone": "UTC", "properties": {${sent}}}`;
const fixture = (expected: string) =>
  `{"user": {"external_id": 9007199254740993, "time_zone": "UTC"}, "event": {"name": "Viewed", "time": "2023-12-06T18:20:45Z", "properties": {${given}}}, "expect": {"payload": ${expected}}}`;

async function project(tree: Record<string, string> = {}) {
  const folder = await createFixture({
    "mi-braze.yaml": config,
    "fixtures/viewed.json": fixture(payload),
    ...tree,
  });
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const host = testHost({ cwd: folder.path, env, fetch: globalThis.fetch });
    const exitCode = await main(args, host);
    return { exitCode, out: host.out(), err: host.err() };
  };
  const text = (path: string) => readFile(join(folder.path, path), "utf8");
  return { run, text, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

/** White space aside, outside of strings. */
const compact = (json: string) => json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");

test("init: a sample's numbers, and what Braze sends of them", async () => {
  await using there = await project({ "sample.json": event });
  expect((await there.run(["init", "--from-event", "sample.json", "--yes", "--dir", "new"])).exitCode).toBe(
    0,
  );
  const made = compact(await there.text("new/fixtures/viewed.json"));
  for (const [name, before, after] of numbers) {
    expect(made).toContain(`"${name}":${before},`);
    // An id is a text however much it looks like a number.
    const shown = name === "id" ? `"${after}"` : after;
    expect(made.slice(made.indexOf('"expect"'))).toContain(`"${name}":${shown},`);
  }
  expect(await there.run(["verify", "--config", "new/mi-braze.yaml"])).toMatchObject({ exitCode: 0 });
});

test("preview: the payload as the body has it, members in its order", async () => {
  await using there = await project();
  const json = await there.run(["preview", "--user", "fixtures/viewed.json", "--format", "json"]);
  expect(compact(json.out)).toContain(`"payload":${compact(payload)}`);
  const text = await there.run(["preview", "--user", "fixtures/viewed.json", "--why"]);
  expect(compact(text.out.split("\n\n")[1]!)).toBe(compact(payload));
  for (const [, , after] of numbers) expect(text.out).toContain(`printed → ${after} `);
});

test("verify: a difference in the last digit is told by its digits", async () => {
  const wrong = payload
    .replace('"id": 9007199254740993', '"id": 9007199254740992')
    .replace("123456789.12345679", "123456789.123456789");
  await using there = await project({ "fixtures/viewed.json": fixture(wrong) });
  const text = await there.run(["verify"]);
  expect(text.exitCode).toBe(1);
  expect(text.out).toContain("- 9007199254740992\n      + 9007199254740993\n");
  expect(text.out).toContain("- 123456789.123456789\n      + 123456789.12345679\n");
  const json = await there.run(["verify", "--format", "json"]);
  expect(compact(json.out)).toContain('"expected":9007199254740992,"actual":9007199254740993}');
  const junit = await there.run(["verify", "--format", "junit"]);
  expect(junit.out).toContain("expected 9007199254740992, got 9007199254740993");
});

test("verify --update: the numbers that differ are written, no other byte", async () => {
  const noted = payload
    .replace('"hundred": 100.0', '"hundred": 1.000e2')
    .replace('"rate": 1.10', '"rate": 1.1');
  await using there = await project({
    "fixtures/viewed.json": fixture(
      noted.replace('"big": 12345678901234567890123', '"big": 12345678901234567890124'),
    ),
  });
  expect((await there.run(["verify", "--update", "--yes"])).exitCode).toBe(0);
  expect(await there.text("fixtures/viewed.json")).toBe(fixture(noted));
});

test("generate and mapping: constants, defaults and examples as the config has them", async () => {
  await using there = await project();
  expect(await there.run(["generate"])).toMatchObject({ exitCode: 0 });
  const body = await there.text("webhooks/viewed/body.liquid");
  for (const one of ['"code": 12345678901234567890123', '"rate": 1.10', "9007199254740993", "0.10"])
    expect(body).toContain(one);
  for (const made of [
    await there.text("webhooks/viewed/sample-payload.json"),
    (await there.run(["mapping"])).out,
  ])
    for (const one of ['"code": 12345678901234567890123', '"rate": 1.10', '"fee": 9007199254740993.50'])
      expect(made).toContain(one);
  expect((await there.run(["mapping", "--format", "json"])).out).toContain('"fee": 9007199254740993.50');
});

test("simulate and send: what arrives, of the user whose id it is", async () => {
  const neighbour = event.replace("740993", "740992");
  await using there = await project({
    "track.json": `{"now": "2023-12-06T18:20:45Z", "events": [${event}, ${neighbour}]}`,
    "users.json":
      '[{"external_id": 9007199254740992, "time_zone": "Europe/Paris"}, {"external_id": 9007199254740993, "time_zone": "UTC"}]',
  });
  const credentials = { key: "k", username: "u", password: "p" };
  const sandbox = new Sandbox({
    ...credentials,
    uuid: randomUUID,
    now: () => new Date("2023-12-06T18:20:45Z"),
  });
  const origin = await sandbox.listen(0);
  const env = { MI_ENDPOINT_URL: `${origin}/behavioral/k`, MI_BASIC_AUTH: authorizationOf(credentials) };
  const simulated = await there.run(
    ["simulate", "track.json", "--users", "users.json", "--format", "json"],
    env,
  );
  expect(JSON.parse(simulated.out).events.map((one: { user: string }) => one.user)).toEqual([
    "9007199254740993",
    "9007199254740992",
  ]);
  expect((await there.run(["send", "--user", "fixtures/viewed.json", "--yes"], env)).exitCode).toBe(0);
  const events = await (await fetch(`${origin}/events`)).text();
  expect(events.split(compact(payload))).toHaveLength(3);
  expect(events).toContain(
    '"user_id":"9007199254740992","timestamp":1701886845000,"timezone":"Europe/Paris"',
  );
  await sandbox.close();
});

test("a template of one's own, as JSON and as a form", async () => {
  await using there = await project({
    "hook.liquid":
      '{"id": {{event_properties.${id}}}, "all": [{{event_properties.${hundred}}}, {{event_properties.${big}}}]}',
    "form/body.liquid": "id={{event_properties.${id}}}&price={{event_properties.${hundred}}}",
    "form/headers.json": '{"Content-Type": "application/x-www-form-urlencoded"}',
  });
  const preview = async (file: string) =>
    (await there.run(["preview", "--template", file, "--user", "fixtures/viewed.json"])).out;
  expect(compact(await preview("hook.liquid"))).toContain(
    '{"id":9007199254740993,"all":[100.0,12345678901234567890123]}',
  );
  expect(await preview("form/body.liquid")).toContain("id=9007199254740993&price=100.0");
});

test.each(['"2024-03-02T08:19:26.409Z"', '{"$time": "2024-03-02T09:19:26.409+01:00"}', "1709367566409"])(
  "the milliseconds of %s are sent",
  async (at) => {
    await using there = await project({
      "mi-braze.yaml": `${config}timestamp: {from: event_property.at}\n`,
      "fixtures/viewed.json": fixture(payload.replace("1701886845000", "1709367566409")).replace(
        '"properties": {',
        `"properties": {"at": ${at}, `,
      ),
    });
    expect(await there.run(["verify"])).toMatchObject({ exitCode: 0 });
  },
);

test("data: a value of an enum is the one that is written", async () => {
  await using there = await project({
    "mi-braze.yaml": `${config}data: {event_property.id: {enum: [9007199254740993]}}\n`,
  });
  expect((await there.run(["verify"])).out).not.toContain("not among");
  await using other = await project({
    "mi-braze.yaml": `${config}data: {event_property.id: {enum: [9007199254740992]}}\n`,
  });
  expect((await other.run(["verify"])).out).toContain(
    "is 9007199254740993, which is not among 9007199254740992",
  );
});

test("two members of one name are an error that names the place, whatever their numbers", async () => {
  await using there = await project({
    "fixtures/viewed.json": fixture(payload).replace('"id": 9', '"id": 9007199254740992, "id": 9'),
  });
  const { exitCode, out, err } = await there.run(["verify"]);
  expect([exitCode, out + err]).toEqual([
    1,
    expect.stringContaining('the key "id" occurs twice in one object'),
  ]);
});

test.each(["9007199254740993", "-12345678901234567890", "1.10", "123456789.123456789123", "1e30"])(
  "import: the constant %s of a body is in the config as the body has it",
  async (number) => {
    await using there = await project({
      "body.liquid": `{"type": "track", "event": "viewed", "user_id": "{{\${user_id}}}", "source": ${number},
        "properties": {"id": "{{event_properties.\${id} | json_escape}}", "k": ${number}, "list": [${number}]}}`,
    });
    const { exitCode } = await there.run(["import", "body.liquid", "--dir", "new"]);
    const text = await there.text("new/mi-braze.yaml");
    expect([exitCode, text]).toEqual([0, expect.stringContaining(`{source: ${number}}`)]);
    expect(text).toContain(`k: {value: ${number}}`);
    expect(text).toContain(`list: {value: [${number}]}`);
  },
);

test("check: a timestamp that no date can be is told by its digits", async () => {
  await using there = await project({
    "p.json": payload.replace("1701886845000", "9007199254740993"),
  });
  const { out } = await there.run(["check", "p.json"]);
  expect(out).toContain("the timestamp 9007199254740993 is in the future");
});
