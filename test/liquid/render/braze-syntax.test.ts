import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../../src/index.js";
import type { Scope } from "../../../src/liquid/runtime/scope.js";
import { hash, renderText } from "./plain.js";

const scope: Partial<Scope> = {
  profile: hash('{"first_name": "Ann", "time_zone": "America/New_York", "user_id": "u1"}'),
  namespaces: new Map([
    [
      "custom_attribute",
      hash(
        '{"y": 5, "price": 79.0, "pets": [{"type": "cat"}, {"type": "dog"}], "zip code": "123", "naïve": 7, "a:b": 8, "100%": 1, "it\'s": 2, "spend": 9, "s": "a", "dob": "1990-05-06"}',
      ),
    ],
    [
      "event_properties",
      hash(
        '{"songs": [{"album": {"name": "X"}}], "r_details": {"location": {"city": "Rome"}}, "obj": {"account type": "t"}, "Brands Viewed": ["p", "q"], "t": "12"}',
      ),
    ],
  ]),
  variables: hash(
    '{"balance": 3, "words": ["a", "b", "a"], "category": ["x", "x"], "today": "Saturday", "last": "86400"}',
  ),
};

/** Every form of facts that Braze's Liquid pages print: `using_liquid.md`, `operators.md`, `conditional_logic.md`, `faq.md`, `tutorials.md`. */
const forms: readonly [template: string, text: string][] = [
  // names
  ["{{${first_name}}}", "Ann"],
  ["{{ ${first_name} }}", "Ann"],
  ["{{ ${ first_name } }}", "Ann"],
  ["{{custom_attribute.${y}}}", "5"],
  ["{{custom_attribute.${price}}}", "79.0"],
  ["{{custom_attribute.${zip code}}}", "123"],
  ["{{custom_attribute.${naïve}}}", "7"],
  ["{{custom_attribute.${a:b}}}", "8"],
  ["{{custom_attribute.${100%}}}{% if custom_attribute.${100%} == 1 %}y{% endif %}", "1y"],
  ["{{custom_attribute.${it's}}}{% if custom_attribute.${it's} == 2 %}y{% endif %}", "2y"],
  ["{{custom_attribute.${unset}}}{{nothing.${x}}}{{${nobody}}}", ""],
  ["${first_name}", "${first_name}"],
  ["$ {{ '$' }}{", "$ ${"],
  // paths
  ["{{event_properties.${songs}[0].album.name}}", "X"],
  ["{{event_properties.${r_details}.location.city}}", "Rome"],
  ['{{event_properties.${obj}["account type"]}}', "t"],
  [
    "{{event_properties.${Brands Viewed}[1]}}{{event_properties.${Brands Viewed}.size}}{{event_properties.${Brands Viewed} | first}}",
    "q2p",
  ],
  ["{{custom_attribute.${pets}[0].type}}{{custom_attribute.${pets}.last.type}}", "catdog"],
  // bare and braced in tags
  ["{% if custom_attribute.${s} == 'a' %}y{% endif %}", "y"],
  ["{% if {{custom_attribute.${s}}} == 'a' %}y{% endif %}", "y"],
  ["{% unless {{custom_attribute.${s}}} == 'b' %}y{% endunless %}", "y"],
  ["{% if {{${first_name}}} contains 'nn' %}y{% endif %}", "y"],
  ["{% case {{custom_attribute.${s}}} %}{% when 'a' %}y{% endcase %}", "y"],
  ["{% case 'a' %}{% when {{custom_attribute.${s}}}, 'z' %}y{% endcase %}", "y"],
  ["{% assign x = {{custom_attribute.${pets}}} %}{% for p in x %}{{p.type}};{% endfor %}", "cat;dog;"],
  ["{% for p in custom_attribute.${pets} %}{{p.type}};{% endfor %}", "cat;dog;"],
  ["{% for p in {{custom_attribute.${pets}}} limit: 1 %}{{p.type}};{% endfor %}", "cat;"],
  ["{% for w in {{words}} %}{{w}}{% endfor %}", "aba"],
  ["{% for i in (0..{{balance}}) %}{{i}}{% endfor %}", "0123"],
  ["{% if {{today}} == 'Saturday' %}y{% endif %}", "y"],
  ["{% assign x = {{custom_attribute.${y}}} | plus: 0 %}{{x}}", "5"],
  ["{% assign t = {{event_properties.${t}}} | plus: 0 %}{% if t > 5 %}y{% endif %}", "y"],
  ["{% assign x = {{custom_attribute.${y} | plus: 50}} %}{{x}}", "55"],
  ["{% assign x = {{category | uniq}} %}{% if {{x | size}} == 1 %}y{% endif %}", "y"],
  ["{% assign\n  x = {{custom_attribute.${y}}}\n%}{{x}}", "5"],
  [
    "{% assign now = 'now' | date: '%s' %}{% assign d = {{now}} | minus: {{last}} | divided_by: 86400 %}{{d}}",
    "19722",
  ],
  [
    "{{'now' | time_zone:{{${time_zone}}} | date: '%H'}}{{'now' | time_zone: ${time_zone} | date: '%H'}}",
    "1919",
  ],
  ["{{custom_attribute.${y} | plus: {{balance}}}}", "8"],
  ["{{custom_attribute.${y} | plus: {{ balance | times: 2 }} }}", "11"],
  [
    "{{ words[{{balance}}] }}{{ words[custom_attribute.${nothing}] }}{% assign i = 1 %}{{ words[{{i}}] }}",
    "b",
  ],
  // operators
  ["{% if {{custom_attribute.${spend}}} >0 %}y{% endif %}", "y"],
  ["{% if {{custom_attribute.${spend}}}>0 %}y{% endif %}", "y"],
  ["{% if {{custom_attribute.${unset}}} > 0 %}y{% else %}n{% endif %}", "n"],
  ["{% if {{${time_zone}}} =='America/New_York' %}y{% endif %}", "y"],
  [
    "{% if {{custom_attribute.${g}}} != blank and {{custom_attribute.${g}}} != 'a' %}y{% else %}n{% endif %}",
    "n",
  ],
  ["{% if {{custom_attribute.${s}}} != blank or {{custom_attribute.${g}}} == 'a' %}y{% endif %}", "y"],
  [
    "{% if custom_attribute.${unset} == null and custom_attribute.${unset} == nil and custom_attribute.${unset} == blank %}y{% endif %}",
    "y",
  ],
  // ends and dashes
  ['{"a":{"b":{{custom_attribute.${y}}}}}', '{"a":{"b":5}}'],
  ["a {{- ${first_name} -}} b {%- if true -%} c {%- endif -%} d", "aAnnbcd"],
  // tags in one
  [
    "{% liquid\n  assign x = {{${first_name}}} | upcase\n  if custom_attribute.${y} == 5\n    echo x\n  endif\n%}",
    "ANN",
  ],
  ["{% echo {{${first_name}}} | downcase %}{% echo custom_attribute.${y} %}", "ann5"],
  ["{% capture x %}{{${first_name}}}!{% endcapture %}{{x}}", "Ann!"],
  ["{% comment %}{{${first_name}}}{% endcomment %}", ""],
  // what stays text
  ["{% assign s = 'Hi {{${first_name}}}' %}{{s}}", "Hi {{${first_name}}}"],
  ["a<!-- {{ x | bad }} {% if %} -->b<!---->c<!-- open", "abc<!-- open"],
  ["{% if <!-- note -->true %}y{% endif %}", "y"],
  ["<!-- a --> {{- ${first_name} -}} <!-- b --> c", "Annc"],
];

describe("every documented form", () => {
  it.each(forms)("%j gives %j", (template, text) => {
    const rendering = renderText(template, scope);
    expect(rendering.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(rendering).toMatchObject({ outcome: "sent", text });
  });
});

describe("what is left out", () => {
  it("is read leniently as Ruby reads it", () => {
    expect(renderText("{{{ balance }}}", scope, { lenient: true }).outcome).toBe("sent");
    expect(renderText("{% if balance && words %}y{% endif %}", scope, { lenient: true }).text).toBe("y");
    expect(renderText("{{ balance | no_such_filter }}", scope, { lenient: true }).text).toBe("3");
    expect(renderText("{% if == {{${user_id}}} %}y{% endif %}", scope, { lenient: true }).text).toBe(
      "Liquid error: Unknown operator {{${user_id}}}",
    );
    expect(renderText("{% no_such_tag %}", scope, { lenient: true }).outcome).toBe("failed");
  });

  it("fails strictly, and lets a template read strictly be rendered leniently", () => {
    expect(renderText("{{ balance | no_such_filter }}", scope).outcome).toBe("failed");
    expect(renderText("{% include 'a' %}", scope)).toMatchObject({ outcome: "failed", text: "" });
    expect(renderText("{% cycle 'a' %}", scope).text).toBe("a");
    expect(renderText("{% cycle 'a' %}", scope, { lenient: true }).text).toBe("a");
  });
});

it("prints the time of sending where Braze writes $isoTimestamp, and passes over what its editor writes", () => {
  const fixture = { now: "2024-02-03T04:05:06.789+01:00", user: { first_name: "Ann" } };
  const template = "{{$isoTimestamp}} {{ ${first_name} | lid: 'a1b2' }}";
  expect(renderTemplate(template, fixture)).toMatchObject({
    outcome: "sent",
    body: "2024-02-03T03:05:06.789Z Ann",
  });
});
