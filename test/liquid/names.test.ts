import { expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { nameFindings } from "../../src/braze/name-findings.js";
import type { Delivery } from "../../src/braze/names.js";
import { positionOf } from "../../src/source/source.js";

const findings = (text: string, delivery?: Delivery) =>
  nameFindings(parseTemplate({ name: "t.liquid", text }), delivery).map(({ message, span }) => ({
    message,
    at: positionOf(span!.source, span!.start),
  }));

test.each([
  ["{{${USER_ID}}}", 3, "did you mean ${user_id}?"],
  ["{{ ${email_addresses} }}", 4, "did you mean ${email_address}?"],
  ["{% if event_properties.${time} %}{% endif %}", 7, "always blank"],
  ["{{targeted_device.${id}}}", 3, "did you mean most_recently_used_device.${id}?"],
  ["{{ custom_attributes.${x} }}", 4, "did you mean custom_attribute.${x}?"],
  [
    "{% assign a = 'x' | append: {{${nonsense_field}}} %}",
    31,
    "did you mean custom_attribute.${nonsense_field}?",
  ],
  ["{{campaign.${nmae}}}", 3, "did you mean campaign.${name}?"],
  ["{% connected_content https://x.example/{{${USER_ID}}} :save a %}", 42, "did you mean ${user_id}?"],
])("%s is always blank", (text, column, words) => {
  const found = findings(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ at: { line: 1, column }, message: expect.stringContaining(words) });
});

test.each([
  "{{${user_id}}}",
  "{{custom_attribute.${Any name at all}}}",
  "{{subscribed_state.${group-id}}}",
  "{{plain}}",
])("%s may hold something", (text) => expect(findings(text)).toEqual([]));

test.each<[string, Delivery, string | undefined]>([
  ["{{event_properties.${id}}}", "api", "did you mean api_trigger_properties.${id}?"],
  ["{{api_trigger_properties.${id}}}", "action", "did you mean event_properties.${id}?"],
  ["{{context.${id}}}", "action", "did you mean event_properties.${id}?"],
  ["{{event_properties.${id}}}", "action", undefined],
])("%s in a campaign of kind %s", (text, delivery, words) => {
  const found = findings(text, delivery).map(({ message }) => message);
  expect(found).toEqual(words === undefined ? [] : [expect.stringContaining(words)]);
});

test.each([
  ["{{custom_attribute.${cart_items[0]}}}", "custom_attribute.${cart_items}[0]"],
  ["{{event_properties.${address.city}}}", "event_properties.${address}.city"],
])("a path inside the braces of %s is one name", (text, better) => {
  const [found] = nameFindings(parseTemplate({ name: "t.liquid", text }));
  expect(found).toMatchObject({ severity: "info", message: expect.stringContaining(better) });
});
