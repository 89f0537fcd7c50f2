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
