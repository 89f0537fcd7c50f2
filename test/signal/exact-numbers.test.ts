import { expect, test } from "vitest";
import type { Signal } from "../../src/config/model/config.js";
import { misfits } from "../../src/generate/signal/feed-schema.js";
import { differences, ourInstalled } from "../../src/signal/readings.js";
import { type JsonObject, readJson } from "../../src/source/json.js";

const signal = {
  name: "Acme",
  variant: "v",
  companyId: "9007199254740993",
  feedId: "12345678901234567890",
} as Signal;
const answer = (company: string) =>
  readJson(
    `{"data": [{"name": "Acme", "config": {"company_id": ${company}, "feed_id": 12345678901234567890}}]}`,
  );

test("an id that Signal answers as a number is compared by all of its digits", () => {
  const of = (company: string) => differences(ourInstalled(answer(company), signal)[0]!, signal);
  expect(of("9007199254740993")).toEqual([]);
  expect(of("9007199254740992")).toEqual([
    'company_id is "9007199254740992", the config has "9007199254740993"',
  ]);
});

test.each([
  ["number", "7.50", []],
  ["number", "9007199254740993", []],
  ["integer", "3.0", []],
  ["integer", "9007199254740993", []],
  ["integer", "9007199254740993.50", ['"a" is 9007199254740993.50; the schema has integer']],
  ["string", "1.10", ['"a" is 1.10; the schema has string']],
  ["object", "1.10", ['"a" is 1.10; the schema has object']],
] as const)("a sample's number under %s: %s", (type, number, found) => {
  const schema = [{ name: "a", type, required: false, campaigns: ["c"] }];
  expect(misfits(schema, readJson(`{"a": ${number}}`) as JsonObject)).toEqual(found);
});
