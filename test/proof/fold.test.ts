import { describe, expect, test } from "vitest";
import { filters } from "../../src/liquid/filters/index.js";
import { abstractOf } from "../../src/proof/domain/abstract-of.js";
import { mostKnown } from "../../src/proof/domain/text.js";
import { fold } from "../../src/proof/terms/fold.js";
import { proofOf } from "../support/proofs.js";

describe("what would be too large is not made", () => {
  const long = abstractOf("x".repeat(mostKnown));
  test.each([
    ["append", [long]],
    ["replace", [abstractOf("x"), abstractOf("yy")]],
    ["url_encode", []],
  ])("%s", (name, args) => {
    expect(fold(filters.get(name)!, long, args)).toBeUndefined();
  });
});

describe("a string that a template doubles 40 times", () => {
  const doubled = (first: string, tag: string) => `${first}${tag.repeat(40)}"{{ x }}"`;
  test.each([
    ["by append", doubled("{% assign x = 'ab' %}", "{% assign x = x | append: x %}"), "proven"],
    ["by prepend", doubled("{% assign x = 'ab' %}", "{% assign x = x | prepend: x %}"), "proven"],
    ["by replace", doubled("{% assign x = 'a' %}", "{% assign x = x | replace: 'a', 'aa' %}"), "proven"],
    [
      "by json_escape",
      doubled(`{% assign x = '"' | json_escape %}`, "{% assign x = x | json_escape %}"),
      "proven",
    ],
    [
      "by a capture",
      doubled("{% assign x = 'ab' %}", "{% capture x %}{{ x }}{{ x }}{% endcapture %}"),
      "proven",
    ],
    [
      "of a property",
      doubled("{% assign x = {{event_properties.${a}}} %}", "{% assign x = x | append: x %}"),
      "unknown",
    ],
  ])("%s", (_how, text, verdict) => {
    expect(proofOf(text).verdict).toBe(verdict);
  });
});

test("a document of the template's own stays known, however long it is", () => {
  const members = Array.from({ length: 1500 }, (_, index) => `"member ${index}": ${index}`).join(",\n");
  const text = `{% capture body %}{${members}{% endcapture %}{% assign body = body | strip_newlines | append: '}' %}{{ body }}`;
  expect(text.length).toBeGreaterThan(mostKnown / 2);
  expect(proofOf(text).verdict).toBe("proven");
});
