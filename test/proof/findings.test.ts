import { expect, test } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";
import { positionOf } from "../../src/source/source.js";

const found = (text: string) =>
  proveTemplate({ name: "t.liquid", text }).diagnostics.map(({ code, span }) => {
    const { line, column } = positionOf(span!.source, span!.start);
    return `${code} ${line}:${column}`;
  });

test.each([
  ["a bare value", '{"a": {{ custom_attribute.${x} }}}', ["MI060 1:7"]],
  ["text ahead of the document", '{{ custom_attribute.${x} }}{"a": 1}', ["MI056 1:1"]],
  ["a fragment", '"a": 1,\n"b": 2', ["MI056 1:4"]],
  ["JSON in quotes", '{"a": "{{ custom_attribute.${x} | as_json_string }}", "b": 1}', ["MI061 1:8"]],
  [
    "an escape that is cut",
    '{"a": "{{ custom_attribute.${x} | json_escape | truncate: 9 }}"}',
    ["MI058 1:8"],
  ],
  ["an endless number", '{"a": {{ context.${x} | plus: 0 }}, "b": 1}', ["MI065 1:7"]],
])("%s is one finding", (_what, text, wanted) => expect(found(text)).toEqual(wanted));

test.each([
  ["no value", '{"a": "C:\\x"}', "breaks for every user"],
  [
    "a list without items",
    "{% for p in event_properties.${products} %}[1]{% break %}{% endfor %}",
    "breaks for a user who has none of what it reads",
  ],
  [
    "a value that is only there for some",
    '{"a": {% if custom_attribute.${paid} == true %}1{% endif %}}',
    "breaks for a user who has none of what it reads",
  ],
])("for whom it breaks: %s", (_name, text, words) => {
  const [first] = proveTemplate({ name: "t.liquid", text }).diagnostics;
  expect(first!.notes[0]!.message).toBe(words);
});

test("each of nine faults is told at its own place, the certain ones first", () => {
  const text = `{
  "user": "{{\${user_id}}}" // the id
  "title": "{{event_properties.\${title}}}",
  "price": {{event_properties.\${price}}},
  "meta": "{{event_properties.\${meta} | as_json_string}}",
  "tags": [{% for t in event_properties.\${tags} %}"{{ t | json_escape }}",{% endfor %}],
  "desc": "{{event_properties.\${d} | json_escape | truncate: 20}}",
  "when": {{ 'now' | date: '%s' }},
}`;
  const all = found(text);
  expect(all.slice(0, 4)).toEqual(["MI050 2:28", "MI051 3:3", "MI052 6:87", "MI052 9:1"]);
  expect([...all].sort()).toEqual(
    [
      "MI050 2:28",
      "MI051 3:3",
      "MI052 6:87",
      "MI052 9:1",
      "MI058 7:12",
      "MI060 4:12",
      "MI061 5:12",
      "MI062 2:12",
      "MI062 3:13",
    ].sort(),
  );
});

const unproven = (text: string) =>
  proveTemplate({ name: "t.liquid", text })
    .diagnostics.filter(({ code }) => code === "MI064")
    .map(({ message, notes }) => ({
      nobody: message.includes("no user was found"),
      stopped: notes.filter((note) => note.message.includes("stopped at its limit")).length,
    }));

const ofSize = (name: string) =>
  `{% assign n = {{custom_attribute.\${${name}}}} | size %}{% if n == 1234 %}b{% else %}1{% endif %}`;

test("that no user was found is said when everyone was tried", () => {
  expect(unproven(`{"a": ${ofSize("x")}}`)).toEqual([{ nobody: true, stopped: 0 }]);
});

test("a search that stopped at its limit says so, once a body", () => {
  expect(unproven(`{"a": ${ofSize("x")}, "b": ${ofSize("y")}}`)).toEqual([
    { nobody: false, stopped: 1 },
    { nobody: false, stopped: 0 },
  ]);
});

test("what :rerender prints is said to be what cannot be known", () => {
  const { verdict, diagnostics } = proveTemplate({
    name: "t.liquid",
    text: '{% connected_content https://e.com :rerender :save p %}{"a": 1}',
  });
  expect(verdict).toBe("unknown");
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "not proven from here on: nobody can know what `:rerender` makes of an answer, which may hold any text and any Liquid",
  ]);
});
