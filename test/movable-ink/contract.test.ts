import { describe, expect, test } from "vitest";
import { checkPayload } from "../../src/movable-ink/contract/contract.js";
import { events } from "../../src/movable-ink/contract/events.js";
import { personalText } from "../../src/movable-ink/contract/personal-data.js";
import { documentedProfile, type Profile } from "../../src/movable-ink/contract/profile.js";
import { sources } from "../../src/movable-ink/sources.js";
import type { Json } from "../../src/source/json.js";

const now = new Date("2023-12-06T18:20:45Z");
const ms = 1_701_886_800_000;
const found = (payload: Json, profile?: Profile) =>
  checkPayload(payload, { now, profile }).map(
    ({ kind, path, message }) => `${kind.code} ${path}: ${message}`,
  );

const track = { type: "track", event: "signed_up", user_id: "u-1", timestamp: ms, properties: {} };
const viewed = {
  ...track,
  event: "product_viewed",
  properties: { id: "56544", title: "Wipes", price: 1.99, url: "https://www.example.com/p/1" },
};
const order = {
  ...track,
  event: "order_completed",
  properties: { id: "o1", revenue: 12, products: [{ id: "1", quantity: 2, price: 6 }] },
};

describe("payloads without a breach", () => {
  test.each<[string, Json]>([
    ["a custom event", track],
    ["a product", viewed],
    ["an order", order],
    ["identify with both ids", { type: "identify", user_id: "u", anonymous_id: "a", timestamp: ms }],
    ["an anonymous event", { ...track, user_id: undefined as never, anonymous_id: "d41d8c" }].map((one) =>
      typeof one === "object" ? JSON.parse(JSON.stringify(one)) : one,
    ) as [string, Json],
    ["a time zone", { ...track, timezone: "Europe/Paris" }],
    ["digits for an id", { ...track, user_id: "4915112345678" }],
  ])("%s", (_, payload) => expect(found(payload)).toEqual([]));
});

describe("items that are not objects", () => {
  test.each<[Json, string]>([
    [["a"], "MI079 properties.categories[0]: an item of categories is a string; expected an object with id"],
    [
      [{ id: "1" }, 2],
      "MI079 properties.categories[1]: an item of categories is an integer; expected an object with id",
    ],
  ])("%j", (categories, message) =>
    expect(found({ ...viewed, properties: { ...viewed.properties, categories } })).toEqual([message]),
  );
});

describe("each breach, with its place", () => {
  const without = (key: string): Json => JSON.parse(JSON.stringify({ ...track, [key]: undefined }));
  test.each<[Json, ...string[]]>([
    [[], "MI078 : the payload is not an object"],
    [without("user_id"), "MI070 user_id: the payload has neither user_id nor anonymous_id"],
    [{ ...track, user_id: "  " }, "MI070 user_id: user_id may be blank"],
    [{ ...track, user_id: 7 }, "MI070 user_id: user_id is an integer; an id must be a string"],
    [
      { type: "identify", user_id: "u", timestamp: ms },
      "MI070 anonymous_id: identify ties two ids together, and anonymous_id is missing",
    ],
    [{ ...track, user_id: "jo@example.com" }, "MI071 user_id: user_id is an e-mail address"],
    [
      { ...track, anonymous_id: "+49 151 1234 5678" },
      "MI071 anonymous_id: anonymous_id is a telephone number",
    ],
    [without("timestamp"), "MI073 timestamp: the payload has no timestamp"],
    [
      { ...track, timestamp: String(ms) },
      "MI073 timestamp: the timestamp is a string; expected an integer in milliseconds",
    ],
    [
      { ...track, timestamp: 1.5 },
      "MI073 timestamp: the timestamp is a number with a fraction; expected an integer in milliseconds",
    ],
    [
      { ...track, timestamp: ms / 1000 },
      "MI074 timestamp: the timestamp 1701886800 looks like seconds; expected milliseconds",
    ],
    [
      { ...track, timestamp: ms + 3_600_000 },
      "MI075 timestamp: the timestamp 2023-12-06T19:20:00.000Z is in the future",
    ],
    [
      { ...track, timestamp: ms - 31 * 86_400_000 },
      "MI075 timestamp: the timestamp 2023-11-05T18:20:00.000Z is 31 days old; the limit is 30",
    ],
    [
      { ...track, timezone: "Middle/Earth" },
      'MI076 timezone: "Middle/Earth" is not an IANA time zone, such as America/New_York',
    ],
    [{ ...track, timezone: "" }, "MI076 timezone: the time zone may be blank"],
    [{ ...track, timezone: 1 }, "MI076 timezone: the time zone is an integer, not a string"],
    [without("event"), "MI077 event: a track event has no name"],
    [{ ...track, event: "" }, "MI077 event: the event's name may be blank"],
    [{ ...viewed, properties: {} }, "MI078 properties.id: product_viewed needs id, which is missing"],
    [
      { ...viewed, properties: { id: "" } },
      "MI078 properties.id: product_viewed needs id, which may be blank",
    ],
    [
      { ...order, properties: { products: [{ id: "1" }, {}] } },
      "MI078 properties.products[1].id: order_completed needs id, which is missing",
    ],
    [
      { ...viewed, properties: { id: "1", price: "1.99" } },
      "MI079 properties.price: price is a string; expected a number without quotes",
    ],
    [{ ...viewed, properties: { id: 1 } }, "MI079 properties.id: id is an integer; expected a string"],
    [
      { ...viewed, properties: { id: "1", price: -1 } },
      "MI079 properties.price: price is -1, which is negative",
    ],
    [
      { ...order, properties: { products: [{ id: "1", quantity: 1.5 }] } },
      "MI079 properties.products[0].quantity: quantity is a number with a fraction; expected an integer without quotes",
    ],
    [
      { ...viewed, properties: { id: "1", url: "/p/1" } },
      'MI080 properties.url: "/p/1" is not an absolute URL',
    ],
    [
      { ...track, properties: { note: "x".repeat(2_000_000) } },
      "MI081 : the payload is 2.0 MB; it must stay under 2 MB",
    ],
    [
      {
        ...viewed,
        properties: {
          id: "1",
          ...Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`p${index}`, 1])),
        },
      },
      "MI082 properties: 21 custom properties; a schema allows 20",
    ],
    [{ ...track, properties: { email: "x" } }, "MI083 properties.email: email is personal data"],
    [{ ...track, properties: { firstName: "Jo" } }, "MI083 properties.firstName: firstName is personal data"],
    [
      { ...track, properties: { note: "ask jo@example.com" } },
      "MI083 properties.note: note contains an e-mail address",
    ],
    [
      { ...track, properties: { list: ["jo@example.com"] } },
      "MI083 properties.list[0]: an item contains an e-mail address",
    ],
    [
      { ...track, properties: { deep: { list: [{ dob: "1990-01-01" }] } } },
      "MI083 properties.deep.list[0].dob: dob is personal data",
    ],
    [{ ...track, type: "page" }, 'MI084 type: the type is "page"; Braze\'s page has track and identify'],
    [without("type"), "MI084 type: the payload has no type"],
  ])("%j", (payload, ...breaches) => expect(found(payload)).toEqual(breaches));
});

describe("another profile", () => {
  const profile: Profile = {
    names: { ...documentedProfile.names, user_id: "userId", timestamp: "sentAt" },
    timestampFormat: "iso8601",
    values: { type: new Map([["track", "Track"]]), event: new Map([["product_viewed", "Product Viewed"]]) },
  };
  const sent = {
    type: "Track",
    event: "Product Viewed",
    userId: "u",
    sentAt: "2023-12-06T18:20:00Z",
    properties: { id: "1" },
  };

  test("its own names, words and times are right", () => expect(found(sent, profile)).toEqual([]));
  test("the event is known by its word", () =>
    expect(found({ ...sent, properties: {} }, profile)).toEqual([
      "MI078 properties.id: product_viewed needs id, which is missing",
    ]));
  test("the documented ones are wrong", () =>
    expect(found(track, profile).map((one) => one.slice(0, 5))).toEqual(["MI084", "MI070", "MI073"]));
  test("seconds", () => {
    const seconds: Profile = { ...documentedProfile, timestampFormat: "seconds" };
    expect(found({ ...track, timestamp: ms / 1000 }, seconds)).toEqual([]);
    expect(found(track, seconds)).toEqual([
      "MI074 timestamp: the timestamp 1701886800000 looks like milliseconds; expected seconds",
    ]);
  });
});

test("every line of the catalogue says who says so", () => {
  const all = events.flatMap(({ properties }) => properties.flatMap((one) => [one, ...(one.items ?? [])]));
  for (const { source } of all) expect(sources[source]).toMatch(/^https:/);
});

test.each([
  ["4915112345678", undefined],
  ["5c3aa83113dd490100d3d8d7", undefined],
  ["2023-12-06", undefined],
  ["https://www.example.com/p?id=123456789012", undefined],
  ["https://user@host/path", undefined],
  ["+4915112345678", "a telephone number"],
  ["(0151) 1234 5678", "a telephone number"],
  ["Jo <jo@example.com>", "an e-mail address"],
])("personal text: %s", (text, kind) => expect(personalText(text)).toBe(kind));
