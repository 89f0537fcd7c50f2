import { describe, expect, test } from "vitest";
import { lintSource } from "../../src/index.js";
import { repair } from "../../src/rules/repair/repair.js";

const notes = (body: string, code: string, contentBlocks: Record<string, string> = {}) =>
  lintSource(body, { contentBlocks })
    .diagnostics.filter((one) => one.code === code)
    .flatMap((one) => one.notes.map((note) => (typeof note === "string" ? note : note.message)))
    .join("\n");

const loop = (item: string) => `{"items":[{% for i in event_properties.\${items} %}${item}{% endfor %}]}`;

test("a comma between the items of a loop is reported as one", () => {
  expect(notes(loop('{"id":1},'), "MI052")).toContain("forloop.last");
  expect(notes(loop('{"id":1}'), "MI051")).toContain("forloop.last");
  expect(notes('{"a":1 "b":2}', "MI051")).not.toContain("forloop.last");
  expect(notes('{"a":1,}', "MI052")).not.toContain("forloop.last");
});

test("a line break that a Content Block brings is fixed in the block", () => {
  expect(notes('{"a":"{{content_blocks.${foo}}}"}', "MI057", { foo: "one\ntwo" })).toContain(
    "in the Content Block",
  );
  expect(notes('{"a":"one\ntwo"}', "MI057")).not.toContain("Content Block");
});

describe("one cause is one finding, with the advice that fits it", () => {
  const value = "{{custom_attribute.${a} | as_json_string}}";

  test.each([
    ["quotes of a command round the document", `'{"a": ${value}}'`, "No quotes belong round a document"],
    ["curly ones round a list", `\u201C[${value}]\u201D`, "No quotes belong round a document"],
    ["double ones round it", '"{"a": 1, "b": "x"}"', "No quotes belong round a document"],
    ["a document as a string of another has it", `{\\"a\\": ${value}}`, "inside a string of another"],
    [
      "the end of a block that is not open",
      '{"a": {% if ${first_name} %}1{% endfor %}}',
      "`endif` closes it",
    ],
    ["and of another kind", '{"l": [{% for x in (1..2) %}1{% endif %}]}', "`endfor` closes it"],
    [
      "a comma at the end of a capture",
      `{% capture x %}{"a": ${value},}{% endcapture %}{{x}}`,
      "Remove the comma",
    ],
    [
      "a name without quotes in a capture",
      '{% capture x %}{a: 1}{% endcapture %}{"p": {{x}}}',
      "A name must be in",
    ],
    ["and in a text that is assigned", `{% assign x = "{a: 1}" %}{"p": {{x}}}`, "A name must be in"],
    [
      "braces of an output that are apart",
      '{"a": "{ {${first_name}} }"}',
      "without a space between the braces",
    ],
  ])("%s", (_, body, advice) => {
    const [first, ...others] = lintSource(body).diagnostics;
    expect(others.map(({ code }) => code)).toEqual([]);
    expect(first?.notes.map(({ message }) => message).join("\n")).toContain(advice);
  });

  test("a tag in other letters is not blamed for its end", () => {
    const found = lintSource('{"v": {% If ${first_name} %}1{% Else %}2{% EndIf %}}').diagnostics;
    expect(found.map(({ message }) => message)).toEqual([
      "there is no tag `If`; did you mean `if`?",
      "there is no tag `Else`; did you mean `else`?",
    ]);
  });
});

describe("a fix leaves the data what it is", () => {
  const fixed = (text: string) => repair({ body: { name: "body.liquid", text } }).text;

  test.each([
    [`'{"a": 1, "b": 2}'`, '{"a": 1, "b": 2}'],
    ['"{"a": 1}"', '{"a": 1}'],
    ["\u201C[1]\u201D", "[1]"],
  ])("quotes round a document go: %s", (body, whole) => {
    expect(fixed(body)).toBe(whole);
  });

  test.each([
    `{% capture x %}{'a': 1}{% endcapture %}{{x}}`,
    '{% capture x %}{a: 1}{% endcapture %}{"p": {{x}}}',
    `{% assign x = "[a]" %}{"p": {{x}}}`,
  ])("a captured document is not made a string: %s", (body) => {
    expect(fixed(body)).not.toContain('"{{x}}"');
  });

  test("a captured word is", () => {
    expect(fixed('{% capture x %}gold{% endcapture %}{"p": {{x}}}')).toContain('"{{x}}"');
  });
});

test.each<[string, string]>([
  ["{% assign n = 5 – 3 %}", "5 | minus: 3"],
  [
    "{% assign n = event_properties.${total} — event_properties.${discount} %}",
    "| minus: event_properties.${discount}",
  ],
  ["{% assign n = 1 %}{% if n – 3 > 1 %}{% endif %}", "n | minus: 3"],
  ["{% assign n = –3 %}", "a plain `-`"],
  ["{% assign n = event_properties.${a}–b %}", "a plain `-`"],
])("a long dash in %s", (tags, expected) => {
  const found = notes(`${tags}{"a": 1}`, "MI047");
  expect(found).toContain(expected);
  if (expected.includes("minus")) expect(found).not.toContain("plain");
});

describe("values written out where a loop takes a list are told as that, once", () => {
  test.each<[string, string]>([
    ["(1,2,3)", "(1..3)"],
    ["(1, 3)", "(1..3)"],
    ["[1, 2, 3]", "(1..3)"],
    ["range(1,3)", "(1..3)"],
    ["(1-3)", "(1..3)"],
    ["1..3", "(1..3)"],
    ["1,2,3 limit: 2", "(1..3)"],
    ["(1,5,9)", "'1,5,9' | split: ','"],
    ["('a', \"b\")", "'a,b' | split: ','"],
    ["'a', 'b'", "'a,b' | split: ','"],
  ])("%s", (list, expected) => {
    const body = `{"n": [{% for i in ${list} %}{{ i | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]}`;
    expect(lintSource(body).diagnostics.map(({ code }) => code)).toEqual(["MI142"]);
    expect(notes(body, "MI142")).toContain(expected);
    expect(notes(body, "MI142")).not.toContain("limit");
  });

  test.each(["(1..3)", "(1..n)", "list limit: 3", "list limit:2, offset:1"])("but not %s", (list) =>
    expect(notes(`{% assign n = 3 %}{% for i in ${list} %}{% endfor %}`, "MI142")).toBe(""),
  );
});

describe("the reason of abort_message is in parentheses, as Braze documents it", () => {
  const body = (tag: string) => `{% if \${user_id} == blank %}{% ${tag} %}{% endif %}{"a": 1}`;

  test.each([`abort_message "no id"`, "abort_message 'no id'"])("not %s", (tag) => {
    expect(notes(body(tag), "MI047")).toContain(`${tag.replace(" ", "(")})`);
    expect(repair({ body: { name: "body.liquid", text: body(tag) } }).text).toBe(
      body(`${tag.replace(" ", " (")})`),
    );
  });

  test.each(["abort_message('no id')", 'abort_message ("no id")', "abort_message()", "abort_message"])(
    "but %s",
    (tag) => expect(lintSource(body(tag)).diagnostics).toEqual([]),
  );
});
