import { expect, test } from "vitest";
import { renderTemplate } from "../../src/library/render.js";
import { proveTemplate } from "../../src/proof/prove.js";

const name = "whats_app.${inbound_flow_response}";

test.each([
  [`{"f": {{${name}}}}`, "conditional"],
  [`{"f": {{${name} | as_json_string}}}`, "proven"],
  [`{"f": "{{${name} | json_escape}}"}`, "proven"],
  [`{"f": "{{${name}}}"}`, "refuted"],
  [`{"f": {{whats_app.$\{inbound_message_body}}}}`, "refuted"],
])("%s is %s", (text, verdict) => {
  const proof = proveTemplate({ name: "a", text });
  expect(proof.verdict).toBe(verdict);
  if (verdict === "conditional")
    expect(proof.conditions).toMatchObject([{ name, assumption: "flow-response=json" }]);
});

test.each([
  [{ size: "M" }, {}, '{"size":"M"}'],
  ['{"size": "M"}', {}, '{"size": "M"}'],
  ['{"size": "M"}', { "flow-response": "object" }, '{"size"=>"M"}'],
  [{ size: "M" }, { "flow-response": "object" }, '{"size"=>"M"}'],
  ["no JSON", { "flow-response": "object" }, "no JSON"],
  [undefined, {}, ""],
] as const)("%j under %j prints %s", (given, assume, printed) => {
  const fixture = { whats_app: given === undefined ? {} : { inbound_flow_response: given } };
  expect(renderTemplate(`{{${name}}}`, fixture, { assume }).body).toBe(printed);
});
