import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/main.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

type Properties = Readonly<Record<string, unknown>>;

/** Two events of one name each, as shops send them. */
const events: readonly (readonly [name: string, event: string, first: Properties, second: Properties])[] = [
  [
    "Order Placed",
    "order_completed",
    {
      order_id: 820982911946154,
      total: 42,
      currency: "USD",
      coupon: null,
      line_items: [{ product_id: "632910392", name: "Wool hat", price: 20, quantity: 2, gift: false }],
    },
    {
      order_id: 820982911946155,
      total: 19.99,
      currency: "EUR",
      coupon: "SPRING",
      line_items: [{ product_id: "x-1", name: 'The "Best" hat', price: 19.99, quantity: 1, gift: true }],
    },
  ],
  [
    "ecommerce.product_viewed",
    "product_viewed",
    {
      product_id: "4111176",
      product_name: "Torchie",
      price: 85,
      tags: ["new"],
      metadata: { color: "ORANGE" },
    },
    {
      product_id: "77",
      product_name: "Lamp",
      price: 85.5,
      tags: ["old", "sale"],
      metadata: { color: "BLUE" },
    },
  ],
  [
    "search",
    "product_searched",
    { search_term: "shoes", results: 12 },
    { search_term: "hats & caps", results: 0 },
  ],
  [
    "Subscription Renewed",
    "subscription_renewed",
    { plan: "gold", price_cents: 1299, renewed_at: "2024-05-01T10:00:00Z", trial: false, seats: 3 },
    { plan: "silver", price_cents: 900, renewed_at: "2024-06-01T10:00:00Z", trial: true, seats: 1.5 },
  ],
];

const time = "2024-05-01T10:00:00Z";
const segment = (name: string, properties: Properties) => ({
  type: "track",
  event: name,
  userId: "u1",
  messageId: "m",
  originalTimestamp: time,
  properties,
});
const braze = (name: string, properties: Properties) => ({ external_id: "u1", name, time, properties });
const currents = (name: string, properties: Properties) => ({
  id: "e",
  user_id: "u",
  external_user_id: "u1",
  app_id: "a",
  time: 1_714_557_600,
  name,
  properties: JSON.stringify(properties),
});

/** What people have of an event, as a file. */
const shapes: Readonly<Record<string, (name: string, properties: Properties) => unknown>> = {
  "an event of /users/track": braze,
  "a body of /users/track": (name, properties) => ({
    attributes: [{ external_id: "u1", first_name: "A" }],
    events: [braze(name, properties)],
    purchases: [{ external_id: "u1", product_id: "p", currency: "USD", price: 1, time }],
  }),
  "a list of events": (name, properties) => [braze(name, properties)],
  "a fixture": (name, properties) => ({ user: { external_id: "u" }, event: { name, time, properties } }),
  "a call of Segment": segment,
  "a batch of RudderStack": (name, properties) => ({
    batch: [{ type: "identify", userId: "u1", context: {} }, segment(name, properties)],
  }),
  "an event of Currents": currents,
  "a list of Currents": (name, properties) => [currents(name, properties), currents(name, properties)],
  "a batch of mParticle": (name, properties) => ({
    events: [{ event_type: "custom_event", data: { event_name: name, custom_attributes: properties } }],
    mpid: "1",
  }),
  "a call of Google Analytics": (name, properties) => ({
    client_id: "1",
    events: [{ name, params: properties }],
  }),
  "an event of Amplitude": (name, properties) => ({
    event_type: name,
    user_id: "u1",
    event_properties: properties,
  }),
  "an event in its wrapper": (name, properties) => ({ event: { name, time, external_id: "u1", properties } }),
};

const samples = Object.entries(shapes).flatMap(([shape, of], turn) =>
  events.map((_, index) => {
    const [name, event, first, second] = events[(index + turn) % events.length]!;
    return {
      title: `${name} as ${shape}`,
      name,
      event,
      second,
      text: JSON.stringify(of(name, first)),
      index,
    };
  }),
);
// Each shape once, and all of them in the deep tests.
const count = sized(Object.keys(shapes).length, samples.length);
const chosen = samples.toSorted((a, b) => a.index - b.index).slice(0, count);

test.each(chosen)("$title", async ({ name, event, second, text }) => {
  await using folder = await createFixture({ "sample.json": text });
  const run = async (...argv: string[]) => {
    const host = testHost({ cwd: folder.path });
    return { exitCode: await main(argv, host), out: host.out(), err: host.err() };
  };
  const made = await run("init", "--yes", "--from-event", "sample.json");
  expect([made.exitCode, made.err]).toEqual([0, expect.not.stringContaining("error")]);
  expect(await run("verify", "--max-warnings", "0")).toMatchObject({ exitCode: 0 });
  const linted = await run("lint", "--max-warnings", "0");
  expect([linted.exitCode, linted.err]).toEqual([0, expect.stringContaining("No findings")]);

  const fixture = { user: { external_id: "u2" }, event: { name, time, properties: second } };
  await folder.writeFile("second.json", JSON.stringify(fixture));
  const { out } = await run("preview", "--user", "second.json", "--format", "json");
  const { payload } = JSON.parse(out) as { payload: { event: string; properties: unknown } };
  expect(payload.event).toBe(event);
  const sent = leavesOf(payload.properties);
  const wanted = leavesOf(second).map((value) => (value === "900" ? "9" : value));
  expect(wanted.filter((value) => !sent.includes(value))).toEqual([]);
});

test("purchases, exports and the product of a list of one give a config of their own, too", async () => {
  const tag = (properties: object) => ({ external_id: "u1", name: "view_item", time, properties });
  await using folder = await createFixture({
    "samples/purchases.json": JSON.stringify({
      purchases: [
        { external_id: "u1", product_id: "p", currency: "USD", price: 1, time, properties: { size: 40 } },
      ],
    }),
    "samples/export.json": JSON.stringify({
      users: [
        {
          external_id: "u1",
          custom_attributes: { mi_u: "7" },
          custom_events: [{ name: "Category Viewed", count: 2 }],
        },
      ],
    }),
    "samples/tags.json": JSON.stringify([
      tag({ currency: "USD", items: [{ item_id: "s1", item_name: "Hat", price: 20 }] }),
    ]),
  });
  const run = async (...argv: string[]) => {
    const host = testHost({ cwd: folder.path });
    return { exitCode: await main(argv, host), out: host.out(), err: host.err() };
  };
  const made = await run("init", "--yes", "--from-event", "samples");
  expect(made).toMatchObject({ exitCode: 0 });
  expect(made.err).toContain(
    "Sources for the user_id, the likeliest first: custom_attribute.mi_u: the name that Movable Ink's links carry it by, in 1 of 3 samples; external_id (taken): whom Braze knows the person as, in 3 of 3 samples.",
  );
  expect(await run("verify", "--max-warnings", "0")).toMatchObject({ exitCode: 0 });
  const linted = await run("lint", "--max-warnings", "0");
  expect([linted.exitCode, linted.err]).toEqual([0, expect.stringContaining("No findings")]);
  const config = await folder.readFile("mi-braze.yaml", "utf8");
  for (const part of [
    "trigger: {purchase: any}",
    "size: number",
    "preset: category_viewed",
    'id: {type: string, required: true, from: "event_property.items[0].item_id"}',
  ])
    expect(config).toContain(part);
});

test("what init writes has no finding, whatever the names of the properties look like", async () => {
  const properties = {
    id: "p1",
    quantity: "3",
    "image.url": "https://shop.example/p.png",
    "sizes[0].eu": 40,
    "unit price": "12.50",
  };
  const source = braze("Product Added", properties);
  await using folder = await createFixture({ "sample.json": JSON.stringify(source) });
  const run = async (...argv: string[]) => {
    const host = testHost({ cwd: folder.path });
    return { exitCode: await main(argv, host), out: host.out(), err: host.err() };
  };
  expect(await run("init", "--yes", "--from-event", "sample.json")).toMatchObject({ exitCode: 0 });
  expect((await run("lint")).err).toContain("No findings");
  const { out, err } = await run("preview", "--user", "fixtures/product_added.json");
  expect(err).not.toContain("MI046");
  expect(out).toContain("https://shop.example/p.png");
  await run("generate");
  const written = await run("lint", "webhooks/product_added/body.liquid");
  expect([written.exitCode, written.err]).toEqual([0, expect.not.stringContaining("MI046")]);
});

test.each(["Account Created", "user_signed_up", "Logged In"])(
  "%s, among the samples, sets off the identify that ties anonymous events to the person",
  async (name) => {
    const sample = (event: string, properties: Properties) => JSON.stringify(braze(event, properties));
    await using folder = await createFixture({
      "a.ndjson": `${sample("Category Viewed", { id: "c1" })}\n${sample(name, { plan: "free" })}\n`,
    });
    const run = async (...argv: string[]) => {
      const host = testHost({ cwd: folder.path });
      return { exitCode: await main(argv, host), err: host.err() };
    };
    const flags = ["--yes", "--audience", "known_and_anonymous", "--from-event", "a.ndjson"];
    expect(await run("init", ...flags)).toMatchObject({ exitCode: 0 });
    expect(await run("verify", "--max-warnings", "0")).toMatchObject({ exitCode: 0 });
    expect((await run("lint", "--max-warnings", "0")).err).toContain("No findings");
    const { campaigns } = parse(await folder.readFile("mi-braze.yaml", "utf8"));
    expect(campaigns.at(-1)).toEqual({ type: "identify", trigger: { custom_event: name } });
    expect(campaigns).toHaveLength(3);
  },
);

/** Every value within, as text: an id may have become one. */
function leavesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}
