import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { tags } from "../../../src/liquid/tags/index.js";

const pieces = [
  "{{",
  "}}",
  "{%",
  "%}",
  "${",
  "}",
  "{",
  "a",
  " ",
  "|",
  ":",
  ",",
  "'",
  '"',
  "<!--",
  "-->",
  "-",
  ".",
  "[",
  "]",
  "(",
  ")",
  "..",
  "\n",
  "if",
  "endif",
  "for",
  "in",
  "else",
  "case",
  "when",
  "endcase",
  "endfor",
  "assign",
  "=",
  "custom_attribute.${x}",
  "capture",
  "endcapture",
  "liquid",
  "raw",
  "endraw",
  "comment",
  "endcomment",
  "connected_content",
  ":save",
  "abort_message",
  "é",
  "😀",
  "\uE001",
  "\uE003",
  "“",
];

/** Text of whatever a parser has to do with, in any order. */
export const anyText = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(""));

/** What a template may write in any order, and what is nowhere else in the cases. */
const odd = [
  "{{ a | default: allow_false: true, 'b' | slice: 1, 2 }}",
  "{{ [a][b].c[-1].first }}",
  "{% for i in (1..n) reversed offset: continue limit: n %}{% else %}{% break %}{% endfor %}",
  "{% tablerow i in a offset: 1 cols: b limit: c %}{{ i }}{% endtablerow %}",
  "{% connected_content :retry https://a.example/{{${user_id}}}/${language} :body a={{ b | upcase }} :save c %}",
  "{% catalog_items :rerender Shoes {{ id }} s2 %}",
  "{% cycle g: a, 'b' %}",
  "{% random n %}",
  "{% promotion('spring') %}",
  "{% if a and b or c contains d %}{% elsif custom_attribute.${e} != blank %}{% else %}{% endif %}",
  "{% case a %} b {% when 'c', d or empty %}{% else %}{% endcase %}",
  "{% if == %}{% endif %}{% assign %}{{ $isoTimestamp }}",
];

const cases = new URL("../../cases/", import.meta.url);

/** Templates of the test cases, the example of every tag, and odd ones: name and text. */
export const writtenTemplates: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(cases, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".liquid"))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, cases), "utf8")] as const),
  ...Object.values(tags).map(({ name, example }) => [`the example of ${name}`, example.template] as const),
  ...odd.map((text) => [text, text] as const),
];
