import { createFixture } from "fs-fixture";
import { describe, expect, test } from "vitest";
import { campaignOf } from "../../src/braze/fixture/campaign-of.js";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { presetNames } from "../../src/config/model/presets.js";
import { webhookCampaigns } from "../../src/config/model/webhook-campaigns.js";
import { readConfig } from "../../src/config/read/read.js";
import { bodySource } from "../../src/generate/artifacts.js";
import { plain } from "../../src/library/plain.js";
import { main } from "../../src/main.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { checkPayload } from "../../src/movable-ink/contract/contract.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { catalogue } from "../../src/rules/registry.js";
import { makeEngines } from "../../src/verify/engines.js";
import { outcomeOf, shown } from "../../src/verify/outcome.js";
import { clock } from "../support/clock.js";
import { sized } from "../support/depth.js";
import { testHost } from "../support/host.js";

const head = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id, anonymous_id: {from: braze_id, hash: sha256}}
`;
const product = {
  id: "56544",
  title: 'Bo\'s "Wipes"',
  price: "1.99",
  url: "https://www.example.com/p",
  categories: [{ id: "Bath", title: "Bath", url: "https://www.example.com/c" }],
  meta: { color: "green" },
};
const typed = { ...product, price: 1.99 };
const lines = [
  { id: "1", title: "A", url: "https://www.example.com/1", price: 2, quantity: "3" },
  { id: "2" },
];
const typedLines = [{ ...lines[0], quantity: 3 }, { id: "2" }];
const brazeLine = {
  product_id: "1",
  product_name: "A",
  product_url: "https://www.example.com/1",
  price: 2,
  quantity: 3,
};
const sentLine = { id: "1", title: "A", url: "https://www.example.com/1", price: 2, quantity: 3 };

/** For each preset: what the campaign adds, what Braze gets, and the event and properties that must be sent. */
const cases: Record<string, { campaign?: string; happened: object; event?: string; properties?: object }> = {
  product_viewed: { happened: product, event: "product_viewed", properties: typed },
  product_added: {
    happened: { ...product, quantity: "2" },
    event: "product_added",
    properties: { ...typed, quantity: 2 },
  },
  product_removed: {
    happened: { ...product, quantity: 1 },
    event: "product_removed",
    properties: { ...typed, quantity: 1 },
  },
  category_viewed: {
    happened: { id: "b1", title: "Bath", url: "https://www.example.com/c", meta: { a: 1 } },
    event: "category_viewed",
    properties: { id: "b1", title: "Bath", url: "https://www.example.com/c", meta: { a: 1 } },
  },
  product_searched: {
    happened: { query: "wipes\n", meta: {} },
    event: "product_searched",
    properties: { query: "wipes\n", meta: {} },
  },
  order_completed: {
    happened: { id: "o1", revenue: "12.50", products: lines },
    event: "order_completed",
    properties: { id: "o1", revenue: 12.5, products: typedLines },
  },
  identify: { campaign: ", trigger: {custom_event: E}", happened: {} },
  custom: {
    campaign: ", event: quiz_done, trigger: {custom_event: E}, properties: {score: integer}",
    happened: { score: "7" },
    event: "quiz_done",
    properties: { score: 7 },
  },
  "ecommerce.product_viewed": {
    campaign: "",
    happened: {
      product_id: "1",
      product_name: "A",
      product_url: "https://www.example.com/1",
      price: 2.5,
      currency: "USD",
      metadata: { sku: "s" },
    },
    event: "product_viewed",
    properties: {
      id: "1",
      title: "A",
      price: 2.5,
      url: "https://www.example.com/1",
      currency: "USD",
      meta: { sku: "s" },
    },
  },
  "ecommerce.cart_updated": {
    campaign: "",
    happened: { products: [brazeLine, { product_id: "0" }] },
    event: "product_added",
    properties: sentLine,
  },
  "ecommerce.order_placed": {
    campaign: "",
    happened: { order_id: "o1", total_value: 6, products: [brazeLine, { product_name: "no id" }] },
    event: "order_completed",
    properties: { id: "o1", revenue: 6, products: [sentLine] },
  },
  purchase: {
    campaign: "",
    happened: { order_id: "o1", revenue: 6, products: lines },
    event: "order_completed",
    properties: { id: "o1", revenue: 6, products: typedLines },
  },
};

const configOf = (name: string, wire = "") => {
  const { config, diagnostics } = readConfig(
    {
      name: "mi-braze.yaml",
      text: `${head}${wire}campaigns:\n  - {preset: ${name}${cases[name]!.campaign ?? ", trigger: {custom_event: E}"}}\n`,
    },
    "/mi-braze.yaml",
    catalogue,
  );
  expect(diagnostics.map((one) => one.message)).toEqual([]);
  return config!;
};

function scopeFor(name: string) {
  const config = configOf(name);
  const [campaign] = webhookCampaigns(config);
  const { happened } = cases[name]!;
  const trigger = campaign!.trigger!;
  const user = { external_id: "u1", braze_id: "b1" };
  const one = { external_id: "u1", time: "2023-12-06T18:20:45Z", properties: happened };
  const fixture =
    trigger.kind === "purchase"
      ? {
          now: "2023-12-06T18:20:45Z",
          user,
          purchases: [{ ...one, product_id: "p", currency: "USD", price: 1 }],
        }
      : {
          now: "2023-12-06T18:20:45Z",
          user,
          event: { ...one, name: trigger.kind === "custom_event" ? trigger.names[0] : "" },
        };
  const reading = fixtureFrom(fixture);
  expect(reading.diagnostics.map((found) => found.message)).toEqual([]);
  const { occurrence } = campaignOf(reading.fixture!, [campaign!]);
  return scopeOf(reading.fixture!, { clock, occurrence });
}

test("every preset has a case", () => expect(Object.keys(cases).sort()).toEqual([...presetNames()]));

describe.each(Object.keys(cases))("%s", (name) => {
  test("is proven, and sends what it says, in both engines", () => {
    const config = configOf(name);
    const [campaign] = webhookCampaigns(config);
    const body = bodySource(config, campaign!);
    expect(proveTemplate(body).verdict).toBe("proven");
    const { event, properties } = cases[name]!;
    const payload =
      event === undefined
        ? {
            type: "identify",
            user_id: "u1",
            anonymous_id: expect.stringMatching(/^[0-9a-f]{64}$/),
            timestamp: 1701886845000,
          }
        : { type: "track", event, user_id: "u1", timestamp: 1701886845000, properties };
    for (const engine of makeEngines({})) {
      const sent = plain(shown(outcomeOf(engine.render(body, scopeFor(name)), body)));
      expect(sent, engine.name).toEqual(payload);
      expect(checkPayload(sent, { now: new Date("2023-12-06T18:20:45Z") })).toEqual([]);
    }
  });
});

/** Shapes that accounts are mapped for, and odd ones. */
const wires: Record<string, (event: string | undefined) => string> = {
  documented: () => "",
  segment: (event) =>
    `wire: {user_id: userId, anonymous_id: anonymousId, timestamp: iso8601${event ? `, values: {event: {${event}: "Segment Name"}}` : ""}}\n`,
  rudderstack: () =>
    "wire: {user_id: userId, anonymous_id: anonymousId, constants: {channel: web, context: {library: braze}}}\n",
  seconds: (event) =>
    `wire: {timestamp: {name: ts, format: seconds}, properties: props, type: kind, values: {type: {${event ? "track" : "identify"}: 'T "q"'}}}\n`,
};

/** Each preset on each wire, or each on one of three. */
const wireEvery = sized(5, 1);

describe.each(Object.entries(wires).map(([name, wire], index) => [name, wire, index] as const))(
  "on the wire as %s",
  (_, wire, which) => {
    const names = Object.keys(cases).filter((_, index) => (index + which) % wireEvery === 0);
    test.each(names)("%s", (name) => {
      const config = configOf(name, wire(cases[name]!.event));
      const [campaign] = webhookCampaigns(config);
      const body = bodySource(config, campaign!);
      expect(proveTemplate(body).verdict).toBe("proven");
      const { payload } = modelResult(config, campaign!, scopeFor(name));
      expect(payload).not.toBeNull();
      for (const engine of makeEngines({}))
        expect(plain(shown(outcomeOf(engine.render(body, scopeFor(name)), body))), engine.name).toEqual(
          JSON.parse(JSON.stringify(payload)),
        );
      expect(checkPayload(payload!, { profile: config.wire, now: new Date("2023-12-06T18:20:45Z") })).toEqual(
        [],
      );
    });
  },
);

test("a preset's members can be overridden one by one", () => {
  const { config } = readConfig(
    {
      name: "c",
      text: `${head}campaigns:\n  - preset: ecommerce.product_viewed\n    id: seen\n    event: viewed\n    trigger: {custom_event: Other}\n    properties: {price: string, size: string}\n`,
    },
    "/c",
    catalogue,
  );
  const [campaign] = config!.campaigns;
  expect(campaign).toMatchObject({
    slug: "seen",
    event: "viewed",
    trigger: { kind: "custom_event", names: ["Other"] },
  });
  expect(campaign!.properties.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "id string",
    "title string",
    "price string",
    "url url",
    "currency string",
    "meta json",
    "size string",
  ]);
});

test.each([
  ["{preset: custom, trigger: {api: true}}", 'a track campaign needs an "event"'],
  ["{preset: product_viewed}", "has no trigger"],
  ["{preset: identify, event: x, trigger: {api: true}}", "an identify does not have an event"],
  ["{preset: product_view, trigger: {api: true}}", 'did you mean "product_viewed"?'],
])("%s is told", (campaign, words) => {
  const { diagnostics } = readConfig(
    { name: "c", text: `${head}campaigns:\n  - ${campaign}\n` },
    "/c",
    catalogue,
  );
  expect(diagnostics.map((one) => one.message).join("\n")).toContain(words);
});

test.each(["product_added", "ecommerce.order_placed"])(
  "init --preset %s gives a project that verifies",
  async (name) => {
    await using fixture = await createFixture();
    const host = testHost({ cwd: fixture.path });
    expect(await main(["init", "--preset", name, "--yes"], host), host.err()).toBe(0);
    expect(await main(["lint"], host), host.err()).toBe(0);
    expect(await main(["verify"], host), host.err() + host.out()).toBe(0);
  },
);
