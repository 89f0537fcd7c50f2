import { describe, expect, test } from "vitest";
import { assumptions, defaultAssumptions, readAssumption } from "../../../src/liquid/assumptions.js";
import { applyFilter, findFilter } from "../../../src/liquid/filters/index.js";
import { LiquidError } from "../../../src/liquid/liquid-error.js";
import { RubyFloat, type Value } from "../../../src/liquid/value.js";
import { printRaw } from "../../../src/liquid/values/print-raw.js";
import { recordedNow } from "../recorded.js";

test.each(Object.entries(assumptions))("%s: its default is one of its values", (_, one) => {
  expect(one.values as readonly string[]).toContain(one.default);
});

describe("reading NAME=VALUE", () => {
  test("a known one", () => {
    expect(readAssumption("event-properties=string")).toEqual({ name: "event-properties", value: "string" });
  });

  test.each([
    ["event-propertys=string", /there is no assumption "event-propertys"; did you mean "event-properties"\?/],
    ["errors", /"" is not a value of the assumption "errors"/],
    ["errors=lux", /"lux" is not a value of the assumption "errors"; did you mean "lax"\?/],
    ["", /there is no assumption ""/],
    ["toString=1", /there is no assumption "toString"/],
  ])("%s", (text, message) => {
    expect(readAssumption(text)).toMatchObject({ code: "MI049", message: expect.stringMatching(message) });
  });
});

type Case = readonly [filter: string, input: Value, args: Value[], assume: string, output: Value | RegExp];

const cases: readonly Case[] = [
  ["md5", null, [], "nil-digest=empty-text", "d41d8cd98f00b204e9800998ecf8427e"],
  ["md5", null, [], "nil-digest=nil", null],
  ["hmac_sha256", null, ["k"], "nil-digest=nil", null],
  ["as_json_string", "<", [], "as-json-html=plain", '"<"'],
  ["json_escape", "<", [], "json-escape-html=escaped", "\\u003c"],
  ["money", "17.8", [], "money-of-text=unchanged", "17.8"],
  ["money", "17.8", [], "money-of-text=number", "17.80"],
  ["money", "$5", [], "money-of-text=number", "0.00"],
  ["time_zone", 0, ["Mars"], "unknown-time-zone=unchanged", 0],
  ["time_zone", 0, ["Mars"], "unknown-time-zone=error", /^Invalid Timezone: Mars$/],
];

test.each(cases)("%s of %j with %j under %s", (name, input, args, text, output) => {
  const read = readAssumption(text);
  if (!("name" in read)) throw new Error(read.message);
  const assume = { ...defaultAssumptions, [read.name]: read.value };
  const run = () => applyFilter(findFilter(name)!, input, args, { now: recordedNow, assume });
  if (!(output instanceof RegExp)) expect(run()).toEqual(output);
  else {
    expect(run).toThrow(LiquidError);
    expect(run).toThrow(output);
  }
});

test("a hash prints in Ruby's notation, or as JSON", () => {
  const value = [1, new Map<string, Value>([["a", new RubyFloat(2)]]), null];
  expect(printRaw(value, { "raw-hash": "inspect" })).toBe('1{"a"=>2.0}');
  expect(printRaw(value, { "raw-hash": "json" })).toBe('1{"a":2.0}');
});

test.each([
  [0, "0.00"],
  [-5, "-5.00"],
  [new RubyFloat(-0.05), "-0.05"],
  [new RubyFloat(0.125), "0.13"],
  [new RubyFloat(1.005), "1.01"],
  [new RubyFloat(1e22), "10000000000000000000000.00"],
  [12345678901234567890n, "12345678901234567890.00"],
  [new RubyFloat(Number.POSITIVE_INFINITY), "Infinity"],
  [null, null],
] as const)("money of %o is %s", (input, output) => {
  expect(applyFilter(findFilter("money")!, input, [], { now: recordedNow })).toBe(output);
});
