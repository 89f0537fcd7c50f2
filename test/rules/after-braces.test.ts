import { describe, expect, test } from "vitest";
import { lintSource, renderTemplate } from "../../src/index.js";

const found = (body: string) =>
  lintSource(body)
    .diagnostics.filter(({ code }) => code === "MI047")
    .map(({ severity }) => severity);

describe("a path after its braces is read as Ruby reads it, and reported", () => {
  const list = { user: { custom_attributes: { list: ["p/q", "r"], o: { key: { x: "deep" } } } } };

  test.each([
    [
      '{% assign c = {{custom_attribute.${list}}}[0] | split: \'/\' | first %}{"c":"{{c | json_escape}}"}',
      '{"c":"p"}',
    ],
    ['{% assign c = {{custom_attribute.${o}}}["key"].x %}{"c":"{{c | json_escape}}"}', '{"c":"deep"}'],
    ['{% if {{custom_attribute.${list}}}.size > 1 %}{"c":1}{% else %}{"c":2}{% endif %}', '{"c":1}'],
    // No path is meant, and Ruby reads one: what is in the braces has no member of that name.
    ['{% assign a = {{custom_attribute.${list}}}_id}}} %}{"n": "{{a}}"}', '{"n": ""}'],
  ])("%s", (body, expected) => {
    expect(found(body)).toEqual(["warning"]);
    expect(renderTemplate(body, list)).toMatchObject({ body: expected });
  });

  test("after a filter it is an error still", () => {
    expect(
      found('{% assign c = {{custom_attribute.${l} | split: \',\'}}[0] %}{"c":"{{c | json_escape}}"}'),
    ).toEqual(["error"]);
  });
});

describe("braces in a string end its output, as in Ruby, and are reported", () => {
  test.each([
    ['{"c":"{{ \'a}}b\' | json_escape }}"}', '{"c":"b\' | json_escape }}"}'],
    ['{% assign x = \'a}}b\' %}{"c":"{{x}}"}', '{"c":"a}}b"}'],
  ])("%s", (body, expected) => {
    expect(renderTemplate(body, {})).toMatchObject({ body: expected });
  });

  test("with a warning", () => {
    expect(found('{"c":"{{ \'a}}b\' | json_escape }}"}')).toEqual(["warning"]);
    expect(found('{% assign x = \'a}}b\' %}{"c":"{{x}}"}')).toEqual([]);
  });

  test("a quote that nothing closes is an error still", () => {
    expect(found('{"c":"{{ custom_attribute.${x} | append: \'x | json_escape }}"}')).toEqual(["error"]);
  });
});
