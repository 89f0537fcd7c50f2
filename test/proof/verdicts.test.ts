import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { isJson } from "../../src/source/json.js";
import { proofOf } from "../support/proofs.js";

const capturedList =
  '{% capture items %}{% for item in event_properties.${items} %},{"id": {{item.id | as_json_string}}}{% endfor %}{% endcapture %}';

describe("proven, whatever data holds", () => {
  test.each([
    [
      "a property as a number: 255 digits are in the reach of a float",
      '{"a": {{event_properties.${price} | plus: 0}}}',
    ],
    [
      "what Braze makes itself",
      '{"a": "{{campaign.${dispatch_id}}}", "b": "{{${country}}}", "c": "{{${time_zone}}}"}',
    ],
    ["a date that Braze makes", '{"a": "{{${last_used_app_date} | date: \'%B %d, %Y\'}}"}'],
    [
      "an age",
      "{% assign year = 'now' | date: '%Y' | plus: 0 %}{% assign born = ${date_of_birth} | date: '%Y' | plus: 0 %}{\"a\": {{year | minus: born}}}",
    ],
    [
      "seconds from one date to another, in days",
      "{% assign today = 'now' | date: '%s' %}{% assign due = {{event_properties.${due}}} | append: '' | date: '%s' %}{\"days\": {{due | minus: today | divided_by: 86400}}}",
    ],
    [
      "the state of a subscription group",
      "{\"a\": {% if subscribed_state.${6ff593d7-cf69-448b-aca9-abf7d7b8c273} == 'subscribed' %}true{% else %}false{% endif %}}",
    ],
    [
      "a price with its signs taken away",
      "{% assign cents = {{event_properties.${price}}} | remove: '$' | remove: ',' | times: 100 | round %}{\"a\": {{cents}}}",
    ],
    [
      "an index that counts to a number",
      '{"a": [{% for i in (0..2) %}"{{event_properties.${a}[i] | json_escape}}"{% unless forloop.last %},{% endunless %}{% endfor %}]}',
    ],
    [
      "a number between two bounds, however many digits it came with",
      '{% assign n = {{context.${a}}} | plus: 0 | at_most: 1000 | at_least: -1000 | times: 0.01 %}{"a": {{ n }}}',
    ],
    [
      "a number between two guards, however many digits it came with",
      '{% assign n = {{context.${a}}} | plus: 0 %}{% if n <= 1000 and n >= -1000 %}{"a": {{ n | times: 0.01 }}}{% else %}{}{% endif %}',
    ],
    [
      "what is left below an upper bound, counted from it",
      "{% assign n = {{event_properties.${a}}} | plus: 0 | at_most: 5 %}{% assign m = 5 | minus: n %}{% if m < 0 %}oops{% else %}{}{% endif %}",
    ],
    [
      "a variable that the template names by another",
      "{% if event_properties.${a} contains 'x' %}{% assign n = 'b' %}{% else %}{% assign n = 'c' %}{% endif %}{% assign b = 1 %}{% assign c = 2 %}{\"a\": {{ [n] }}, \"d\": \"{{ ['e'] }}\"}",
    ],
    [
      "a comma but after the last of the last",
      '{"a": [{% for i in event_properties.${l} %}{% for j in (1..2) %}1{% if forloop.parentloop.last and forloop.last %}{% else %},{% endif %}{% endfor %}{% endfor %}]}',
    ],
    [
      "the loop around where there is none",
      '{"a": "{% for i in event_properties.${l} %}{{ forloop.parentloop.index }}{% endfor %}"}',
    ],
    [
      "digits without their decimal point: no number of theirs is longer than any float",
      "{% assign n = {{context.${a}}} | append: '' | split: '.' | first | plus: 0 %}{\"a\": {{ n }}}",
    ],
    ["digits without a point at all", "{\"a\": {{ context.${a} | append: '' | remove: '.' | plus: 0 }}}"],
    [
      "a string without its quotation marks, in a list of words",
      "{% assign words = {{event_properties.${a}}} | strip_newlines | split: '\"' %}{% if words contains '\"' %}oops{% else %}{}{% endif %}",
    ],
    ["an amount of money", '{"a": {{event_properties.${price} | plus: 0 | money}}}'],
    [
      "a string that a size has cut short",
      '{% assign n = {{event_properties.${a}}} | size | minus: 1 %}{"a": "{{event_properties.${a} | url_encode | slice: 0, n}}"}',
    ],
    [
      "a captured list without the comma before it, by its length",
      `${capturedList}{% assign n = items | size | minus: 1 %}{"items": [{{ items | slice: 1, n }}]}`,
    ],
    [
      "a captured list without the comma before it, by a length that it never has",
      `${capturedList}{"items": [{{ items | slice: 1, items.size }}]}`,
    ],
    [
      "a captured list without what is before and after it",
      `{% capture items %}[{% for item in event_properties.\${items} %}{{item.id | as_json_string}},{% endfor %}0]{% endcapture %}{% assign n = items | size | minus: 2 %}{"items": [{{ items | slice: 1, n }}]}`,
    ],
  ])("%s", (_what, text) => expect(proofOf(text)).toMatchObject({ verdict: "proven", diagnostics: [] }));
});

const blank =
  '{"a": {% if event_properties.${coupon} != blank %}"{{event_properties.${coupon} | json_escape}}"{% else %}null{% endif %}}';
const sum =
  "{% assign sum = 0 %}{% for item in event_properties.${items} %}{% assign line = item.price | times: item.quantity %}{% assign sum = sum | plus: line %}{% endfor %}" +
  '{"sum": {{ sum }}}';

describe("conditional: only what nobody's everyday data holds breaks it", () => {
  test.each([
    ["a Time where a string is compared", blank, "event_properties.${coupon}", "a Time"],
    [
      "a member in the place of a size",
      '{"n": "{{event_properties.${items}.size}}"}',
      "event_properties.${items}",
      "an object with a member called size",
    ],
    ["a sum of products", sum, "event_properties.${items}[0].quantity", "a number of more than 15 digits"],
    [
      "more items than a length that is to take all",
      `${capturedList}{"items": [{{ items | slice: 1, 100000 }}]}`,
      "event_properties.${items}",
      "so much that a string made of it has more than 10,000 characters",
    ],
    [
      "a Content Block that is not at hand",
      '{"a": "{{content_blocks.${legal}}}"}',
      "content_blocks.${legal}",
      "a string that does not fit there",
    ],
  ])("%s", (_what, text, name, excludes) => {
    const { verdict, conditions, diagnostics } = proofOf(text);
    expect(verdict).toBe("conditional");
    expect(conditions).toContainEqual(expect.objectContaining({ name, excludes }));
    expect(diagnostics.map((found) => [found.kind.code, found.severity])).toEqual([["MI065", "warning"]]);
    for (const { witness } of conditions!) {
      if (!witness) continue;
      const { fixture } = fixtureFrom(witness);
      const shown = render(
        parseTemplate({ name: "body", text }),
        scopeOf(fixture!, { clock: () => new Date(0) }),
        {
          lenient: true,
        },
      );
      expect(isJson(shown.text)).toBe(false);
    }
  });
});

test("the status of an answer is a number from 200 to 299, and is compared as one", () => {
  const text =
    '{% connected_content https://e.com/a :save r %}{% if r.__http_status_code__ >= 400 %}{% abort_message("down") %}{% endif %}{"a": {{ r.__http_status_code__ | default: 0 }}}';
  const { verdict, conditions } = proofOf(text);
  expect(verdict).toBe("conditional");
  expect(conditions!.map(({ assumption }) => assumption)).toEqual(["saved-text=kept"]);
});

test("every class of values that breaks a body is named, each with a user of its own, and the sentence says no more", () => {
  const { verdict, conditions, diagnostics } = proofOf(
    '{"a": {{ event_properties.${list} | map: "id" | as_json_string }}}',
  );
  expect(verdict).toBe("conditional");
  expect(conditions!.map(({ excludes, witness }) => [excludes, witness !== undefined])).toEqual([
    ["anything but a list", true],
    ["a Time", true],
    ["a list of anything but objects", true],
  ]);
  expect(new Set(conditions!.map(({ witness }) => JSON.stringify(witness))).size).toBe(3);
  expect(diagnostics[0]!.message).toMatch(
    /^valid JSON for everyday data, but not when .+ holds anything but a list/,
  );
});

const named = (text: string) =>
  proofOf(text).conditions?.map(
    ({ name, excludes }) => `${name.replace("event_properties.", "")}: ${excludes}`,
  );

describe("whoever has nothing that a condition names is sent JSON", () => {
  test.each([
    [
      "a Time among the members that are compared",
      "{{ event_properties.${s} | where: 'a', 'b' | as_json_string }}",
      [
        "${s}: anything but a list",
        "${s}: a Time",
        "${s}: a list of anything but objects",
        "${s}[0].a: a Time",
      ],
    ],
    [
      "a long number in the list, by itself or within an object",
      "{{ event_properties.${s} | map: 'id' | first | plus: 0 | times: 1.5 }}",
      ["${s}: a number of more than 15 digits", "${s}[0].id: a number of more than 15 digits"],
    ],
    [
      "anything but a list around the lists",
      "[{% for i in event_properties.${s} %}{% unless forloop.first %},{% endunless %}{{ i | map: 'a' | as_json_string }}{% endfor %}]",
      ["${s}[0]: a list of anything but objects", "${s}: anything but a list"],
    ],
  ])("%s", (_what, text, conditions) => {
    expect(proofOf(text).verdict).toBe("conditional");
    expect(named(text)).toEqual(expect.arrayContaining(conditions));
  });
});

test("what follows from a condition is none of its own", () => {
  const { conditions } = proofOf(
    "{% if event_properties.${a} == 'x' %}{% assign n = 1 %}{% else %}{% assign n = 2 %}{% endif %}{\"a\": {{ n }}}",
  );
  expect(conditions!.map(({ excludes }) => excludes)).toEqual(["a Time"]);
});

const saved = (rest: string) => `{% connected_content https://e.com :save p %}${rest}`;

describe("a text answer that may be printed though it is to be saved", () => {
  test.each([
    ["at the top", saved('{"a": {{p.name | as_json_string}}}')],
    ["where nothing asks for it on one way", saved('{% if p.name %}{"a": 1}{% else %}{}{% endif %}')],
    ["where its items are asked for", saved('{"a": {{p.items[0].name | as_json_string}}}')],
    [
      "where a loop walks over its items",
      saved(
        "[{% for i in p.items limit: 3 %}{{i.id | as_json_string}}{% unless forloop.last %},{% endunless %}{% endfor %}]",
      ),
    ],
    ["in a string", `{"a": "${saved("{{p.name | json_escape}}")}"}`],
    ["captured and printed", `{% capture c %}${saved("")}{% endcapture %}{"a": {{c}}1}`],
    ["among many others", saved("{% connected_content https://e.com/b :save q %}".repeat(20) + '{"a": 1}')],
  ])("is a condition: %s", (_what, text) => {
    const { verdict, conditions } = proofOf(text);
    expect(verdict).toBe("conditional");
    const [condition] = conditions!;
    expect(condition).toMatchObject({
      name: "p",
      excludes: "a string that is printed in place of the tag",
      assumption: "saved-text=kept",
    });
    const scope = scopeOf(fixtureFrom(condition!.witness!).fixture!, { clock: () => new Date(0) });
    const rendered = (assume: object) =>
      render(parseTemplate({ name: "body", text }), scope, { lenient: true, assume }).text;
    expect(isJson(rendered({}))).toBe(true);
    expect(isJson(rendered({ "saved-text": "printed" }))).toBe(false);
  });

  const guard = '{% if p.__http_status_code__ != 200 %}{% abort_message("no") %}{% endif %}';
  test.each([
    ["its status is asked for", saved(`${guard}{"a": {{p.name | as_json_string}}}`)],
    ["it is asked for", saved('{% if p == blank %}{% abort_message("no") %}{% endif %}{"a": 1}')],
    [
      "a string is compared, and JSON has no Time",
      saved(`${guard}{% if p.tier == 'gold' %}{"a": 1}{% else %}{}{% endif %}`),
    ],
    ["it is captured away", `{% capture c %}${saved("")}{% endcapture %}{"a": {{p.name | as_json_string}}}`],
  ])("is none where %s", (_what, text) => expect(proofOf(text).verdict).toBe("proven"));
});

test("each condition has a witness of its own", () => {
  const text = blank.replace(/}$/, ', "legal": "{{content_blocks.${legal}}}"}');
  const { conditions } = proofOf(text);
  expect(conditions).toHaveLength(2);
  const shown = new Map(conditions!.map(({ name, witness }) => [name, JSON.stringify(witness)]));
  expect(shown.get("event_properties.${coupon}")).toContain("$time");
  expect(shown.get("content_blocks.${legal}")).not.toContain("$time");
});

describe("refuted, by somebody who exists", () => {
  test.each([
    ["a string with a quote", '{"a": "{{event_properties.${a}}}"}', { a: 'Bo\'s "Deli"' }],
    ["a list of texts", '{"a": "{{event_properties.${tags} | join: ", "}}"}', { tags: ['a"b', "c"] }],
    [
      "a list within a list, where each item is sorted",
      "[{% for i in event_properties.${a} %}{{ i | sort | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
      { a: [["x", false]] },
    ],
    [
      "a list within a list, where the first is sorted",
      "{{ event_properties.${a} | first | sort | as_json_string }}",
      { a: [["x", false]] },
    ],
    [
      "a list within a list, where the first of what is reversed is sorted",
      "{% assign l = event_properties.${a} %}{{ l.first | reverse | sort | as_json_string }}",
      { a: [["x", false]] },
    ],
    [
      "a list within a list that a loop walks over",
      '[{% assign l = event_properties.${a} %}{% for i in l.first %}"{{ i }}"{% unless forloop.last %},{% endunless %}{% endfor %}]',
      { a: [['a"b', "c"]] },
    ],
    ["nothing", '{"a": {{event_properties.${a}}}}', undefined],
    ["the first character of a name", '"{{ ${first_name} | first }}"', undefined],
    [
      "white space without quotes",
      '{"a": {% if event_properties.${a} == blank %}{{event_properties.${a} | default: 0}}{% else %}1{% endif %}}',
      { a: " " },
    ],
  ])("%s", (_what, text, properties) => {
    const { verdict, witness } = proofOf(text);
    expect(verdict).toBe("refuted");
    expect((witness?.event as { properties?: unknown } | undefined)?.properties).toEqual(properties);
  });
});
