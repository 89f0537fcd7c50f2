import { describe, expect, test } from "vitest";
import { proofOf } from "../support/proofs.js";

/** What the findings of a body say of the users for whom it breaks. */
const saidOf = (text: string): string[] =>
  proofOf(text).diagnostics.flatMap(({ notes }) =>
    notes.map(({ message }) => message).filter((message) => /^(breaks for|then the body)/.test(message)),
  );

describe("the user whom a finding shows", () => {
  test.each<[what: string, template: string, said: string]>([
    [
      "has an amount as text where a number is compared",
      '{% if event_properties.${total} > 100 %}{"big": true}{% else %}{"big": false}{% endif %}',
      'breaks for a user with event_properties.${total} = "42"',
    ],
    [
      "has an item of which nothing more is needed",
      '{"a": [{% for i in event_properties.${items} %}"{{ i.name | json_escape }}",{% endfor %}]}',
      "breaks for a user with event_properties.${items}[0] = {}",
    ],
    [
      "is not everybody where the template asks for a string that would do",
      '{% case custom_attribute.${plan} %}{% when "gold" %}{% assign rate = 3 %}{% endcase %}{"rate": {{ rate }}}',
      "breaks for a user who has none of what it reads",
    ],
    ["is everybody where nothing would do", '{"rate": {{ rate }}}', "breaks for every user"],
    [
      "may get nothing at all",
      '{% for i in event_properties.${items} %}{% if i.main %}{"main": 1}{% endif %}{% endfor %}',
      "then the body is empty",
    ],
  ])("%s", (_what, template, said) => {
    expect(saidOf(template)).toContain(said);
  });

  test.each([
    "{% if i.hidden %}{% continue %}{% endif %}",
    "{% if i.kind == 'gift' %}{% continue %}{% endif %}",
  ])("has an item that the loop leaves out before one that it does not: %s", (skip) => {
    const text = `{"a": [{% for i in event_properties.\${items} %}${skip}{% unless forloop.first %},{% endunless %}{{ i.id | as_json_string }}{% endfor %}]}`;
    expect(proofOf(text).verdict).toBe("refuted");
  });

  test.each([
    [
      "one list and not the other",
      '{"a": [{% for i in event_properties.${a} %}{{ i.id | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}{% for i in event_properties.${b} %},{{ i.id | as_json_string }}{% endfor %}]}',
    ],
    [
      "more items than the loop counts to",
      '{"a": [{% for i in event_properties.${a} %}{% if forloop.index <= 3 %}{{ i.id | as_json_string }}{% unless forloop.last %},{% endunless %}{% endif %}{% endfor %}]}',
    ],
    [
      "more items than the loop goes on for",
      '{"a": [{% for i in event_properties.${a} %}{% if forloop.index > 5 %}{% break %}{% endif %}{{ i.id | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]}',
    ],
  ])("has %s", (_what, text) => {
    const { verdict, diagnostics } = proofOf(text);
    expect([verdict, ...diagnostics.map(({ severity }) => severity)]).toEqual(["refuted", "error"]);
  });

  test("has its item told by its members alone, where it has some", () => {
    const said = saidOf(
      '{"a": [{% for i in event_properties.${items} %}{% if i.qty > 0 %}{{ i.id | as_json_string }}{% unless forloop.last %},{% endunless %}{% endif %}{% endfor %}]}',
    );
    expect(said[0]).toMatch(/^breaks for a user with event_properties\.\$\{items\}\[0\]\.qty = [\d.]+$/);
  });

  test("holds a list where the template walks over one", () => {
    const sized =
      '{"a": [1{% if event_properties.${a}.size > 0 %},{% endif %}{% for i in event_properties.${a} %}{{ i | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]}';
    expect(proofOf(sized).verdict).toBe("conditional");
  });
});
