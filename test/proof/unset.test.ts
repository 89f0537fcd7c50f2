import { expect, test } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";

const proofOf = (text: string, contentBlocks: Record<string, string> = {}) =>
  proveTemplate({ name: "t.liquid", text }, { contentBlocks: new Map(Object.entries(contentBlocks)) });

test.each([
  ["a variable", '{"id": "{{THE_ID}}"}'],
  ["a variable in a condition", '{"a": {% if plan > 3 %}{{ plan }}{% else %}0{% endif %}}'],
  ["a variable that is set further down", '{"a": "{{ b }}"}{% assign b = ${first_name} %}'],
  ["a variable of another name", '{% assign b = ${first_name} %}{"a": "{{ B }}"}'],
  [
    "an answer ahead of its call",
    '{"a": "{{ p }}"}{% capture call %}{% connected_content https://a.example :save p %}{% endcapture %}',
  ],
  ["the item of a loop after it", '{% for i in (1..2) %}{% endfor %}{"a": "{{ i }}"}'],
  ["a profile field that Braze does not have", '{"id": "{{${USER_ID}}}"}'],
  ["a name that its namespace does not have", '{"c": "{{campaign.${nmae}}}"}'],
  ["a namespace that Braze does not have", '{"c": "{{order.${id}}}"}'],
  ["a name that no webhook can read", '{"d": "{{targeted_device.${id}}}"}'],
  ["a path", '{"d": "{{ user.address[0].city }}"}'],
])("%s prints nothing for everybody", (_what, text) => {
  expect(proofOf(text)).toMatchObject({ verdict: "proven", diagnostics: [] });
});

test.each(['{"n": {{user.points}}}', '{"n": {{campaign.${nmae}}}}', '{% assign p = points %}{"n": {{ p }}}'])(
  "a value that is made of it alone is missing for every user: %s",
  (text) => {
    const { verdict, witness, diagnostics } = proofOf(text);
    expect(verdict).toBe("refuted");
    expect(witness).toEqual({ now: "2023-12-06T18:20:45Z" });
    expect(diagnostics.map(({ code, notes }) => [code, notes[0]!.message])).toEqual([
      ["MI053", "breaks for every user"],
    ]);
  },
);

test.each([
  ["in a string", '{{content_blocks.${setup}}}{"id": "{{THE_ID}}"}'],
  ["as a value", '{{content_blocks.${setup}}}{"n": {{COUNT}}}'],
  ["in a condition", '{{content_blocks.${setup}}}{"n": {% if COUNT > 5 %}1{% else %}{{COUNT}}{% endif %}}'],
  ["in a loop", '{{content_blocks.${setup}}}{"n": [{% for x in LIST %}"{{ x }}"{% break %}{% endfor %}]}'],
  ["alone", "{{content_blocks.${setup}}}"],
  ["set by a block within a block", '{{content_blocks.${outer}}}{"id": "{{THE_ID}}"}'],
])("what a Content Block that is not at hand may set is a condition: %s", (_what, text) => {
  const { verdict, conditions } = proofOf(text, { outer: "{{content_blocks.${setup}}}" });
  expect(verdict).toBe("conditional");
  expect(new Set(conditions!.map(({ excludes }) => excludes))).toEqual(
    new Set(["a string that does not fit there"]),
  );
});

test("what a Content Block at hand sets is known", () => {
  const text = '{{content_blocks.${setup}}}{"id": "{{THE_ID}}", "other": "{{OTHER}}"}';
  expect(proofOf(text, { setup: "{% assign THE_ID = ${user_id} | json_escape %}" }).verdict).toBe("proven");
  expect(proofOf(text, { setup: "{% assign THE_ID = ${first_name} %}" }).verdict).toBe("refuted");
});

test("a string beside such a block that breaks for everybody's data is refuted all the same", () => {
  expect(proofOf('{{content_blocks.${setup}}}{"a": "{{custom_attribute.${a}}}"}').verdict).toBe("refuted");
});

test("what Braze's editor writes is known, and a time fits in a string", () => {
  expect(
    proofOf('{"at": "{{$isoTimestamp}}", "to": "{{ ${first_name} | json_escape | lid: \'x1\' }}"}'),
  ).toMatchObject({ verdict: "proven", diagnostics: [] });
  expect(proofOf('{"at": {{$isoTimestamp}}}').verdict).toBe("refuted");
});
