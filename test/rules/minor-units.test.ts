import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";

const codes = (properties: string) =>
  lintWebhook({
    target: "movable_ink",
    body: {
      name: "b.liquid",
      text: `{% if \${user_id} == blank %}{% abort_message("no id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": 1701886845000, "properties": {${properties}}}`,
    },
  }).diagnostics.map(({ code }) => code);

describe("an amount in cents as a price", () => {
  test.each([
    '"price": {{event_properties.${price_cents} | plus: 0 | at_most: 99999 | at_least: 0}}',
    '"total": "{{event_properties.${totalCents} | json_escape}}"',
    '"revenue": {{event_properties.${order}.amount_minor | as_json_string}}',
    '"price": {{event_properties.${items}[0].price_in_pence | as_json_string}}',
  ])("%s", (properties) => expect(codes(properties)).toContain("MI088"));
});

describe("no such amount", () => {
  test.each([
    '"price": {{event_properties.${price_cents} | plus: 0 | divided_by: 100.0 | at_most: 99999 | at_least: 0}}',
    '"price": {{event_properties.${price_cents} | times: 0.01 | at_most: 99999 | at_least: 0}}',
    '"price_cents": {{event_properties.${price_cents} | as_json_string}}',
    '"price": {{event_properties.${price} | as_json_string}}',
    '"scent": "{{event_properties.${scent} | json_escape}}"',
    '"color": "{{event_properties.${accent} | json_escape}}"',
    '"points": {{event_properties.${cents} | as_json_string}}',
  ])("%s", (properties) => expect(codes(properties)).not.toContain("MI088"));
});
