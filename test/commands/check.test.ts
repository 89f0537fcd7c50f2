import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = `version: 1
movable_ink: {endpoint: env:LIVE_URL, authorization: env:LIVE_AUTH}
identity: {audience: known_and_anonymous, user_id: external_id, anonymous_id: braze_id}
wire: {user_id: userId, constants: {source: braze}}
campaigns:
  - event: order_completed
    trigger: {custom_event: Order Placed}
    properties:
      id: {type: string, required: true}
      revenue: number
      count: integer
      gift: boolean
      at: datetime
      page: url
      extra: json
      channel: {value: web}
      meta: {type: object, properties: {color: string}}
      tags: {type: array, items: string}
      products: {type: array, items: {id: {type: string, required: true}, price: number}}
  - type: identify
    trigger: {custom_event: Account Created}
`;
const now = new Date("2024-05-14T09:30:00Z");
const good = {
  type: "track",
  event: "order_completed",
  userId: "u-1",
  timestamp: 1_715_679_000_000,
  source: "braze",
  properties: { id: "o-1", channel: "web", revenue: 12.5, products: [{ id: "p-1", price: 1 }] },
};
const identify = {
  type: "identify",
  userId: "u-1",
  anonymous_id: "a-1",
  timestamp: 1_715_679_000_000,
  source: "braze",
};

type Json = Record<string, unknown>;

async function check(
  payloads: string,
  args: readonly string[] = [],
  files: Record<string, string> = { "mi-braze.yaml": config },
) {
  await using folder = await createFixture({ ...files, "p.json": payloads });
  const host = testHost({ cwd: folder.path, now, stdin: payloads });
  const exitCode = await main(["check", ...(args.length > 0 ? args : ["p.json"]), "--format", "json"], host);
  const out = host.out();
  const { payloads: seen } = (out === "" ? { payloads: [] } : JSON.parse(out)) as {
    payloads: {
      payload: string;
      campaign: string | null;
      diagnostics: { code: string; message: string; severity: string }[];
    }[];
  };
  return { exitCode, seen, err: host.err() };
}

const codes = (found: { diagnostics: readonly { code: string }[] } | undefined) =>
  found?.diagnostics.map(({ code }) => code).sort();

test("payloads as they should be: one, a list, a batch, lines, stdin", async () => {
  const text = JSON.stringify(good);
  for (const payloads of [
    text,
    `[${text}, ${JSON.stringify(identify)}]`,
    `{"events": [${text}]}`,
    `${text}\n\n${text}\n`,
  ]) {
    const { exitCode, seen } = await check(payloads);
    expect(seen.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(seen[0]?.campaign).toBe("order_completed");
  }
  expect((await check(text, ["-"])).seen).toHaveLength(1);
});

const withProperties = (more: Json) => ({ ...good, properties: { ...good.properties, ...more } });
const wrong: Readonly<Record<string, readonly [payload: Json, code: string, told: RegExp]>> = {
  "an event with a slip": [{ ...good, event: "order_complete" }, "MI024", /did you mean "order_completed"/],
  "an event of nobody": [{ ...good, event: "zzz" }, "MI024", /no campaign sends the event "zzz"$/],
  "a misspelt property": [withProperties({ revenu: 1 }), "MI025", /"revenu" is not a member of properties/],
  "a misspelt id": [{ ...good, userId: undefined, user_id: "u-1" }, "MI025", /did you mean "userId"/],
  "a property inside a list": [
    withProperties({ products: [{ id: "p", prise: 1 }] }),
    "MI025",
    /properties\.products\[0\]; did you mean "price"/,
  ],
  "a required property": [
    withProperties({ id: undefined }),
    "MI026",
    /properties\.id is missing: it is required/,
  ],
  "a constant": [withProperties({ channel: undefined }), "MI026", /properties\.channel is missing/],
  "a constant of the envelope": [{ ...good, source: undefined }, "MI026", /source is missing/],
  "a required member of an item": [
    withProperties({ products: [{ price: 1 }] }),
    "MI026",
    /properties\.products\[0\]\.id is missing/,
  ],
  "no properties": [{ ...good, properties: undefined }, "MI026", /properties is missing/],
  "an identify with one id": [{ ...identify, anonymous_id: undefined }, "MI026", /anonymous_id is missing/],
  "a number as text": [withProperties({ revenue: "12.5" }), "MI027", /revenue is "12\.5"; expected a number/],
  "a fraction": [
    withProperties({ count: 1.5 }),
    "MI027",
    /count is 1\.5; expected a number without a fraction/,
  ],
  "a string for a boolean": [
    withProperties({ gift: "true" }),
    "MI027",
    /gift is "true"; expected true or false/,
  ],
  "a date that is none": [withProperties({ at: "yesterday" }), "MI027", /at is "yesterday"/],
  "a URL that is none": [withProperties({ page: "shop" }), "MI027", /page is "shop"/],
  "an object for a list": [withProperties({ tags: { a: 1 } }), "MI027", /tags is \{"a":1\}; expected a list/],
  "a number in a list of texts": [
    withProperties({ tags: [1] }),
    "MI027",
    /tags\[0\] is 1; expected a string/,
  ],
  "a null": [withProperties({ meta: null }), "MI027", /meta is null; expected an object/],
  "a blank string": [withProperties({ id: "" }), "MI027", /id is ""; expected a string that is not blank/],
  "a long string": [
    withProperties({ revenue: "x".repeat(500) }),
    "MI027",
    /revenue is "x{50,60}…; expected a number/,
  ],
  "a prototype's name": [withProperties({ constructor: 1 }), "MI025", /"constructor" is not a member/],
};
describe.each(Object.entries(wrong))("%s", (_, [payload, code, told]) => {
  test("is one finding, with its place", async () => {
    const { exitCode, seen } = await check(JSON.stringify(payload));
    expect(codes(seen[0])).toEqual([code]);
    expect(seen[0]!.diagnostics[0]!.message).toMatch(told);
    expect(exitCode).toBe(1);
  });
});

test("what breaks the contract is a warning, also without a config", async () => {
  const payload = {
    type: "track",
    event: "product_viewed",
    user_id: "jo@example.com",
    timestamp: 1_715_679_000,
    properties: { id: "1" },
  };
  const { exitCode, seen, err } = await check(JSON.stringify(payload), [], {});
  expect(codes(seen[0])).toEqual(["MI071", "MI074"]);
  expect(exitCode).toBe(0);
  expect(err).toContain("There is no config");
});

test("a payload without its event is told what it has instead", async () => {
  const { event, ...rest } = good;
  const { seen } = await check(JSON.stringify({ Event: event, ...rest }));
  const messages = seen[0]!.diagnostics.map(({ message }) => message);
  expect(messages).toContain('the payload has no "event"; it has "Event"');
});

test("one broken line does not stop the others; a file that is not there is told", async () => {
  const { exitCode, seen } = await check(`${JSON.stringify(good)}\n{"type":\n${JSON.stringify(good)}`);
  expect(seen.map((one) => codes(one))).toEqual([[], ["MI030"], []]);
  expect(exitCode).toBe(1);
  const missing = await check("{}", ["none.json", "p.json"]);
  expect(missing.exitCode).toBe(3);
  expect(missing.seen).toHaveLength(1);
  for (const bad of ["", "[]", "[1]", '"text"', '{"type": "track", "type": "track"}'])
    expect((await check(bad)).exitCode, bad).toBe(1);
});
