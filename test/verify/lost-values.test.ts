import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

/** What lint says of one campaign whose fixture is an order: code and message. */
async function found(properties: string, more: { config?: string; event?: object; user?: object } = {}) {
  const event = {
    name: "Order",
    time: "2026-01-05T10:00:00Z",
    properties: {
      order_id: "o-1",
      occurred_at: "2026-01-05T10:00:00Z",
      order: { name: "first", address: { city: "Oslo" } },
      total: "$12.50",
      weight: 1.5,
      note: null,
      tags: ["new", "sale"],
      sizes: [42, 43],
      line_items: [{ sku: "s-1", qty: 2, product_id: "p-1", price: { amount: 3 } }, { sku: "s-2" }],
      ...more.event,
    },
  };
  const user = { external_id: "u-1", custom_attributes: { mi_u: "7", tier: "gold" }, ...more.user };
  await using folder = await createFixture({
    "mi-braze.yaml": `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
${more.config ?? "identity: {audience: known, user_id: external_id}"}
campaigns:
  - event: ordered
    trigger: {custom_event: Order}
    properties: ${properties}
`,
    "fixtures/order.json": JSON.stringify({ user, event, expect: { payload: {} } }),
  });
  const host = testHost({ cwd: folder.path });
  const exitCode = await main(["lint", "--max-warnings", "0", "--format", "json"], host);
  const { diagnostics } = JSON.parse(host.out());
  expect(exitCode).toBe(diagnostics.length > 0 ? 1 : 0);
  return diagnostics.map(({ code, message }: { code: string; message: string }) => `${code} ${message}`);
}

const no = (source: string, meant?: string) =>
  `MI018 no fixture of "ordered" has ${source}${meant === undefined ? "" : `; did you mean ${meant}?`}`;

describe("a source that no fixture has, with what was meant", () => {
  test.each([
    [
      "a name",
      "{order_ref: {type: string, from: event_property.order_di}}",
      "event_property.order_di",
      "event_property.order_id",
    ],
    [
      "its own name, in another spelling",
      "{orderId: string}",
      "event_property.orderId",
      "event_property.order_id",
    ],
    [
      "in an object",
      "{name: {type: string, from: event_property.order.nmae}}",
      "event_property.order.nmae",
      "event_property.order.name",
    ],
    [
      "two objects deep",
      "{city: {type: string, from: event_property.order.adress.city}}",
      "event_property.order.adress.city",
      "event_property.order.address.city",
    ],
    [
      "the same name in an object",
      "{city: string}",
      "event_property.city",
      "event_property.order.address.city",
    ],
    ["the same name in another namespace", "{tier: string}", "event_property.tier", "custom_attribute.tier"],
    [
      "an attribute",
      "{tier: {type: string, from: custom_attribute.teir}}",
      "custom_attribute.teir",
      "custom_attribute.tier",
    ],
    [
      "a list read as an object",
      "{sku: {type: string, from: event_property.line_items.sku}}",
      "event_property.line_items.sku",
      "event_property.line_items[0].sku",
    ],
    [
      "required",
      "{order_ref: {type: string, required: true, from: event_property.order_di}}",
      "event_property.order_di",
      "event_property.order_id",
    ],
    ["with a default", "{wrap: {type: string, default: none}}", "event_property.wrap", undefined],
    ["of which nothing is near", "{voucher: string}", "event_property.voucher", undefined],
    [
      "an object that is put together",
      "{to: {type: object, properties: {id: {type: string, from: event_property.order_id}, city: {type: string, from: event_property.order.adress.city}}}}",
      "event_property.order.adress.city",
      "event_property.order.address.city",
    ],
    [
      "no other name with the same words' letters",
      "{p: {type: string, from: 'event_property.line_items[0].product_url'}}",
      "event_property.line_items[0].product_url",
      undefined,
    ],
  ])("%s", async (_what, properties, source, meant) =>
    expect(await found(properties)).toEqual([no(source, meant)]),
  );

  test.each([
    ["a member of the item", "{quantity: {type: integer, from: item.qtyy}}", "item.qtyy here", "item.qty"],
    ["its own name", "{skuu: string}", "item.skuu here", "item.sku"],
    [
      "the whole path of the list",
      "{id: {type: string, required: true, from: event_property.line_items.sku}}",
      "event_property.line_items.sku",
      "item.sku",
    ],
    [
      "the item's, read from the event",
      "{id: {type: string, from: event_property.sku}}",
      "event_property.sku",
      "item.sku",
    ],
    [
      "the event's, read from the item",
      "{order: {type: string, from: item.order_id}}",
      "item.order_id here",
      "event_property.order_id",
    ],
    [
      "an object in it",
      "{price: {type: object, from: item.price, properties: {a: {type: number, from: item.amuont}}}}",
      "item.amuont here",
      "object.amount",
    ],
    [
      "an object in it, by the object's own name",
      "{price: {type: object, from: item.price, properties: {a: {type: number, from: object.amuont}}}}",
      "object.amuont here",
      "object.amount",
    ],
    [
      "the item's, in an object",
      "{id: {type: string, from: item.sku}, p: {type: object, from: item.price, properties: {sku: {type: string, from: object.sku}}}}",
      "object.sku here",
      "item.sku",
    ],
    [
      "an object that is put together",
      "{p: {type: object, properties: {amount: {type: number, from: item.prices.amount}}}}",
      "item.prices.amount here",
      "item.price.amount",
    ],
  ])("in items: %s", async (_what, items, source, meant) =>
    expect(
      await found(`{products: {type: array, from: event_property.line_items, items: ${items}}}`),
    ).toEqual([no(source, meant)]),
  );

  test("of ids and the time", async () => {
    const config = `identity: {audience: known, user_id: custom_attribute.mi_uu}
timestamp: {from: event_property.occured_at}`;
    expect(await found("{order_id: string}", { config })).toEqual([
      "MI018 no fixture has custom_attribute.mi_uu; did you mean custom_attribute.mi_u?",
      "MI018 no fixture has event_property.occured_at; did you mean event_property.occurred_at?",
    ]);
  });
});

describe("nothing is said of", () => {
  test.each<[string, string, object?]>([
    ["what is null: the name is right", "{note: string}"],
    [
      "what only some items have",
      "{products: {type: array, from: event_property.line_items, items: {qty: integer}}}",
    ],
    ["items of an empty list", "{gifts: {type: array, items: {id: string}}}", { gifts: [] }],
    ["members of what is null", "{deep: {type: string, from: event_property.note.text}}"],
    ["numbers in text", "{total: number}", { total: "12.50" }],
    ["the time of sending", "{sent: {type: datetime, from: now}}"],
    ["a string for an id that is a number", "{order_id: string}", { order_id: 7 }],
  ])("%s", async (_what, properties, event = {}) => expect(await found(properties, { event })).toEqual([]));
});

test("nor of what data: declares", async () => {
  const config = `identity: {audience: known, user_id: external_id}
timestamp: {from: event_property.happened_at}
data: {event_property.voucher: string, event_property.happened_at: datetime}`;
  expect(await found("{voucher: string}", { config })).toEqual([]);
});

describe("a type that no value has", () => {
  test.each([
    [
      "a price in text",
      "{total: number}",
      'no fixture of "ordered" has a number at event_property.total: it is "$12.50"',
    ],
    [
      "a fraction",
      "{weight: integer}",
      'no fixture of "ordered" has an integer at event_property.weight: it is 1.5',
    ],
    [
      "an object for a string",
      "{order: string}",
      'no fixture of "ordered" has a string at event_property.order: it is an object',
    ],
    [
      "a string for an object",
      "{total: {type: object, properties: {a: string}}}",
      'no fixture of "ordered" has an object at event_property.total: it is "$12.50"',
    ],
    [
      "an object for a list",
      "{order: {type: array, items: string}}",
      'no fixture of "ordered" has a list at event_property.order: it is an object',
    ],
    [
      "texts read as objects",
      "{tags: {type: array, items: {id: {type: string, required: true}}}}",
      'every item of event_property.tags is dropped: "items: {…}" does not fit "new"',
    ],
    [
      "texts read as numbers",
      "{tags: {type: array, items: number}}",
      'every item of event_property.tags is dropped: "items: number" does not fit "new"',
    ],
    [
      "objects read as texts",
      "{line_items: {type: array, items: string}}",
      'every item of event_property.line_items is dropped: "items: string" does not fit an object',
    ],
    [
      "the item as a whole",
      "{tags: {type: array, items: {id: {type: number, from: item}}}}",
      '"id" reads the object or item that it is in as a whole, which is never a number',
    ],
    [
      "in an item",
      "{line_items: {type: array, items: {price: number}}}",
      'no fixture of "ordered" has a number at item.price: it is an object',
    ],
  ])("%s", async (_what, properties, message) =>
    expect(await found(properties)).toEqual([`MI087 ${message}`]),
  );
});

test("fixtures that fit two campaigns are ambiguous, not absent", async () => {
  const fixture = (id: string) =>
    JSON.stringify({
      user: { external_id: "u" },
      event: { name: "Order", properties: { id } },
      expect: { payload: {} },
    });
  await using folder = await createFixture({
    "mi-braze.yaml": `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - {id: one, event: ordered, trigger: {custom_event: Order}, properties: {id: string, nmae: string}}
  - {id: two, event: bought, trigger: {custom_event: Order}, properties: {id: string}}
`,
    "fixtures/a.json": fixture("1"),
    "fixtures/b.json": fixture("2"),
  });
  const host = testHost({ cwd: folder.path });
  await main(["lint", "--format", "json"], host);
  expect(JSON.parse(host.out()).diagnostics.map((one: { message: string }) => one.message)).toEqual([
    'no fixture is for the campaign "one" alone: 2 fixtures fit "one" and "two"',
    'no fixture of "one" has event_property.nmae',
    'no fixture is for the campaign "two" alone: 2 fixtures fit "one" and "two"',
  ]);
});

test("a string needs each of its sources", async () => {
  const text = (holes: string) => found(`{link: {type: string, text: "${holes}"}}`);
  expect(await text("{event_property.order_id}/{event_property.tags[0]}")).toEqual([]);
  expect(await text("{event_property.order_id}/{event_property.order_di}/{custom_attribute.teir}")).toEqual([
    no("event_property.order_di", "event_property.order_id"),
    no("custom_attribute.teir", "custom_attribute.tier"),
  ]);
});

test("a list chooses by members that its items have", async () => {
  const list = (where: string) =>
    found(`{lines: {type: array, from: event_property.line_items, where: ${where}, items: {sku: string}}}`);
  expect(await list("{qty: present}")).toEqual([]);
  expect(await list("{qyt: present}")).toEqual([
    'MI018 no fixture of "ordered" has item.qyt in event_property.line_items; did you mean item.qty?',
  ]);
});

describe("what decides whether an event is sent", () => {
  const lost = (preconditions: string) => found(`{total: json}\n    ${preconditions}`);

  test("is asked of every event, so no fixture without it is sent", async () => {
    expect(await lost("only_if: {event_property.stats: present}")).toContain(no("event_property.stats"));
    expect(await lost("unless: {event_property.order_di: absent}")).toContain(
      no("event_property.order_di", "event_property.order_id"),
    );
  });

  test("may be missing where only its presence counts, unless it is misspelt", async () => {
    expect(await lost("unless: {custom_attribute.opted_out: true}")).toEqual([]);
    expect(await lost("only_if: {custom_attribute.total: absent}")).toEqual([]);
    expect(await lost("unless: {custom_attribute.teir: silver}")).toEqual([
      no("custom_attribute.teir", "custom_attribute.tier"),
    ]);
  });
});
