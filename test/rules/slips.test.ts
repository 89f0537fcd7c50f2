import { describe, expect, test } from "vitest";
import { lintSource } from "../../src/index.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repairBeside } from "../../src/rules/repair/beside.js";
import { repair } from "../../src/rules/repair/repair.js";

const codes = (body: string) =>
  lintSource(body)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code }) => code)
    .sort();
const repaired = (text: string) => repair({ body: { name: "body.liquid", text } }).text;

const name = "custom_attribute.${name}";

describe("a filter of another engine, where Braze's own would fit", () => {
  test.each([
    `{"a": "{{ ${name} | sha256 }}"}`,
    `{"a": "{{ ${name} | base64 }}"}`,
    `{"a": "{{ ${name} | hmac: 'k' }}"}`,
    `{"a": "{{ ${name} | downcase | escape_json }}"}`,
    `{"a": "{{ ${name} | json_escpe }}"}`,
    `{"a": {{ ${name} | to_json }}}`,
    `{"a": {{ ${name} | as_json_strng }}}`,
  ])("is reported alone, and is fixed: %s", (body) => {
    expect(codes(body)).toEqual(["MI044"]);
    expect(codes(repaired(body))).toEqual([]);
  });

  test.each([
    [`{"a": "{{ ${name} | upper }}"}`, "MI062"],
    [`{"a": "{{ ${name} | trim }}"}`, "MI062"],
    [`{"a": {{ ${name} | sha256 }}}`, "MI060"],
    [`{"a": "{{ ${name} | sha256 | prepend: ${name} }}"}`, "MI062"],
    [`{"a": "{{ ${name} | sha256 }}", "b": "{{ ${name} }}"}`, "MI062"],
  ])("but what breaks with Braze's own, too, is told beside it: %s", (body, code) => {
    expect(codes(body)).toEqual(["MI044", code]);
  });

  test("once it is ignored, what it leaves broken is told", () => {
    expect(
      codes(`{% comment %} mi-braze-ignore-file MI044 ours {% endcomment %}{"a": "{{ ${name} | sha256 }}"}`),
    ).toContain("MI062");
  });
});

describe("an option of connected_content without its colon", () => {
  const body = `{% connected_content https://api.example.com/x save r %}
{"a": {{ r.name | as_json_string }}}`;

  test("is an error reported alone", () => {
    const errors = lintSource(body).diagnostics;
    expect(errors.map(({ code, severity }) => [code, severity])).toEqual([["MI104", "error"]]);
  });

  test("hides nothing that has another cause", () => {
    expect(codes(body.replace("}}}", `}}, "b": {{ ${name} }}}`))).toEqual(["MI060", "MI104"]);
    expect(lintSource(body.replace("r.name", "q.name")).diagnostics.map(({ code }) => code)).toContain(
      "MI125",
    );
  });
});

describe("Liquid as other languages write it", () => {
  const list = "{% for p in event_properties.${l} %}{{p.a | as_json_string}}";
  test.each([
    [`[${list}{% if !forloop.last %},{% endif %}{% endfor %}]`, "MI142"],
    [`{"a": {% if ${name} === 'x' %}1{% else %}2{% endif %}}`, "MI059"],
    [`{"a": {% if ${name} == 'x' && ${name} != 'y' %}1{% else %}2{% endif %}}`, "MI047"],
    [`{"a": {% if ${name} == 'x'||${name} != 'y' %}1{% else %}2{% endif %}}`, "MI047"],
    [`{"a": {% if ${name} %}1{% elif true %}2{% else %}3{% endif %}}`, "MI040"],
    [`{% set a = 1 %}{"a": {{ a }}}`, "MI040"],
    [`{% foreach p in event_properties.\${l} %}{% endforeach %}{"a": 1}`, "MI040"],
    [`{"t": "{% if ${name} == ‘gold’ %}G{% else %}S{% endif %}"}`, "MI122"],
  ])("is reported alone, and is fixed: %s", (body, code) => {
    expect(codes(body)).toEqual([code]);
    expect(codes(repaired(body))).toEqual([]);
  });

  test("is not fixed where people would be sent something else", () => {
    const body = '{% assign n = event_properties.${p} * event_properties.${q} %}{"n": {{n}}}';
    expect(codes(body)).toEqual(["MI142"]);
    expect(repaired(body)).toBe(body);
  });
});

describe("what is blank for everybody by a slip is filled in", () => {
  test.each([
    ['{"a": "{{ event_properties.plan | json_escape }}"}', "event_properties.${plan}"],
    ['{"a": "{{ event_properties.plan }}", "b": {{ user_id }}}', "{{ ${user_id} | as_json_string }}"],
    ['{"a": "{{ custom_attributes.${plan} }}"}', "{{ custom_attribute.${plan} | json_escape }}"],
    ['{"a": "{{ ${first_name | default: \'you\'} | json_escape }}"}', "${first_name} | default: 'you' |"],
    ['{"a": "Hi {{ ${first_name} | default(\'you\') | json_escape }}!"}', "default: 'you' |"],
    ['{"a": {{ custom_attribute.${n} | plus 1 }}}', "plus: 1"],
    ['{% if ${city} == blank %}{% abort_message: "no" %}{% endif %}{"a": 1}', 'abort_message("no")'],
  ])("%s", (body, written) => {
    expect(repaired(body)).toContain(written);
    expect(codes(repaired(body))).toEqual([]);
  });
});

test("quotes inside a string are told from the end of it, also ahead of an output", () => {
  const body = '{"msg": "He said "hi" to {{${first_name}}}", "n": 1}';
  expect(new Set(codes(body))).toEqual(new Set(["MI062", "MI067"]));
  expect(repaired(body)).toBe('{"msg": "He said \\"hi\\" to {{${first_name} | json_escape}}", "n": 1}');
});

test("the backslashes of a path are doubled, also those that begin an escape", () => {
  expect(repaired('{"p": "C:\\temp\\{{${first_name} | json_escape}}"}')).toBe(
    '{"p": "C:\\\\temp\\\\{{${first_name} | json_escape}}"}',
  );
});

test.each(["{{content_blocks.${a}}}", "{{- content_blocks.${a} -}}", "[1, {{- content_blocks.${a} }}]"])(
  "a Content Block is fixed where it is named, also without the white space around: %s",
  (text) => {
    const contentBlocks = new Map([["a", '{"n": "{{${first_name}}}",}']]);
    const fixed = repair({ body: { name: "body.liquid", text }, contentBlocks }, { mayChange: () => true });
    expect([fixed.text, fixed.contentBlocks.get("a")?.text, fixed.linted().verdict]).toEqual([
      text,
      '{"n": "{{${first_name} | json_escape}}"}',
      "proven",
    ]);
  },
);

test("a header with escapes is reported at its place, and is fixed", () => {
  const headers = (filter: string) => ({
    name: "headers.json",
    text: `{"X-Who": "{{ \${first_name} | default: \\"you\\" | ${filter} }}"}`,
  });
  const files = { body: { name: "body.liquid", text: '{"a": 1}' }, headers: headers("cgi_escape") };
  const [found] = lintWebhook(files).diagnostics.filter(({ code }) => code === "MI044");
  expect(found!.span!.source.text.slice(found!.span!.start, found!.span!.end)).toBe("cgi_escape");
  expect(repairBeside(files, "headers", {})?.text).toBe(headers("url_param_escape").text);
});

describe("JSON in a string of the body", () => {
  const inner = (filters: string) => `{"p": "{\\"a\\": \\"{{ ${name}${filters} }}\\"}"}`;
  test.each(["", " | json_escape"])("is escaped twice: %s", (filters) => {
    expect(repaired(inner(filters))).toBe(inner(" | json_escape | json_escape"));
  });

  test("is told from a quotation", () => {
    const body = `{"p": "she said \\"{{ ${name} }}\\""}`;
    expect(repaired(body)).toBe(body.replace(" }}", " | json_escape }}"));
  });
});

test.each([
  '{"n": {{ event_properties.${items}.length }}}',
  '{% assign n = event_properties.${items}.length %}{"n": {{ n }}}',
])("no fix makes null of a length: %s", (body) => {
  expect(repaired(body)).toBe(body);
  expect(lintSource(body).diagnostics[0]?.notes.at(-1)?.message).toContain(".size");
});

describe("a tag that nothing closes is told alone", () => {
  test.each([
    `{% assign tier = custom_attribute.\${tier} | default: "none"\n{"tier": {{ tier | as_json_string }}}`,
    `{% assign tier =\n  custom_attribute.\${tier}\n{"tier": {{ tier | as_json_string }}}`,
    `{% connected_content https://a.example.com/x?m={{\${user_id} | url_param_escape}} :save answer\n{"a": {{ answer.b | as_json_string }}}`,
    `{"a": 1}{% if \${city} == blank`,
  ])("%s", (text) => expect(lintSource(text).diagnostics.map(({ code }) => code)).toEqual(["MI040"]));

  test("beside what has another cause", () =>
    expect(
      lintSource(
        `{"a": "\${first_name}", "b": {{ mail | as_json_string }}}{% assign tier = custom_attribute.\${tier}`,
      ).diagnostics.map(({ code }) => code),
    ).toEqual(["MI040", "MI148", "MI125"]));
});
