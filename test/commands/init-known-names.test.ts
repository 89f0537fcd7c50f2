import { expect, test } from "vitest";
import { parse } from "yaml";
import { complete } from "../../src/commands/init/answers.js";
import { configText } from "../../src/commands/init/config-text.js";
import { inferFrom } from "../../src/commands/init/infer.js";
import { readSampleEvents } from "../../src/commands/init/sample-event.js";

/** What the config has of an event with these properties. */
function properties(event: string, sample: string): unknown {
  const text = `{"external_id": "u", "name": "${event}", "properties": ${sample}}`;
  const samples = readSampleEvents({ name: "sample.json", text });
  const learned = new Map(samples[0]!.properties.map(({ name, value }) => [name, inferFrom([value])]));
  const campaign = { id: event, event, triggers: [event], preset: undefined, properties: learned, samples };
  const config = configText({
    answers: complete({ event }, undefined, []),
    campaigns: [campaign],
    schema: "",
  });
  return parse(config).campaigns[0].properties;
}

const id = (from: string) => `id: {type: string, required: true, from: '${from}'}`;

test.each([
  [
    "a list of one product",
    "product_viewed",
    '{"currency": "USD", "items": [{"item_id": "s1", "price": "10.5", "color": "red"}]}',
    `{${id("event_property.items[0].item_id")}, price: {type: number, from: 'event_property.items[0].price'}, currency: string, items: {type: array, items: {item_id: string, price: number, color: string}}}`,
  ],
  [
    "a list of one product in an object",
    "product_added",
    '{"ecommerce": {"items": [{"item_id": 7, "quantity": 2}]}}',
    `{${id("event_property.ecommerce.items[0].item_id")}, quantity: {type: integer, from: 'event_property.ecommerce.items[0].quantity'}, ecommerce: {type: object, properties: {items: {type: array, items: {item_id: string, quantity: integer}}}}}`,
  ],
  [
    "a product that is an object, of which nothing is sent twice",
    "product_viewed",
    '{"product": {"sku": "s1", "name": "Hat", "color": "red"}}',
    `{${id("event_property.product.sku")}, title: {type: string, from: event_property.product.name}, product: {type: object, properties: {color: string}}}`,
  ],
  [
    "an object of which nothing is left",
    "product_viewed",
    '{"product": {"id": "s1", "url": "https://shop.example/p"}}',
    `{${id("event_property.product.id")}, url: {type: url, from: event_property.product.url}}`,
  ],
  [
    "a name that the event has itself stays in its object",
    "product_viewed",
    '{"price": 3, "product": {"id": "s1", "price": 4}}',
    `{${id("event_property.product.id")}, price: number, product: {type: object, properties: {price: number}}}`,
  ],
  [
    "somebody else's id",
    "product_viewed",
    '{"shopper": {"id": "s1"}}',
    "{shopper: {type: object, properties: {id: string}}}",
  ],
  [
    "a category's products are not the category",
    "category_viewed",
    '{"items": [{"item_id": "s1"}]}',
    "{items: {type: array, items: {item_id: string}}}",
  ],
  [
    "an order that is an object, in cents",
    "order_completed",
    '{"order": {"order_id": 7, "total_cents": 3000, "lines": [{"sku": "a", "qty": 2, "price_cents": 1500}]}}',
    "{id: {type: string, from: event_property.order.order_id}, revenue: {type: number, from: event_property.order.total_cents, scale: 0.01}, products: {type: array, required: true, from: event_property.order.lines, items: {id: {type: string, required: true, from: item.sku}, quantity: {type: integer, from: item.qty}, price: {type: number, from: item.price_cents, scale: 0.01}}}}",
  ],
  [
    "an amount in cents of another name",
    "order_completed",
    '{"order_id": "7", "total_cents": 3000}',
    "{id: {type: string, from: event_property.order_id}, revenue: {type: number, from: event_property.total_cents, scale: 0.01}}",
  ],
  [
    "cents in an object, which is not the list's item",
    "boot_laced",
    '{"lines": [{"amount": {"value_cents": 1299}}], "paid": {"fee_cents": 5}}',
    "{lines: {type: array, items: {amount: {type: object, properties: {value: {type: number, from: object.value_cents, scale: 0.01}}}}}, paid: {type: object, properties: {fee: {type: number, from: object.fee_cents, scale: 0.01}}}}",
  ],
])("%s", (_, event, sample, wanted) => {
  expect(properties(event, sample)).toEqual(parse(wanted));
});
