import { describe, expect, test } from "vitest";
import { lintWebhook } from "../../src/rules/lint-webhook.js";

const codes = (text: string) =>
  lintWebhook({ body: { name: "b.liquid", text } }).diagnostics.map(({ code }) => code);

describe("every send is aborted", () => {
  test.each([
    ["without a condition", '{% abort_message("paused") %}{"a": 1}'],
    [
      "on both ways",
      '{% if ${user_id} == blank %}{% abort_message("a") %}{% else %}{% abort_message("b") %}{% endif %}{"a": 1}',
    ],
    [
      "for want of what is never set",
      '{% assign a = "" %}{% if a == blank %}{% abort_message("no a") %}{% endif %}{"a": 1}',
    ],
    ["by a condition that always holds", '{% if 1 < 2 %}{% abort_message("a") %}{% endif %}{"a": 1}'],
    [
      "in a case",
      '{% assign x = "b" %}{% case x %}{% when "b" %}{% abort_message("b") %}{% endcase %}{"a": 1}',
    ],
  ])("%s", (_what, text) => expect(codes(text)).toContain("MI090"));
});

describe("some send goes out", () => {
  test.each([
    ["without an abort", '{"a": 1}'],
    ["with the usual guard", '{% if ${user_id} == blank %}{% abort_message("no id") %}{% endif %}{"a": 1}'],
    [
      "for one plan only",
      '{% if custom_attribute.${plan} != "gold" %}{% abort_message("plan") %}{% endif %}{"a": 1}',
    ],
    [
      "where a capture is blank for some",
      '{% capture a %}{{event_properties.${a}}}{% endcapture %}{% if a == "" %}{% abort_message("a") %}{% endif %}{"a": 1}',
    ],
    [
      "in a loop that may not turn",
      '{% for i in event_properties.${l} %}{% abort_message("l") %}{% endfor %}{"a": 1}',
    ],
    ["which is broken for everybody", '{"a": }'],
    ["which does not parse", '{% abort_message("a") %}{% if %}{"a": 1}'],
  ])("%s", (_what, text) => expect(codes(text)).not.toContain("MI090"));
});
