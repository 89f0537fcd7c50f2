import { expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { RubyFloat, type Value } from "../../src/liquid/value.js";
import { analyze } from "../../src/proof/analysis.js";
import { everyValue } from "../../src/proof/terms/input-model.js";
import { fixtureOf, witnessNow } from "../../src/proof/witness/fixture.js";
import { scopeFor } from "../../src/proof/witness/scope.js";
import { jsonText } from "../../src/source/json-text.js";

const template = parseTemplate({ name: "", text: "{{event_properties.${n}}}" });
const [input] = analyze(template, new Map(), everyValue).prover.terms.inputs;

test.each<[Value, string]>([
  [2n ** 53n + 1n, "9007199254740993"],
  [new RubyFloat(2), "2.0"],
  [new RubyFloat(1e21), "1.0e+21"],
])("a user who is found has the number that was tried: %s", (value, text) => {
  const fixture = fixtureOf(new Map([[input!, value]]), { lists: "alone", now: witnessNow });
  expect(jsonText(fixture)).toContain(`"n":${text}}`);
  expect(render(template, scopeFor(fixture, witnessNow, new Map())!, {}).text).toBe(text);
});
