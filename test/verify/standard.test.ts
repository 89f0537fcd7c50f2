import { describe, expect, it } from "vitest";
import { toStandardLiquid } from "../../src/liquid/runtime/standard.js";

const same = (text: string): [string, string] => [text, text];

const cases: [dialect: string, standard: string][] = [
  ["{{${user_id}}}", '{{braze-profile["user_id"]}}'],
  ["{{ ${first_name} }}!", '{{ braze-profile["first_name"] }}!'],
  ["{{custom_attribute.${zip code}}}", '{{braze-custom_attribute["zip code"]}}'],
  ["{{event_properties.${products}[0].sku}}", '{{braze-event_properties["products"][0].sku}}'],
  [
    "{% assign x = {{event_properties.${a} | plus: 50}} %}",
    '{% assign x = braze-event_properties["a"] | plus: 50 %}',
  ],
  ["{% assign x = {{a | b}} | c: 'd' %}", "{% assign x = a | b | c: 'd' %}"],
  ["{{custom_attribute.${a} | plus: {{balance}}}}", '{{braze-custom_attribute["a"] | plus: balance}}'],
  [
    "{% if {{custom_attribute.${n}}} >0 and ${y} == 'a' %}",
    '{% if braze-custom_attribute["n"] >0 and braze-profile["y"] == \'a\' %}',
  ],
  ["{% if {{${n}}}>0 and 'a'=={{${y}}} %}", '{% if braze-profile["n"] >0 and \'a\'== braze-profile["y"] %}'],
  ["{% if {{a}} contains{{b}} or{{c}} %}", "{% if a contains b or c %}"],
  ["{% assign x = {{${n}}}word %}", '{% assign x = braze-profile["n"]word %}'],
  ["{% assign x = {{a}}word %}", "{% assign x = a.word %}"],
  [
    "{% for p in {{custom_attribute.${pets}}} limit:5 %}",
    '{% for p in braze-custom_attribute["pets"] limit:5 %}',
  ],
  [
    "{%- assign t = 'x' | time_zone: {{${time_zone}}} -%}",
    "{%- assign t = 'x' | time_zone: braze-profile[\"time_zone\"] -%}",
  ],
  ["{{event_properties.${a] 'b'}}}", '{{braze-event_properties["a%5d %27b%27"]}}'],
  ["a<!-- {{${x}}} {% if -->b", "ab"],
  ["{% comment %} {{${x}}} {{ {% endcomment %}b", "{% comment %}{% endcomment %}b"],
  same("{% raw %}{{${x}}}{% endraw %}"),
  same("${first_name} is text, {{ 'Hi ${x} and {{' }}, // {{ x }}"),
  same("{{ unclosed"),
  same("{% if a %}{{-b-}}{%-endif-%}<!-- open"),
  same('{"a": {"b": "{{ c.d }}"}}'),
];

describe("the dialect in standard Liquid", () => {
  it.each(cases)("%s", (dialect, standard) => {
    const result = toStandardLiquid(dialect);
    expect(result.text).toBe(standard);
    expect(result.faults).toEqual([]);
  });

  it.each([
    ["{% if {{x | size}} == 1 %}{% endif %}", "{{x | size}}"],
    ["{% assign d = {{now}} | minus: {{last | floor}} %}", "{{last | floor}}"],
    ["{% assign d = {{x | size}}word %}", "{{x | size}}"],
    ["{% assign d = word{{x}} %}", "{{"],
    ["a {{content_blocks.${b}}}", "content_blocks.${b}"],
  ])("%s has none", (dialect, place) => {
    const [fault, ...others] = toStandardLiquid(dialect).faults;
    expect(others).toEqual([]);
    expect(dialect.slice(fault?.start, fault?.end)).toBe(place);
  });

  it("writes the inside of literals as the engine wants them", () => {
    expect(
      toStandardLiquid("\\ {{ 'a\\n' | append: \"\\\\\" }}", {
        literal: (inside) => inside.replaceAll("\\", "\\\\"),
      }).text,
    ).toBe("\\ {{ 'a\\\\n' | append: \"\\\\\\\\\" }}");
  });

  it("knows where each tag was", () => {
    const dialect = "<!-- x -->{{${user_id}}} and {% assign a = {{event_properties.${b}}} | nope %}\n{{ c }}";
    const { text, originOf } = toStandardLiquid(dialect);
    for (const mark of [" and", "{% assign", "| nope", "{{ c }}"]) {
      expect(originOf(text.indexOf(mark))).toBe(dialect.indexOf(mark));
    }
    expect(originOf(text.length)).toBe(dialect.length);
  });

  it("reads a long string as it reads a short one", () => {
    // were the cost to grow with the square of the length, this would take hours
    const short = "{{${a}}} 'x ";
    const long = toStandardLiquid(short.repeat(100_000)).text;
    expect(long === toStandardLiquid(short).text.repeat(100_000)).toBe(true);
  });
});
