import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { variablesOf } from "../../src/rules/subject/variables.js";

function found(text: string, contentBlocks: Record<string, string> = {}) {
  const { nodes } = parseTemplate({ name: "body.liquid", text });
  const { unset, unused } = variablesOf(nodes, new Map(Object.entries(contentBlocks)));
  return [...unset.map((one) => `unset ${one.text}`), ...unused.map((one) => `unused ${one.text}`)];
}

describe("what nothing can have set, and what nobody reads", () => {
  test.each<[string, string[]]>([
    ["{{ a }}{% assign a = 1 %}", ["unset a"]],
    ["{% assign a = 1 %}{{ b }}", ["unset b", "unused a"]],
    ["{% capture a %}{{ b }}{% endcapture %}", ["unset b", "unused a"]],
    ["{% if 1 %}{% assign a = 1 %}{% else %}{{ a }}{% endif %}{{ a }}", ["unset a"]],
    ["{% if a %}1{% elsif b %}2{% endif %}", ["unset a", "unset b"]],
    ["{% case a %}{% when b %}1{% else %}{{ c }}{% endcase %}", ["unset a", "unset b", "unset c"]],
    ["{% case 1 %}{% when 1 %}{% assign a = 1 %}{% when 2 %}{{ a }}{% endcase %}", []],
    [
      "{% for i in (1..2) %}{{ i }}{{ forloop.index }}{% endfor %}{{ i }}{{ forloop.index }}",
      ["unset forloop"],
    ],
    ["{% for i in (1..2) %}{{ tablerowloop.index }}{% endfor %}", ["unset tablerowloop"]],
    ["{% for i in (1..n) %}1{% else %}{{ m }}{% endfor %}", ["unset n", "unset m"]],
    ["{% assign n = 2 %}{% tablerow i in (1..4) cols: n %}{{ i }}{% endtablerow %}", []],
    ["{% increment n %}{{ n }}", []],
    ["{% connected_content https://a.example/{{ x }} :save a %}{{ a.b }}", ["unset x"]],
    ["{% connected_content https://a.example/{{ x }} :rerender %}{{ a }}", []],
    ["{% catalog_items Shoes {{ id }} %}{{ items[0].title }}", ["unset id"]],
    ["{% cycle a, 'b' %}", ["unset a"]],
    ["{% comment %}{{ a }}{% endcomment %}{% raw %}{{ a }}{% endraw %}", []],
  ])("%s", (text, expected) => expect(found(text)).toEqual(expected));
});

describe("a turn of a loop may read what an earlier one has set", () => {
  test.each([
    "{% assign a = 1 %}",
    "{% capture a %}1{% endcapture %}",
    "{% increment a %}",
    "{% connected_content https://a.example :save a %}",
    "{% for a in (1..2) %}{% endfor %}",
    "{% tablerow a in (1..2) %}{% endtablerow %}",
    "{% if i == 1 %}{% assign a = 1 %}{% endif %}",
    "{{ content_blocks.${sets} }}",
  ])("%s", (sets) => {
    const blocks = { sets: "{% assign a = 1 %}" };
    expect(found(`{% for i in (1..2) %}{{ a }}{{ i }}${sets}{% endfor %}`, blocks)).toEqual([]);
    expect(found(`{% for i in (1..2) %}{{ a }}{{ i }}{% endfor %}${sets}`, blocks)).toEqual(
      expect.arrayContaining(["unset a"]),
    );
  });
});

test("a Content Block reads and sets the variables of the message; one whose text is unknown may set any", () => {
  const text = "{% assign a = 1 %}{{ content_blocks.${one} }}{{ b }}";
  expect(found(text, { one: "{{ a }}{{ c }}{% assign b = 2 %}" })).toEqual([]);
  expect(found(text)).toEqual([]);
  expect(found(text, { one: "x" })).toEqual(["unset b", "unused a"]);
});

test("loops in loops take a turn more each, not twice as many", () => {
  const depth = 60;
  const loops = Array.from({ length: depth }, (_, at) => `{% for i${at} in (1..2) %}`).join("");
  expect(found(`${loops}{{ a }}${"{% endfor %}".repeat(depth)}`)).toEqual(["unset a"]);
});
