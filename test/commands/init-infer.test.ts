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
    ["7", "integer"],
    ["-7", "integer"],
    ["12345678901234567890", "integer"],
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
    ["[1, null]", "{type: array, items: integer}"],
    ["[null]", "json"],
    ['[1, "a"]', "json"],
    ["[true, 1]", "json"],
    ["[[1], [2]]", "json"],
    ['[{"a": 1}, "b"]', "json"],
    ['[{"a": 1}, {"b": "x"}]', "{type: array, items: {a: integer, b: string}}"],
    ['[{"a": 1}, {"a": 1.5}, {"a": null}]', "{type: array, items: {a: number}}"],
    ['[{"a": 1}, {"a": "x"}]', "{type: array, items: {a: json}}"],
    [
      '[{"a": {"b": 1}}, {"a": {"c": "2023-12-06"}}]',
      "{type: array, items: {a: {type: object, properties: {b: integer, c: datetime}}}}",
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

test("long structures take a line for each member, short ones stand on one", () => {
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
  "null": integer
  "a: b": integer
  "- c": integer
  "#d": integer
  __proto__: integer
  "1": integer
  ü é: integer`,
  );
});

test("a property is taken out by its names, also inside items", () => {
  const properties = members('{"a": 1, "list": [{"b": 1, "c": {"d": 1}}]}');
  const text = (path: string[]) => yamlText("p", definitionsText(without(properties, path)));
  expect(text(["a"])).not.toContain("a: integer");
  expect(text(["list", "b"])).toContain("items: {c: ");
  expect(text(["list", "c", "d"])).toContain("c: json");
  expect(without(properties, ["no", "such"])).toBe(properties);
});
