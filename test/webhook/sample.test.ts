import { describe, expect, test } from "vitest";
import type { Config, Items, Property } from "../../src/config/model/config.js";
import { believableText } from "../../src/generate/believable.js";
import { mappingSheets } from "../../src/generate/mapping-sheet.js";
import { orderedSample, samplePayload } from "../../src/generate/sample.js";
import { artifactsOf } from "../../src/handoff/files.js";
import { pageCode } from "../../src/page-code.js";
import type { Json } from "../../src/source/json.js";
import { jsonText } from "../../src/source/json-text.js";
import { bodiesIn, configAt, configOf } from "../support/bodies.js";

const sampleOf = (config: Config, campaign = 0) => samplePayload(config, config.campaigns[campaign]!);

test("the sample of product_viewed, from its types alone", () => {
  expect(sampleOf(configAt("examples/acme-retail/mi-braze.yaml"))).toEqual({
    type: "track",
    event: "product_viewed",
    user_id: "user-12345",
    timestamp: 1700000000000,
    timezone: "America/New_York",
    properties: {
      id: "product-1001",
      title: "Blue Linen Shirt",
      price: 19.99,
      url: "https://www.example.com/",
      categories: [{ id: "category-1001", url: "https://www.example.com/" }],
      meta: { color: "Blue" },
    },
  });
});

test("identify carries both ids, a hashed one looks like a hash", () => {
  const config = configAt("examples/acme-retail/mi-braze.yaml");
  expect(sampleOf(config, 2)).toEqual({
    type: "identify",
    user_id: "user-12345",
    anonymous_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    timestamp: 1700000000000,
    timezone: "America/New_York",
  });
});

test("`example:` stands for what the type would give; names and times are the account's own", () => {
  const config = configOf(`
version: 1
movable_ink: { endpoint: env:A, authorization: env:B }
identity: { audience: known, user_id: { from: external_id, hash: sha256 } }
wire: { user_id: userId, timestamp: { name: ts, format: iso8601 }, constants: { source: braze }, values: { type: { track: Track } } }
campaigns:
  - event: viewed
    trigger: { custom_event: Viewed }
    properties:
      id: { type: string, example: "56544" }
      tags: { type: array, items: string, example: [wipes, lemon] }
      anything: json
`);
  expect(sampleOf(config)).toEqual({
    type: "Track",
    event: "viewed",
    userId: expect.stringMatching(/^[0-9a-f]{64}$/),
    ts: "2023-11-14T22:13:20Z",
    timezone: "America/New_York",
    source: "braze",
    properties: { id: "56544", tags: ["wipes", "lemon"], anything: { key: "value" } },
  });
});

const kinds: Record<string, (json: Json) => boolean> = {
  string: (json) => typeof json === "string",
  url: (json) => typeof json === "string" && URL.canParse(json),
  number: (json) => typeof json === "number",
  integer: Number.isInteger,
  boolean: (json) => typeof json === "boolean",
  datetime: (json) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(json)),
  json: (json) => json !== undefined,
};

function expectMembers(properties: readonly Property[], json: Json): void {
  const members = json as Record<string, Json>;
  expect(Object.keys(members)).toEqual(properties.map(({ name }) => name));
  for (const property of properties) {
    const value = members[property.name]!;
    if (property.type === "constant") expect(value).toEqual(property.value);
    else if (property.type === "object" || property.type === "gathered")
      expectMembers(property.properties, value);
    else if (property.type === "array") expectItems(property.items, value);
    else expect([property.name, kinds[property.type]!(value)]).toEqual([property.name, true]);
  }
}

function expectItems(items: Items, json: Json): void {
  expect(json).toHaveLength(1);
  const [item] = json as Json[];
  if (items.kind === "object") expectMembers(items.properties, item!);
  else expect(kinds[items.type]!(item!)).toBe(true);
}

describe("every member of the config is in the sample, with a value of its type", () => {
  test.each(bodiesIn("examples", "test/cases/bodies"))("$name", ({ config, campaign }) => {
    const sample = samplePayload(config, campaign);
    const properties = sample[config.wire.names.properties];
    if (properties === undefined) expect([campaign.type, campaign.properties]).toEqual(["identify", []]);
    else expectMembers(campaign.properties, properties);
  });
});

test("names that are whole numbers stay where the config has them, in the sample, the sheet and the body", () => {
  const config = configOf(`
version: 1
movable_ink: { endpoint: env:A, authorization: env:B }
identity: { audience: known, user_id: external_id }
wire: { constants: { source: { z: 1, "5": 2 }, "3": x } }
campaigns:
  - event: viewed
    trigger: { custom_event: Viewed }
    properties:
      b: { type: string, example: x }
      "10": { type: object, properties: { y: string, "4": integer } }
      "2": { value: { k: 1, "1": { d: 1, "0": 2 } } }
      a: { type: json, example: { n: 1, "6": [{ m: 1, "0": 2 }] }, default: { q: 1, "8": 2 } }
`);
  const campaign = config.campaigns[0]!;
  const sample = jsonText(orderedSample(config, campaign));
  const text =
    '"source":{"z":1,"5":2},"3":"x","properties":{"b":"x","10":{"y":"example y","4":1},"2":{"k":1,"1":{"d":1,"0":2}},"a":{"n":1,"6":[{"m":1,"0":2}]}}';
  expect(sample).toContain(text);
  expect(jsonText(mappingSheets(config)[0]!.sample)).toBe(sample);
  const files = artifactsOf(config, pageCode("handoff"));
  expect(JSON.stringify(files.find(({ path }) => path.endsWith("sample-payload.json"))!.text)).toBe(
    JSON.stringify(`${jsonText(orderedSample(config, campaign), 2)}\n`),
  );
  const body = files.find(({ path }) => path.endsWith("body.liquid"))!.text;
  expect(body).toContain('{ "z": 1, "5": 2 }');
  expect(body).toContain('{ "k": 1, "1": { "d": 1, "0": 2 } }');
  expect(body).toContain('{ "q": 1, "8": 2 }');
});

test.each([
  ["id", undefined, "item-1001"],
  ["product_id", undefined, "product-1001"],
  ["orderId", "cart", "order-1001"],
  ["sku", "product", "sku-1001"],
  ["name", "category", "Shirts"],
  ["name", undefined, "Blue Linen Shirt"],
  ["last_name", undefined, "Lovelace"],
  ["couponCode", undefined, "SUMMER10"],
  ["categories", undefined, "Shirts"],
  ["fabric weight", "product", "example fabric weight"],
  ["constructor", undefined, "example constructor"],
  ["", undefined, "example "],
])("what %j of %j may well hold is %j", (name, of, text) => {
  expect(believableText(name, of)).toBe(text);
});
