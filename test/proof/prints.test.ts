import { expect, test } from "vitest";
import { parseTemplate } from "../../src/braze/liquid.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { nameOf } from "../../src/proof/terms/input-name.js";

const readsOf = (value: string, before = ""): string[] => {
  const text = `${before}{"p": "{{ ${value} | json_escape }}"}`;
  const [print] = proveTemplate(parseTemplate({ name: "t", text })).prints;
  return [...print!.reads].map(nameOf).sort();
};

const a = "event_properties.${a}";
const n = "event_properties.${n}";

test.each<[string, string, string[]]>([
  [`${a} | append: ${n}`, "", [a, n]],
  ["x", `{% assign x = ${a} | strip %}`, [a]],
  ["x", `{% capture x %}-{{ ${a} }}-{% endcapture %}`, [a]],
  // What may fail is captured as the text that it prints.
  ["x", `{% capture x %}{{ ${a} | divided_by: ${n} }}{% endcapture %}`, [a, n]],
  ["x", `{% capture x %}{{ ${a} | sort | first }}{% endcapture %}`, [a]],
  [`(1..${n})`, "", [n]],
  ["x", `{% assign x = ${a} %}{% if ${n} %}{% assign x = 'n' %}{% endif %}`, [a]],
  ["'fixed'", "", []],
])("an output of %s, after %j, reads all that it is made of", (value, before, reads) => {
  expect(readsOf(value, before)).toEqual(reads);
});
