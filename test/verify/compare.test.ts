import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/source/json.js";
import { jsonText } from "../../src/source/json-text.js";
import { comparePayloads, jsonNode } from "../../src/verify/compare.js";

const node = (text: string) => parseJson({ name: "p", text }).root!;

describe("comparing payloads", () => {
  it.each<[expected: string, actual: string, ...differences: string[]]>([
    ['{"a": 79, "b": [1]}', '{"b": [1.0], "a": 79.0}'],
    ['{"a": 1e3}', '{"a": 1000}'],
    ['{"a": 1}', '{"a": "1"}', '$.a different 1 "1"'],
    ['{"a": null}', "{}", "$.a missing null -"],
    ["{}", '{"a": null}', "$.a extra - null"],
    ['{"a": 0}', '{"a": false}', "$.a different 0 false"],
    ['{"a": ""}', '{"a": null}', '$.a different "" null'],
    ['{"a": {}}', '{"a": []}', "$.a different {} []"],
    [
      '{"p": {"c": [{"id": "1"}, {"id": "2"}]}}',
      '{"p": {"c": [{"id": "1"}, {"id": "3"}]}}',
      '$.p.c[1].id different "2" "3"',
    ],
    ['{"a": [1, 2]}', '{"a": [1]}', "$.a[1] missing 2 -"],
    ['{"a": []}', '{"a": [[]]}', "$.a[0] extra - []"],
    [
      '{"zip code": 1, "a.b": 1, "k\\"": 1}',
      "{}",
      '$["zip code"] missing 1 -',
      '$["a.b"] missing 1 -',
      '$["k\\""] missing 1 -',
    ],
    ['{"b": 1, "a": 2}', '{"c": 1, "a": 3}', "$.b missing 1 -", "$.a different 2 3", "$.c extra - 1"],
    ["12345678901234567890", "12345678901234567891", "$ different 12345678901234567890 12345678901234567891"],
    ["0.1234567890123456789", "0.12345678901234568", "$ different 0.1234567890123456789 0.12345678901234568"],
    ["[1.10, 1e400, -0, 1E5]", "[1.1, 10e399, 0, 100000.0]"],
    ["1e400", "1e401", "$ different 1e400 1e401"],
    ['{"2": 1.0, "1": {"b": 1.10}}', "{}", '$["2"] missing 1.0 -', '$["1"] missing {"b":1.10} -'],
    ['"é"', '"e\u0301"', '$ different "é" "e\u0301"'],
  ])("%s and %s", (expected, actual, ...differences) => {
    const show = (value: unknown) => (value === undefined ? "-" : jsonText(value));
    const found = comparePayloads(node(expected), node(actual)).map(
      (one) => `${one.path} ${one.kind} ${show(one.expected)} ${show(one.actual)}`,
    );
    expect(found).toEqual(differences);
  });

  it("finds nothing exactly when the values are equal", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const equal = JSON.stringify(sortedKeys(left)) === JSON.stringify(sortedKeys(right));
        expect(comparePayloads(jsonNode(left as never), jsonNode(right as never)).length === 0).toBe(equal);
        expect(comparePayloads(jsonNode(left as never), jsonNode(left as never))).toEqual([]);
      }),
    );
  });
});

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sortedKeys(inner)] as const);
  return ["object", ...entries.sort(([a], [b]) => (a < b ? -1 : 1))];
}
