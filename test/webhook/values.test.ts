import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { configOf } from "../support/bodies.js";
import { everyWay } from "../support/every-way.js";

// The rules for values: what a property of each type makes of what arrives, by the rules and by the body in both engines.
const missing = Symbol("missing");
type Row = readonly [arrives: string, comes: unknown];

const nothing: readonly Row[] = [
  ["null", missing],
  ['""', missing],
  ['"  "', missing],
  ['" \\n\\t "', missing],
];
const noText: readonly Row[] = [
  ["{}", missing],
  ["[]", missing],
  ['["a"]', missing],
  ['{"a": 1}', missing],
];
const numbers: readonly Row[] = [
  ["42", 42],
  ["0", 0],
  ['"0"', 0],
  ["-3", -3],
  ['"42"', 42],
  ['" 42 "', 42],
  ["3.0", 3],
  ['"3.0"', 3],
  ['"-3.00"', -3],
  ['"12345678901234567890"', Number("12345678901234567890")],
  ['"call us"', missing],
  ['"1,299.00"', missing],
  ['"12 USD"', missing],
  ['"$5"', missing],
  ['"00"', missing],
  ['"007"', missing],
  ['"+5"', missing],
  ['".5"', missing],
  ['"5."', missing],
  ['"1e3"', missing],
  ['"0x1F"', missing],
  ['"Infinity"', missing],
  ['"NaN"', missing],
  ['"1.2.3"', missing],
  ['"2023-12-06"', missing],
  ['"0.1234567890123456789"', missing],
  [`"${"9".repeat(400)}.5"`, missing],
  ["true", missing],
  ["[1]", missing],
  ['{"a": 1}', missing],
  ...nothing,
];
const texts: readonly Row[] = [
  ['"plain"', "plain"],
  ['" spaces stay "', " spaces stay "],
  [
    '"Bo\'s \\"Deli\\" \\\\ \\u0000 \\u2028 💥 </b> {{ x }} %}"',
    'Bo\'s "Deli" \\ \0 \u2028 💥 </b> {{ x }} %}',
  ],
  ['"line\\r\\nbreak"', "line\r\nbreak"],
  ['"null"', "null"],
  ["56544", "56544"],
  ["1.99", "1.99"],
  ["10.0", "10.0"],
  ["0", "0"],
  ["true", "true"],
  ["false", "false"],
  ...nothing,
  ...noText,
];
const table: { readonly [type: string]: readonly Row[] } = {
  string: texts,
  url: texts,
  number: [...numbers, ['"42.50"', 42.5], ['"20.00000"', 20], ["3.7", 3.7], ["1e300", 1e300], ["-0.5", -0.5]],
  integer: [...numbers, ['"42.50"', missing], ["3.7", missing], ['"3.7"', missing], ["1e20", 1e20]],
  boolean: [
    ["true", true],
    ["false", false],
    ['"true"', true],
    ['"TRUE"', true],
    ['" False "', false],
    ['"yes"', missing],
    ['"on"', missing],
    ["1", missing],
    ["0", missing],
    ['"1"', missing],
    ['["true"]', missing],
    ['{"true": true}', missing],
    ...nothing,
  ],
  datetime: [
    ['"2023-12-06"', "2023-12-06T00:00:00Z"],
    ['"2023-12-06 18:20:45"', "2023-12-06T18:20:45Z"],
    ['"2023-12-06T19:20:45+01:00"', "2023-12-06T18:20:45Z"],
    ['"2023-12-06T18:20:45.999Z"', "2023-12-06T18:20:45Z"],
    ['" 2023-12-06T18:20:45Z "', "2023-12-06T18:20:45Z"],
    ['"1969-12-31"', "1969-12-31T00:00:00Z"],
    ['"0001-01-01"', "0001-01-01T00:00:00Z"],
    ["1701886845", "2023-12-06T18:20:45Z"],
    ['"1701886845"', "2023-12-06T18:20:45Z"],
    ["1701886845.5", "2023-12-06T18:20:45Z"],
    ["1701886845123", "2023-12-06T18:20:45Z"],
    ["99999999999", "5138-11-16T09:46:39Z"],
    ["100000000000", "1973-03-03T09:46:40Z"],
    ["-86400", "1969-12-31T00:00:00Z"],
    ["0", "1970-01-01T00:00:00Z"],
    ['"2023-02-30"', missing],
    ['"2023-13-01"', missing],
    ['"06.12.2023"', missing],
    ['"12/06/2023"', missing],
    ['"Wed, 06 Dec 2023"', missing],
    ['"may"', missing],
    ['"10:30"', missing],
    ['"Vehicle 12"', missing],
    ['"now"', missing],
    ['"today"', missing],
    ["253402300800000", missing],
    ["true", missing],
    ...nothing,
    ...noText,
  ],
  json: [
    ["{}", {}],
    ["[]", []],
    ['[" "]', [" "]],
    ["[null]", [null]],
    ['{"a": [1, null, {"b": "\\"x\\""}], "c": ""}', { a: [1, null, { b: '"x"' }], c: "" }],
    ['"text"', "text"],
    ["false", false],
    ["0", 0],
    ["1.5", 1.5],
    ...nothing,
  ],
};

const configFor = (property: unknown) =>
  configOf(
    stringify({
      version: 1,
      movable_ink: { endpoint: "env:A", authorization: "env:B" },
      identity: { audience: "known", user_id: "external_id" },
      campaigns: [{ event: "viewed", trigger: { custom_event: "Viewed" }, properties: { value: property } }],
    }),
  );

/** What `properties.value` comes to, or the reason of the abort. */
function comesOf(property: unknown, arrives: string | undefined): unknown {
  const event = arrives === undefined ? "{}" : `{"value": ${arrives}}`;
  const answer = everyWay(configFor(property), `{"user_id": "u", "event_properties": ${event}}`);
  if (!("payload" in answer)) return answer;
  const { properties } = answer.payload as { properties: { value?: unknown } };
  return "value" in properties ? properties.value : missing;
}

describe.each(Object.entries(table))("a property of type %s", (type, rows) => {
  test.each(rows)("%s", (arrives, comes) => {
    expect(comesOf(type, arrives)).toEqual(comes);
  });

  test("that is missing aborts where it is required, and takes the default where there is one", () => {
    const usual =
      { boolean: false, number: 9.5, integer: 1, datetime: "2030-01-01" }[type] ?? "{{ literally }}";
    const printed = type === "datetime" ? "2030-01-01T00:00:00Z" : usual;
    const abort = { abort: "viewed: value is missing" };
    for (const [arrives, comes] of [[undefined, missing] as const, ...rows]) {
      expect([arrives, comesOf({ type, required: true }, arrives)]).toEqual([
        arrives,
        comes === missing ? abort : comes,
      ]);
      expect([arrives, comesOf({ type, default: usual }, arrives)]).toEqual([
        arrives,
        comes === missing ? printed : comes,
      ]);
    }
  });
});

const object = {
  type: "object",
  properties: { id: { type: "string", required: true }, unit: { type: "string", default: "kg" } },
};

describe("an object", () => {
  test.each<Row>([
    ['{"id": 7}', { id: "7", unit: "kg" }],
    ['{"id": "7", "unit": "lb", "more": 1}', { id: "7", unit: "lb" }],
    ['{"unit": "lb"}', { abort: "viewed: value.id is missing" }],
    ["{}", { abort: "viewed: value.id is missing" }],
    ["null", missing],
    ['""', missing],
    ["[]", missing],
    ['[{"id": 7}]', missing],
    ['"{\\"id\\": 7}"', missing],
    ["5", missing],
  ])("%s", (arrives, comes) => {
    expect(comesOf(object, arrives)).toEqual(comes);
  });

  test("that is absent is left out whole, its required and default members too", () => {
    expect(comesOf(object, undefined)).toBe(missing);
    expect(comesOf({ ...object, required: true }, undefined)).toEqual({ abort: "viewed: value is missing" });
  });

  test("that is empty stays", () => {
    const loose = { type: "object", properties: { size: "string", first: "number" } };
    expect(comesOf(loose, "{}")).toEqual({});
    expect(comesOf(loose, '{"size": "L", "first": 1}')).toEqual({ size: "L", first: 1 });
    expect(comesOf(loose, '{"a": 1, "b": 2}')).toEqual({});
  });
});

describe("an array", () => {
  const ofItems = (items: unknown, more = {}) => ({ type: "array", items, ...more });
  test.each<readonly [items: unknown, arrives: string, comes: unknown]>([
    ["string", "[]", []],
    ["string", '["a"]', ["a"]],
    ["string", '["a", "", null, "  ", {"b": 1}, ["c"], 5, true, "d"]', ["a", "5", "true", "d"]],
    ["integer", '[1, "2", 3.7, "x", 4.0]', [1, 2, 4]],
    ["number", '["", "call us"]', []],
    ["json", '[{}, [], null, "", 1]', [{}, [], 1]],
    ["datetime", '["2023-12-06", "soon"]', ["2023-12-06T00:00:00Z"]],
    ["string", '"text"', missing],
    ["string", '"[1, 2]"', missing],
    ["string", "{}", missing],
    ["string", '{"0": "a"}', missing],
    ["string", "null", missing],
    ["string", "7", missing],
    [{ id: "string" }, '[{"id": 1}, {}, "text", null, [], {"id": ""}]', [{ id: "1" }, {}, {}]],
  ])("of %j from %s", (items, arrives, comes) => {
    expect(comesOf(ofItems(items), arrives)).toEqual(comes);
  });

  test("with a missing required member of an item aborts, or drops that item", () => {
    const items = { id: { type: "string", required: true }, n: "integer" };
    const arrives = '[{"id": "a", "n": 1}, {"n": 2}, {"id": " "}, {"id": "b"}]';
    expect(comesOf(ofItems(items), arrives)).toEqual({ abort: "viewed: value.id is missing" });
    expect(comesOf(ofItems(items, { on_missing: "skip" }), arrives)).toEqual([
      { id: "a", n: 1 },
      { id: "b" },
    ]);
    expect(comesOf(ofItems(items, { on_missing: "skip" }), '[{"n": 2}]')).toEqual([]);
  });

  test("that is required aborts only when it is not there", () => {
    expect(comesOf(ofItems("string", { required: true }), "[]")).toEqual([]);
    expect(comesOf(ofItems("string", { required: true }), "{}")).toEqual({
      abort: "viewed: value is missing",
    });
  });
});
