import { expect, test } from "vitest";
import { toText } from "../../src/liquid/values/print.js";
import { happeningsIn } from "../../src/replay/happenings.js";

const properties = { id: "p1", price: 12.5 };

test.each<[what: string, record: object, expected: object[]]>([
  [
    "an event of /users/track",
    { external_id: "u1", name: "Viewed", time: "2026-01-02T03:04:05Z", properties },
    [
      {
        kind: "event",
        name: "Viewed",
        ids: { external_id: "u1" },
        properties: { id: "p1", price: "12.5" },
        time: 1767323045,
      },
    ],
  ],
  [
    "a purchase of /users/track",
    {
      braze_id: "b1",
      product_id: "sku",
      currency: "USD",
      price: 1,
      time: "2026-01-02T03:04:05Z",
      properties,
    },
    [
      {
        kind: "purchase",
        name: "sku",
        ids: { braze_id: "b1" },
        properties: { id: "p1" },
        time: 1767323045,
      },
    ],
  ],
  [
    "a whole body of /users/track",
    {
      attributes: [{ external_id: "u1", tier: "gold" }],
      events: [{ external_id: "u1", name: "A" }],
      purchases: [{ external_id: "u1", product_id: "sku" }],
    },
    [
      { kind: "event", name: "A", ids: { external_id: "u1" }, properties: {}, attributes: 1 },
      { kind: "purchase", name: "sku", ids: { external_id: "u1" }, properties: {}, attributes: 1 },
    ],
  ],
  [
    "a fixture",
    { user: { external_id: "u9" }, event: { name: "A", properties } },
    [{ kind: "event", name: "A", ids: {}, properties: { id: "p1", price: "12.5" } }],
  ],
  [
    "a custom event of Currents",
    {
      id: "e1",
      user_id: "b1",
      external_user_id: "u1",
      name: "A",
      time: 1767323045,
      properties: JSON.stringify(properties),
    },
    [
      {
        id: "e1",
        kind: "event",
        name: "A",
        ids: { external_id: "u1", braze_id: "b1" },
        properties: { id: "p1", price: "12.5" },
        time: 1767323045,
      },
    ],
  ],
  [
    "a batch of Currents' custom HTTP export",
    {
      events: [
        {
          event_type: "users.behaviors.CustomEvent",
          id: "e1",
          time: 1767323045,
          user: { user_id: "b1", external_user_id: "u1" },
          properties: { name: "A", app_id: "x", custom_properties: properties },
        },
        {
          event_type: "users.behaviors.Purchase",
          id: "e2",
          time: 1767323045,
          user: {},
          properties: { product_id: "sku", purchase_properties: properties },
        },
      ],
    },
    [
      {
        id: "e1",
        kind: "event",
        name: "A",
        ids: { external_id: "u1", braze_id: "b1" },
        properties: { id: "p1", price: "12.5" },
        time: 1767323045,
      },
      {
        id: "e2",
        kind: "purchase",
        name: "sku",
        ids: {},
        properties: { id: "p1" },
        time: 1767323045,
      },
    ],
  ],
])("%s", (_, record, expected) => {
  const { happenings, faults } = happeningsIn(JSON.stringify(record), "line 1");
  expect(faults).toEqual([]);
  expect(
    happenings.map(({ occurrence: { kind, name, ids, properties: held, time }, attributes, id }) => ({
      ...(id !== undefined && { id }),
      kind,
      name,
      ids: Object.fromEntries(ids),
      properties: Object.fromEntries([...held].map(([key, value]) => [key, toText(value)])),
      ...(time && { time: Number(time.seconds) }),
      ...(attributes.length > 0 && { attributes: attributes.length }),
    })),
  ).toEqual(expected);
});

test.each([
  ["{", "it is not JSON"],
  ["", "it is not JSON"],
  ["3", "it is not an object"],
  ["{}", "it is neither an event nor a purchase"],
  ['{"name": 3}', "it is neither an event nor a purchase"],
  ['{"events": [3]}', "it is not an object"],
])("%s is none", (text, fault) => {
  expect(happeningsIn(text, "line 1")).toMatchObject({ happenings: [], faults: [fault] });
});

test("what Braze does not take, a template never sees", () => {
  const { happenings } = happeningsIn('{"name": "A", "properties": {"ok": 1, "$bad": 2}}', "line 1");
  expect([...happenings[0]!.occurrence.properties.keys()]).toEqual(["ok"]);
});
