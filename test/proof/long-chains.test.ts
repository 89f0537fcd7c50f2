import { expect, test } from "vitest";
import { proveTemplate } from "../../src/proof/prove.js";

const verdictOf = (text: string) => proveTemplate({ name: "long.liquid", text }).verdict;
const parsed = "{% assign y = event_properties.${a} | json_parse %}";

test.each([
  ["items", "", "event_properties.${a}", "[0]"],
  ["members", "", "event_properties.${a}", ".b"],
  ["quoted members", "", "event_properties.${a}", "['b']"],
  ["items by data", "{% assign x = event_properties.${n} %}", "event_properties.${a}", "[x]"],
  ["members of what a filter made", parsed, "y", ".b"],
  ["first items of what a filter made", parsed, "y", ".first"],
])("a path of more %s than can be followed is unknown", (_, before, root, step) => {
  expect(verdictOf(`${before}{"x":{{ ${root}${step.repeat(4000)} | as_json_string }}}`)).toBe("unknown");
});

test("what is in more lists than a fixture can hold is followed through assignments", () => {
  const steps = "{% assign x = x[0] %}".repeat(120);
  const before = `{% assign x = event_properties.\${a} %}${steps}`;
  expect(verdictOf(`${before}{"x":{{ x | as_json_string }}}`)).toBe("proven");
  expect(verdictOf(`${before}{"x":{{ x }}}`)).not.toBe("proven");
});

test("more filters than can be followed are unknown", () => {
  const filters = " | append: 'q'".repeat(2000);
  expect(verdictOf(`{"x":{{ event_properties.\${a}${filters} | as_json_string }}}`)).toBe("unknown");
});

test("a row of hundreds of constants joined by or, or by and, is decided, and says of each what it says", () => {
  const x = "{% assign x = event_properties.${a} | append: '' %}";
  const row = (count: number, joined: string) =>
    Array.from({ length: count }, (_, i) => `x ${joined === "or" ? "==" : "!="} 'k${i}'`).join(` ${joined} `);
  expect(verdictOf(`${x}{"a": {% if ${row(400, "or")} %}1{% else %}0{% endif %}}`)).toBe("proven");
  const asked = "{% if x == 'k3' %}oops{% else %}{}{% endif %}";
  expect(verdictOf(`${x}{% if ${row(40, "or")} %}{}{% else %}${asked}{% endif %}`)).toBe("proven");
  expect(verdictOf(`${x}{% if ${row(40, "and")} %}${asked}{% else %}{}{% endif %}`)).toBe("proven");
  expect(verdictOf(`${x}{% if ${row(40, "or")} %}${asked}{% else %}{}{% endif %}`)).toBe("refuted");
});
