import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { definitionsText, without } from "../../src/commands/init/definition.js";
import { type Inferred, infer } from "../../src/commands/init/infer.js";
import { yamlText } from "../../src/commands/init/yaml-text.js";
import { parseJson } from "../../src/source/json.js";

const members = (json: string) =>
  (infer(parseJson({ name: "x", text: json }).root!) as Inferred & { kind: "object" }).members;
const yaml = (json: string) => yamlText("properties", definitionsText(members(json)), true);

describe("the type of a property, from its sample", () => {
  test.each([
    ['"Blue shirt"', "string"],
    ['""', "string"],
    ['"42.50"', "string"],
    ["7", "number"],
    ["-7", "number"],
    ["12345678901234567890", "number"],
    ["7.5", "number"],
    ["10.0", "number"],
    ["1e3", "number"],
    ["1e999", "json"],
    ["true", "boolean"],
    ["null", "json"],
    ["[]", "json"],
    ["{}", "json"],
    ['"https://www.example.com/a?b=c"', "url"],
    ['"HTTP://example.com"', "url"],
    ['"https://"', "string"],
    ['"https://a b"', "string"],
    ['"ftp://example.com"', "string"],
    ['"2023-12-06"', "datetime"],
    ['"2023-12-06T19:20:45+01:00"', "datetime"],
    ['"2023-12-06T19:20:45.123Z"', "datetime"],
    ['"2023-13-06"', "string"],
    ['"2023-12-06 sale"', "string"],
    ['{"$time": "2023-12-06T19:20:45Z"}', "datetime"],
    ['{"color": "blue"}', "{type: object, properties: {color: string}}"],
    ['["a", "b"]', "{type: array, items: string}"],
    ['["https://a.example", "b"]', "{type: array, items: string}"],
    ["[1, 2.5]", "{type: array, items: number}"],
    ["[2.5, 1]", "{type: array, items: number}"],
    ["[1, null]", "{type: array, items: number}"],
    ["[null]", "json"],
    ['[1, "a"]', "{type: array, items: string}"],
    ["[true, 1]", "{type: array, items: string}"],
    ['"true"', "boolean"],
    ["[[1], [2]]", "json"],
    ['[{"a": 1}, "b"]', "json"],
    ['[{"a": 1}, {"b": "x"}]', "{type: array, items: {a: number, b: string}}"],
    ['[{"a": 1}, {"a": 1.5}, {"a": null}]', "{type: array, items: {a: number}}"],
    ['[{"a": 1}, {"a": "x"}]', "{type: array, items: {a: string}}"],
    ['[{"a": 1}, {"a": [2]}]', "{type: array, items: {a: json}}"],
    ['[{"a": 1}, {"a": " "}]', "{type: array, items: {a: number}}"],
    [
      '[{"a": {"b": 1}}, {"a": {"c": "2023-12-06"}}]',
      "{type: array, items: {a: {type: object, properties: {b: number, c: datetime}}}}",
    ],
    ["[{}, {}]", "json"],
    ['{"\\ud800": 1}', "json"],
  ])("%s is %s", (sample, type) => {
    expect(parse(yaml(`{"p": ${sample}}`))).toEqual({ properties: parse(`p: ${type}`) });
  });

  test("what is nested more than five levels deep is passed on whole", () => {
    const text = yaml('{"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}');
    expect(text.match(/type: object/g)).toHaveLength(4);
    expect(text).toMatch(/e: json/);
  });
});

test("long structures take a line for each member, short ones fit on one", () => {
  expect(
    yaml(
      '{"id": "p1", "categories": [{"id": "c1", "url": "https://example.com", "title": "Coats", "position": 1, "season": "winter"}]}',
    ),
  ).toBe(`properties:
  id: string
  categories:
    type: array
    items: {id: string, url: url, title: string, position: integer, season: string}`);
});

test("a name of any look is quoted as YAML needs it", () => {
  expect(yaml('{"null": 1, "a: b": 1, "- c": 1, "#d": 1, "__proto__": 1, "1": 1, "ü é": 1}')).toBe(
    `properties:
  "null": number
  "a: b": number
  "- c": number
  "#d": number
  __proto__: number
  "1": number
  ü é: number`,
  );
});

test("a property is taken out by its names, also inside items", () => {
  const properties = members('{"a": 1, "list": [{"b": 1, "c": {"d": 1}}]}');
  const text = (path: string[]) => yamlText("p", definitionsText(without(properties, path)));
  expect(text(["a"])).not.toContain("a: number");
  expect(text(["list", "b"])).toContain("items: {c: ");
  expect(text(["list", "c", "d"])).toContain("c: json");
  expect(without(properties, ["no", "such"])).toBe(properties);
});

describe("what a name says of a number", () => {
  test.each([
    ['{"price": 10}', "price: number"],
    ['{"price": "10.50"}', "price: number"],
    ['{"price": "10,50"}', "price: string"],
    ['{"total": 10, "totalValue": "12"}', "{total: number, totalValue: number}"],
    ['{"version": "12"}', "version: string"],
    [
      '{"quantity": 2, "itemCount": 3, "position": 1}',
      "{quantity: integer, itemCount: integer, position: integer}",
    ],
    ['{"quantity": 2.5}', "quantity: number"],
    [
      '{"quantity": "3", "qty": "-1", "cartItemCount": "0"}',
      "{quantity: integer, qty: integer, cartItemCount: integer}",
    ],
    [
      '{"lines": [{"qty": "3"}, {"qty": 4}, {"qty": null}, {"qty": " "}]}',
      "lines: {type: array, items: {qty: integer}}",
    ],
    ['{"lines": [{"qty": "3"}, {"qty": "0.5"}]}', "lines: {type: array, items: {qty: number}}"],
    ['{"lines": [{"qty": "3"}, {"qty": 0.5}]}', "lines: {type: array, items: {qty: number}}"],
    ['{"lines": [{"qty": "3"}, {"qty": "a pair"}]}', "lines: {type: array, items: {qty: string}}"],
    ['{"page": "home", "rank": "03"}', "{page: string, rank: string}"],
    ['{"price_id": "77", "order_id": "5"}', "{price_id: string, order_id: string}"],
    ['{"order_id": 50314, "productId": 1, "sku": 12}', "{order_id: string, productId: string, sku: string}"],
    ['{"id_card": 1}', "id_card: number"],
    ['{"lines": [{"id": 1, "price": 3}]}', "lines: {type: array, items: {id: string, price: number}}"],
    ['{"ids": [1, 2]}', "ids: {type: array, items: string}"],
  ])("%s", (sample, wanted) => {
    expect(parse(yaml(sample)).properties).toEqual(parse(wanted));
  });

  test.each([
    ['{"price_cents": 1299}', "price: {type: number, from: event_property.price_cents, scale: 0.01}"],
    ['{"unitPriceCents": 5}', "unitPrice: {type: number, from: event_property.unitPriceCents, scale: 0.01}"],
    ['{"amount_in_cents": 5}', "amount: {type: number, from: event_property.amount_in_cents, scale: 0.01}"],
    [
      '{"lines": [{"amount_minor": 5}]}',
      "lines: {type: array, items: {amount: {type: number, from: item.amount_minor, scale: 0.01}}}",
    ],
    ['{"price_cents": "1299"}', "price: {type: number, from: event_property.price_cents, scale: 0.01}"],
    ['{"price_cents": 12.5}', "price_cents: number"],
    ['{"price_cents": "12.5"}', "price_cents: number"],
    ['{"price_cents": 1299, "price": 12.99}', "{price_cents: number, price: number}"],
    ['{"price_micros": 12990000}', "price_micros: number"],
    ['{"minor_version": 3}', "minor_version: number"],
    ['{"price in cents": 3}', "price in cents: number"],
  ])("%s: cents become units", (sample, wanted) => {
    expect(parse(yaml(sample)).properties).toEqual(parse(wanted));
  });
});
