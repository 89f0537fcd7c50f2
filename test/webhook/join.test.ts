import { expect, test } from "vitest";
import { mappingSheets } from "../../src/generate/mapping-sheet.js";
import { samplePayload } from "../../src/generate/sample.js";
import { RubyFloat, type Value } from "../../src/liquid/value.js";
import { campaignWith, eventWith, sentOf } from "../support/one-campaign.js";

const configWith = (property: string) => campaignWith(`{ p: {type: string, ${property}} }`);

/** What is sent of the property, or why nothing is. */
function sent(property: string, properties: Readonly<Record<string, Value>>) {
  const { payload, abort, steps } = sentOf(configWith(property), eventWith(properties));
  return {
    value: (payload?.properties as Record<string, unknown> | undefined)?.p,
    abort,
    rule: steps.at(-1)!.rule,
  };
}

const nested = [new Map([["a", "b"]]), ["c"], "d"];
test.each<[string, string, Record<string, Value>, unknown]>([
  ["texts", 'join: ", "', { p: ["a", "b", "c"] }, "a, b, c"],
  ["one", 'join: ", "', { p: ["a"] }, "a"],
  ["numbers and booleans", 'join: "/"', { p: [1, new RubyFloat(2.5), true, "x"] }, "1/2.5/true/x"],
  [
    "quotes, line breaks and separators in texts",
    'join: ","',
    { p: ['"a"', "b,c\n", "é\u2028"] },
    '"a",b,c\n,é\u2028',
  ],
  ["blanks and nulls", 'join: ","', { p: ["", null, " ", "a"] }, "a"],
  ["objects and lists", 'join: ","', { p: nested }, "d"],
  ["nothing", 'join: ","', { p: [] }, undefined],
  ["only what cannot be joined", 'join: ",", default: none', { p: [null, new Map()] }, "none"],
  ["no list", 'join: ","', { p: "a" }, "a"],
  ["a number", 'join: ","', { p: 5 }, "5"],
  ["an object", 'join: ","', { p: new Map([["a", 1]]) }, undefined],
  ["a list that is a string", 'join: ","', { p: "[1, 2]" }, "[1, 2]"],
  [
    "the second source",
    'join: "-", from: [event_property.q, event_property.p]',
    { q: [], p: ["a", "b"] },
    "a-b",
  ],
  ["what Liquid begins a tag with", 'join: " % "', { p: ["a", "b"] }, "a % b"],
])("%s", (_, property, properties, value) => {
  expect(sent(property, properties).value).toEqual(value);
});

test("nothing to join aborts what requires it", () => {
  expect(sent('join: ", ", required: true', { p: [" "] })).toMatchObject({
    abort: "viewed: p is missing",
    rule: expect.stringContaining("nothing in the list can be joined"),
  });
});

test("sheet and sample have a string", () => {
  const config = configWith('join: ", "');
  expect(mappingSheets(config)[0]!.fields.at(-1)).toMatchObject({ type: "string" });
  expect(samplePayload(config, config.campaigns[0]!).properties).toEqual({ p: "example p, another p" });
});
