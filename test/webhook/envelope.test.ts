import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { configOf } from "../support/bodies.js";
import { everyWay } from "../support/every-way.js";

// The members around `properties`, by the rules and by the body in both engines.
const known = { audience: "known", user_id: "external_id" };
const mail = { from: "email_address", normalize: ["strip", "downcase"], hash: "md5" };

const track = { event: "viewed", trigger: { custom_event: "Viewed" } };
const identify = { type: "identify", trigger: { custom_event: "Joined" } };

/** The payload without what is the same for all, or the abort. */
function comesOf(config: object, data: object | string, campaign: object = track): unknown {
  const whole = {
    version: 1,
    movable_ink: { endpoint: "env:A", authorization: "env:B" },
    identity: known,
    campaigns: [campaign],
    ...config,
  };
  return everyWay(configOf(stringify(whole)), typeof data === "string" ? data : JSON.stringify(data));
}

const hash = (kind: string, text: string) => createHash(kind).update(text).digest("hex");

/** The two ids of what was sent, or the reason of the abort. */
function idsOf(identity: object, data: object | string, campaign: object = track): unknown {
  const answer = comesOf({ identity }, data, campaign) as {
    payload?: Record<string, unknown>;
    abort?: string;
  };
  if (!answer.payload) return answer.abort;
  const { user_id, anonymous_id } = answer.payload;
  return [user_id, anonymous_id];
}

describe("identity", () => {
  const both = { ...known, audience: "known_and_anonymous", anonymous_id: mail };
  const noUser = "viewed: user_id is missing";
  const none = "viewed: no user_id and no anonymous_id";
  const sam = { user_id: "u1", email_address: " Sam@Example.com " };
  const samHash = hash("md5", "sam@example.com");

  test.each<readonly [what: string, identity: object, data: object | string, comes: unknown]>([
    ["a known user", known, { user_id: "u1" }, ["u1", undefined]],
    ["an id with a quote", known, { user_id: 'a"b\\' }, ['a"b\\', undefined]],
    ["nobody", known, {}, noUser],
    ["a blank id", known, { user_id: " " }, noUser],
    ["user_id alone once known", both, sam, ["u1", undefined]],
    ["the e-mail's hash otherwise", both, { email_address: sam.email_address }, [undefined, samHash]],
    ["the same for a blank user_id", both, { ...sam, user_id: "  " }, [undefined, samHash]],
    ["never the hash of nothing", both, { email_address: "  " }, none],
    ["neither", both, {}, none],
    ["track both", { ...both, track: "both" }, sam, ["u1", samHash]],
    ["track both, one there", { ...both, track: "both" }, { user_id: "u1" }, ["u1", undefined]],
    [
      "track both, the other there",
      { ...both, track: "both" },
      { email_address: "a@b.c" },
      [undefined, hash("md5", "a@b.c")],
    ],
    ["track both, none there", { ...both, track: "both" }, {}, none],
    ["known only, anonymous_id kept for identify", { ...both, audience: "known" }, sam, ["u1", undefined]],
    ["known only does not fall back", { ...both, audience: "known" }, { email_address: "a@b.c" }, noUser],
  ])("on track: %s", (_what, identity, data, comes) => {
    expect(idsOf(identity, data)).toEqual(comes);
  });

  test.each<readonly [what: string, from: string, data: string, comes: string | undefined]>([
    ["a number", "custom_attribute.mi_u", '{"custom_attribute": {"mi_u": 48213}}', "48213"],
    ["zero", "custom_attribute.mi_u", '{"custom_attribute": {"mi_u": 0}}', "0"],
    ["an object", "custom_attribute.mi_u", '{"custom_attribute": {"mi_u": {"a": 1}}}', undefined],
    ["an array", "custom_attribute.mi_u", '{"custom_attribute": {"mi_u": ["a"]}}', undefined],
    [
      "a name with spaces",
      'custom_attribute."Loyalty Number"',
      '{"custom_attribute": {"Loyalty Number": "L 1"}}',
      "L 1",
    ],
    ["an event property", "event_property.mi_u", '{"event_properties": {"mi_u": "e1"}}', "e1"],
    ["a path", "event_property.users[0].id", '{"event_properties": {"users": [{"id": "p1"}]}}', "p1"],
    ["the id at Braze", "braze_id", '{"braze_id": "b1"}', "b1"],
    ["a phone number", "phone_number", '{"phone_number": "+15550100"}', "+15550100"],
  ])("user_id from %s", (_what, from, data, comes) => {
    const ids = idsOf({ audience: "known", user_id: from }, data);
    expect(ids).toEqual(comes === undefined ? noUser : [comes, undefined]);
  });

  test.each(["md5", "sha1", "sha256", "none"])("hashed by %s, after it is normalised", (kind) => {
    const rule = { from: "email_address", normalize: ["strip", "downcase"], hash: kind };
    const plain = "sam@example.com";
    expect(idsOf({ audience: "known", user_id: rule }, { email_address: " SAM@Example.com\n" })).toEqual([
      kind === "none" ? plain : hash(kind, plain),
      undefined,
    ]);
  });

  test("identify carries both, and aborts without either", () => {
    for (const identity of [both, { ...both, audience: "known" }]) {
      expect(idsOf(identity, sam, identify)).toEqual(["u1", samHash]);
      expect(idsOf(identity, { user_id: "u1" }, identify)).toBe("identify: anonymous_id is missing");
      expect(idsOf(identity, { email_address: "a@b.c" }, identify)).toBe("identify: user_id is missing");
    }
  });
});

describe("the shape", () => {
  test("of a track event without members", () => {
    expect(comesOf({}, { user_id: "u" })).toEqual({
      payload: { type: "track", event: "viewed", user_id: "u", timestamp: 1701886845000, properties: {} },
    });
  });

  test("of identify, with and without properties", () => {
    const config = { identity: { ...known, anonymous_id: "braze_id" } };
    const user = { user_id: "u", braze_id: "b", event_properties: { plan: "gold" } };
    const plain = { type: "identify", user_id: "u", anonymous_id: "b", timestamp: 1701886845000 };
    expect(comesOf(config, user, identify)).toEqual({ payload: plain });
    expect(comesOf(config, user, { ...identify, properties: { plan: "string" } })).toEqual({
      payload: { ...plain, properties: { plan: "gold" } },
    });
  });

  test("of an account with its own names, values and constants", () => {
    const wire = {
      type: "kind",
      event: "name",
      user_id: "userId",
      timezone: "tz",
      properties: "data",
      timestamp: { name: "ts", format: "seconds" },
      values: { type: { track: "Track" }, event: { viewed: 'Viewed "it" {{ x }}' } },
      constants: { source: "braze", nested: { a: [1, null, "%}"] } },
    };
    const campaign = { ...track, properties: { id: "string" } };
    const data = { user_id: "u", time_zone: "UTC", event_properties: { id: 1 } };
    expect(comesOf({ wire }, data, campaign)).toEqual({
      payload: {
        kind: "Track",
        name: 'Viewed "it" {{ x }}',
        userId: "u",
        ts: 1701886845,
        tz: "UTC",
        source: "braze",
        nested: { a: [1, null, "%}"] },
        data: { id: "1" },
      },
    });
  });
});

describe("the timestamp", () => {
  const sent = 1701886845000;
  test.each<readonly [arrives: string, milliseconds: number]>([
    ['"2023-12-05"', 1701734400000],
    ['"2023-12-05T10:00:00+02:00"', 1701763200000],
    ['"2023-12-05 08:00:00"', 1701763200000],
    ['"2023-12-05T08:00:00.789Z"', 1701763200789],
    ['"2023-12-05T08:00:00.7Z"', 1701763200700],
    ['"2023-12-05T08:00:00.007999Z"', 1701763200007],
    ['" 2023-12-05T10:00:00.789+02:00 "', 1701763200789],
    ['"2023-12-05 08:00:00.789"', 1701763200789],
    ['"1970-01-01T00:00:01.500Z"', 1500],
    ['"1970-01-01T00:00:00.500Z"', sent],
    ['"2023-12-05T08:00:00,789Z"', 1701763200789],
    ['"2023-12-05T08:00:00.789 soon"', 1701763200789],
    ["1701763200", 1701763200000],
    ['"1701763200"', 1701763200000],
    ["1701763200.9", 1701763200000],
    ["1701763200789", 1701763200789],
    ['"1701763200789"', 1701763200789],
    ["99999999999", 99999999999000],
    ["100000000000", 100000000000],
    ["1", 1000],
    ["0", sent],
    ["-86400", sent],
    ['"1969-12-31"', sent],
    ['"1970-01-01"', sent],
    ['"2023-02-30"', sent],
    ['"soon"', sent],
    ['"may"', sent],
    ['"10:30"', sent],
    ['""', sent],
    ["null", sent],
    ["true", sent],
    ["[1701763200]", sent],
    ['{"at": 1}', sent],
    ["99999999999999999999", sent],
  ])("from a property that holds %s", (arrives, milliseconds) => {
    const data = `{"user_id": "u", "event_properties": {"at": ${arrives}}}`;
    const seconds = Math.floor(milliseconds / 1000);
    const comes = {
      milliseconds,
      seconds,
      iso8601: `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`,
    };
    for (const [format, timestamp] of Object.entries(comes)) {
      const config = { timestamp: { from: "event_property.at" }, wire: { timestamp: format } };
      expect(comesOf(config, data)).toMatchObject({ payload: { timestamp } });
    }
  });
});

describe("the time zone", () => {
  test.each<readonly [zone: string | null, passes: boolean]>([
    ["America/New_York", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Etc/GMT+5", true],
    [" Europe/Paris ", true],
    ["UTC", true],
    ["utc", false],
    ["europe/paris", false],
    ["America", false],
    ["UTC/x", false],
    ["N/A", false],
    ["Eastern Time (US & Canada)", false],
    ["+01:00", false],
    ["", false],
    [null, false],
  ])("%s", (zone, passes) => {
    const data = { user_id: "u", time_zone: zone };
    const of = (config: object) =>
      (comesOf(config, data) as { payload: { timezone?: string } }).payload.timezone;
    expect(of({})).toBe(passes ? zone!.trim() : undefined);
    expect(of({ timezone: { from: "time_zone", default: "Asia/Tokyo" } })).toBe(
      passes ? zone!.trim() : "Asia/Tokyo",
    );
  });
});
