import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { propertyMembers } from "../../src/generate/mapping-fields.js";
import { sampleMoment, samplePayload } from "../../src/generate/sample.js";
import { sampleEvent } from "../../src/generate/sample-event.js";
import { sampleScope } from "../../src/generate/sample-user.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { campaignWith, sentOf } from "../support/one-campaign.js";

/** What is sent of an event, or why nothing is. */
function sent(properties: string, event: Readonly<Record<string, unknown>>) {
  const { fixture } = fixtureFrom({
    user: { external_id: "u-1" },
    event: { name: "Viewed", time: "2024-05-14T09:30:00Z", properties: event },
  });
  const scope = scopeOf(fixture!, { clock: () => new Date(0) });
  const { payload, abort, steps } = sentOf(campaignWith(properties), scope);
  return { sent: payload?.properties, abort, steps };
}

const address = (rest = "") =>
  `{address: {type: object, ${rest}properties: {city: {type: string, from: event_property.city}, zip: {type: string, from: [event_property.zip, event_property.postcode]}}}}`;
const inItems = (items: string, rest = "") => `{lines: {type: array, ${rest}items: ${items}}}`;

describe("an object that is put together", () => {
  test.each<[string, string, object, object | string]>([
    [
      "has what is there",
      address(),
      { city: "Oslo", postcode: "0150" },
      { address: { city: "Oslo", zip: "0150" } },
    ],
    ["is there with one of its properties", address(), { city: "Oslo" }, { address: { city: "Oslo" } }],
    ["is left out without all of them", address(), { city: " ", zip: null, address: { city: "Bergen" } }, {}],
    ["can be demanded", address("required: true, "), { city: [] }, "viewed: address is missing"],
    [
      "is always there with a default",
      "{money: {type: object, properties: {code: {type: string, from: event_property.currency, default: USD}}}}",
      {},
      { money: { code: "USD" } },
    ],
    [
      "is always there with a constant",
      "{channel: {type: object, properties: {name: {value: web}, shop: {type: string, from: event_property.shop}}}}",
      {},
      { channel: { name: "web" } },
    ],
    [
      "aborts without what it cannot be without",
      "{address: {type: object, properties: {city: {type: string, from: event_property.city, required: true}}}}",
      {},
      "viewed: address.city is missing",
    ],
    [
      "holds others",
      "{a: {type: object, properties: {b: {type: object, properties: {c: {type: number, from: event_property.c}}}, d: {type: object, from: event_property.d, properties: {e: string}}}}}",
      { c: 1.5, d: { e: "x" } },
      { a: { b: { c: 1.5 }, d: { e: "x" } } },
    ],
    [
      "is not there for an object in it that is not",
      "{a: {type: object, properties: {b: {type: object, properties: {c: {type: number, from: event_property.c}}}, d: {type: object, from: event_property.d, properties: {e: string}}}}}",
      { c: "free", d: "x" },
      {},
    ],
  ])("%s", (_what, properties, event, expected) => {
    const { sent: payload, abort } = sent(properties, event as Record<string, unknown>);
    expect(typeof expected === "string" ? abort : payload).toEqual(expected);
  });

  test("says why it is left out", () => {
    expect(sent(address(), {}).steps.at(-1)).toEqual({
      path: "properties.address",
      source: "its properties",
      seen: null,
      verdict: "left out",
      rule: "none of its properties is there",
    });
  });
});

describe("in a list", () => {
  const attributes =
    "attributes: {type: object, properties: {color: {type: string, from: item.attrs.color}}}";
  const price =
    "price: {type: object, from: item.cost, properties: {amount: number, in: {type: string, from: object.currency}, of: {type: string, from: item.sku}}}";
  test.each<[string, string, unknown[], unknown]>([
    [
      "item is the list's item, in an object, too",
      inItems(`{sku: string, ${attributes}}`),
      [{ sku: "a", attrs: { color: "red" } }, { sku: "b" }],
      [{ sku: "a", attributes: { color: "red" } }, { sku: "b" }],
    ],
    [
      "object is the object",
      inItems(`{${price}}`),
      [{ sku: "a", cost: { amount: 3, currency: "NOK" } }, { sku: "b" }],
      [{ price: { amount: 3, in: "NOK", of: "a" } }, {}],
    ],
    [
      "what an object cannot be without drops its item",
      inItems(
        "{ref: {type: object, properties: {sku: {type: string, from: item.sku, required: true}}}}",
        "on_missing: skip, ",
      ),
      [{ sku: "a" }, { sku: "" }],
      [{ ref: { sku: "a" } }],
    ],
    [
      "texts become objects in objects",
      inItems("{ref: {type: object, properties: {id: {type: string, from: item}}}}"),
      ["a", " ", { id: "b" }],
      [{ ref: { id: "a" } }],
    ],
    [
      "a list in an object has items of its own",
      inItems(
        "{o: {type: object, properties: {tags: {type: array, from: item.tags, items: {id: {type: string, from: item.t}}}}}}",
      ),
      [{ t: "no", tags: [{ t: "yes" }] }],
      [{ o: { tags: [{ id: "yes" }] } }],
    ],
  ])("%s", (_what, properties, lines, expected) => {
    expect(sent(properties, { lines }).sent).toEqual({ lines: expected });
  });
});

const whole =
  "{ address: {type: object, properties: {city: {type: string, from: event_property.city}, country: {value: NO}}}, meta: {type: object, from: event_property.m, properties: {hue: {type: string, from: item.colour}}}, lines: {type: array, items: { attributes: {type: object, properties: {color: {type: string, from: item.attrs.color}}}, price: {type: object, properties: {amount: number, of: {type: string, from: object.currency}}}}}}";

test("the mapping sheet names what is read in Braze's words", () => {
  const config = campaignWith(whole);
  const rows = propertyMembers(config, config.campaigns[0]!).map(({ field, source, required }) =>
    [field, source, required].join(" | "),
  );
  expect(rows).toEqual([
    "address | put together of what is in it | yes",
    "address: city | event property `city` | no",
    'address: country | always `"NO"` | yes',
    "meta | event property `m` | no",
    "meta: hue | event property `m.colour` | no",
    "lines | event property `lines` | no",
    "lines: attributes | put together of what is in it | no",
    "lines: attributes: color | event property `lines[].attrs.color` | no",
    "lines: price | event property `lines[].price` | no",
    "lines: price: amount | event property `lines[].price.amount` | no",
    "lines: price: of | event property `lines[].price.currency` | no",
  ]);
});

test("the sample's event gives the sample's payload", () => {
  const config = campaignWith(whole);
  const [campaign] = config.campaigns;
  const scope = sampleScope(sampleEvent(config, campaign!), sampleMoment);
  const { payload } = modelResult(config, campaign!, scope);
  expect(payload!.properties).toEqual(samplePayload(config, campaign!).properties);
});
