import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { variablesOf } from "../../src/rules/subject/variables.js";

const unsetIn = (text: string): string[] =>
  variablesOf(parseTemplate({ name: "body", text }).nodes, new Map()).unset.map(({ text: name }) => name);

describe("in a loop, a later turn sees what an earlier one has set", () => {
  it.each([
    ["x", "{% assign x = 1 %}"],
    ["x", "{% capture x %}1{% endcapture %}"],
    ["x", "{% for x in (1..2) %}{% endfor %}"],
    ["x", "{% tablerow x in (1..2) %}{% endtablerow %}"],
    ["x", "{% increment x %}"],
    ["x", "{% connected_content https://a.example :save x %}"],
    ["connected", "{% connected_content https://a.example %}"],
    ["items", "{% catalog_items Shoes s1 %}"],
    ["shopping_cart", "{% shopping_cart c1 %}"],
  ])("%s: %s", (name, tag) => {
    expect(unsetIn(`{% for i in (1..2) %}{{ ${name} }}${tag}{% endfor %}`)).toEqual([]);
    expect(unsetIn(`{{ ${name} }}${tag}`)).toEqual([name]);
  });
});
