import { expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { mappingSheets } from "../../src/generate/mapping-sheet.js";
import { samplePayload } from "../../src/generate/sample.js";
import { RubyFloat, RubyTime, type Value } from "../../src/liquid/value.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { configOf } from "../support/bodies.js";

const configWith = (property: string) =>
  configOf(`
version: 1
movable_ink: { endpoint: env:A, authorization: env:B }
identity: { audience: known, user_id: external_id }
campaigns:
  - event: viewed
    trigger: { custom_event: Viewed }
    properties: { p: {type: string, ${property}} }
`);

/** What is sent of the property; both engines give the same, and the body is proven. */
function sent(property: string, properties: Readonly<Record<string, Value>>) {
  const config = configWith(property);
  const [campaign] = config.campaigns;
  const scope = {
    profile: new Map([["user_id", "u-1"]]),
    namespaces: new Map([["event_properties", new Map(Object.entries(properties))]]),
    variables: new Map(),
    now: RubyTime.fromMilliseconds(1_701_886_845_000),
    connectedContent: new Map(),
    catalogItems: undefined,
    contentBlocks: new Map(),
  };
  const { payload, abort, steps } = modelResult(config, campaign!, scope);
  const source = { name: "body", text: bodyOf(config, campaign!) };
  for (const rendering of [render(parseTemplate(source), scope), liquidjsRenderer(source)(scope)]) {
    expect(rendering.abort).toBe(abort);
    if (payload) expect(JSON.parse(rendering.text)).toEqual(payload);
  }
  const { verdict, diagnostics } = proveTemplate(source);
  expect([verdict, diagnostics]).toEqual(["proven", []]);
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
