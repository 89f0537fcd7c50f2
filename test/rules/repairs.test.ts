import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate } from "../../src/braze/liquid.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { repair } from "../../src/rules/repair/repair.js";
import { isJson } from "../../src/source/json.js";
import { type RubyQuestion, rubyIsHere, tryAllWithRuby } from "../oracle/ruby.js";
import { randomUser } from "../proof/random-user.js";
import { clock } from "../support/clock.js";
import { drawsFor, sized } from "../support/depth.js";

/** Bodies in the manner of published ones, each with several faults as people make them. */
const folder = new URL("../cases/webhooks/torn/", import.meta.url);
const bodies = readdirSync(folder)
  .sort()
  .map((file) => [file, readFileSync(new URL(file, folder), "utf8")] as const);
const fixed = (text: string, contentBlocks?: Record<string, string>) =>
  repair({
    body: { name: "body.liquid", text },
    contentBlocks: new Map(Object.entries(contentBlocks ?? {})),
  });

const repairs = new Map(bodies.map(([name, text]) => [name, fixed(text)]));

test("nine torn bodies in ten hold for every everyday user after --fix", () => {
  const verdicts = [...repairs].map(([name, { linted }]) => [name, linted().verdict] as const);
  const left = verdicts.filter(([, verdict]) => verdict !== "proven" && verdict !== "conditional");
  console.log(
    `${verdicts.filter(([, verdict]) => verdict === "proven").length} proven, ${left.length} of ${bodies.length} left: ${left.map(([name]) => name).join(" ")}`,
  );
  expect(bodies.length).toBeGreaterThanOrEqual(60);
  expect(left.length / bodies.length).toBeLessThanOrEqual(0.1);
});

test.each(bodies)("fixing once is enough: %s", (name) => {
  const { text } = repairs.get(name)!;
  expect(fixed(text).text).toBe(text);
});

/** The labels: what the engine that Braze builds on makes of a body before and after. */
describe.skipIf(!rubyIsHere())("in Ruby", () => {
  const random = drawsFor(23);
  const readable = bodies.filter(([, text]) => !/connected_content|number_with_delimiter/.test(text));
  const asked = readable.map(([name, text]) => {
    const after = repairs.get(name)!;
    const { witness } = lintWebhook({ body: { name, text } });
    const template = parseTemplate({ name, text: after.text });
    const users = [
      ...(witness ? [witness] : []),
      ...Array.from({ length: sized(10, 120) }, () => randomUser(random, template)),
    ];
    const scopes = users.map((user) => scopeOf(fixtureFrom(JSON.stringify(user)).fixture!, { clock }));
    return { name, text, after, scopes };
  });
  // What a skipped group says at its head is run all the same.
  const answersTo = (questions: readonly RubyQuestion[]) => (rubyIsHere() ? tryAllWithRuby(questions) : []);
  const before = answersTo(asked.map(({ text, scopes }) => ({ template: text, scopes })));
  const now = answersTo(asked.map(({ after, scopes }) => ({ template: after.text, scopes })));
  const jsonIn = (answer: (typeof before)[number][number]) => "text" in answer && isJson(answer.text);

  test.each(asked.map(({ name }, index) => [name, index] as const))("%s", (_name, index) => {
    const { after } = asked[index]!;
    expect(before[index]!.some((answer) => !jsonIn(answer))).toBe(true);
    if (after.linted().verdict === "proven") expect(now[index]!.every(jsonIn)).toBe(true);
    // Nobody for whom it worked is worse off.
    before[index]!.forEach((answer, user) => {
      if (jsonIn(answer)) expect(jsonIn(now[index]![user]!)).toBe(true);
    });
  });
});

describe("never makes it worse", () => {
  const loops = [
    '{"l":[{% for x in event_properties.${xs} %}{% if x.ok %}{"a":1}{% unless forloop.last %},{% endunless %}{% endif %}{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{% if x.ok %}{"a":1},{% endif %}{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{% if x.ok %}{"a":1}{% endif %},{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{% unless x.hidden %}{"a":1}{% endunless %}{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{% if x.a %}{"a":1},{% elsif x.b %}{"b":1},{% endif %}{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{"a":1},{% endfor %}]}',
    '{"l":[{% for x in event_properties.${xs} %}{"a":1}{% endfor %}]}',
  ].map((text) => [text, fixed(text)] as const);
  const counts = [0, 1, 2, 3];
  const users = counts.map((count) => {
    const xs = Array.from({ length: count }, () => ({ ok: true, a: true }));
    return scopeOf(fixtureFrom({ event: { name: "e", properties: { xs } } }).fixture!, { clock });
  });
  const rendered = rubyIsHere()
    ? tryAllWithRuby(loops.map(([, { text }]) => ({ template: text, scopes: users })))
    : [];

  test.each(loops.map(([text], index) => [text, index] as const))(
    "a loop keeps the commas between its items: %s",
    (_text, index) => {
      expect(loops[index]![1].linted().verdict).toBe("proven");
      rendered[index]?.forEach((answer, user) => {
        if ("text" in answer) expect(JSON.parse(answer.text).l).toHaveLength(counts[user]!);
      });
    },
  );

  test.each(bodies)("a verdict does not fall to unknown: %s", (name) =>
    expect(repairs.get(name)!.linted().verdict).not.toBe("unknown"),
  );
});

describe("never changes data", () => {
  test.each<[name: string, text: string, after: string]>([
    ["entities are not data", '{"a": "{{${city} | escape}}"}', '{"a": "{{${city} | json_escape}}"}'],
    [
      "entities are HTML's",
      '{"a": "<p>{{${city} | escape}}</p>"}',
      '{"a": "<p>{{${city} | escape | json_escape}}</p>"}',
    ],
    [
      "a separator between thousands is not a number",
      '{"a": {{event_properties.${n} | number_with_delimiter}}}',
      '{"a": {{event_properties.${n} | as_json_string}}}',
    ],
    ["a macro of Braze's editor", '{"at": "{{$isoTimestamp}}"}', '{"at": "{{$isoTimestamp}}"}'],
    [
      "what a flow answered",
      '{"f": {{whats_app.${inbound_flow_response}}}}',
      '{"f": {{whats_app.${inbound_flow_response}}}}',
    ],
    ["a placeholder", '{"plan": YOUR-PLAN-ID}', '{"plan": YOUR-PLAN-ID}'],
    ["a number with zeros ahead", '{"zip": 01020}', '{"zip": 01020}'],
    [
      "an apostrophe in single quotes",
      `{'a': 'it\\'s "so"', 'b': 'don't'}`,
      `{"a": "it's \\"so\\"", "b": "don't"}`,
    ],
  ])("%s", (_name, text, after) => expect(fixed(text).text).toBe(after));
});

test("a line is fixed where it is torn, and the rest keeps its bytes", () => {
  const text =
    "{\r\n\t'id' :  '{{${user_id}}}',  \r\n\r\n\t\"n\": 1 , // one\r\n\t\"last\": {{custom_attribute.${x}}} ,\r\n}\r\n";
  expect(fixed(text).text).toBe(
    '{\r\n\t"id" :  "{{${user_id} | json_escape}}",  \r\n\r\n\t"n": 1 , {% comment %} one {% endcomment %}\r\n\t"last": {{custom_attribute.${x} | as_json_string}} \r\n}\r\n',
  );
});

/** A body of many lines with one fault each. */
const torn = (lines: number, line: (index: number) => string, between = ",\n") =>
  `{\n${Array.from({ length: lines }, (_, index) => line(index)).join(between)}\n}\n`;

/** So many that an attempt for each, or for each half, would not end. */
describe("all of a file at once", () => {
  const many = sized(45, 900);
  const several = sized(60, 180);
  const escapes = sized(500, 5000);
  const value = (index: number) => `{{custom_attribute.\${a${index % 20}} | json_escape}}`;
  test.each<[name: string, text: string, fixes: number]>([
    ["closing quotes of names", torn(many, (n) => `"k${n}: "v${n}"`), many],
    ["closing quotes of texts", torn(many, (n) => `"k${n}": "${value(n)}`), many],
    ["commas", torn(many, (n) => `"k${n}": "${value(n)}"`, "\n"), many - 1],
    ["single quotes", torn(many, (n) => `'k${n}': '${value(n)}'`), 2 * many],
    ["names without quotes", torn(many, (n) => `k${n}: "${value(n)}"`), many],
    ["curly quotes", torn(many, (n) => `\u201ck${n}\u201d: \u201cv\u201d`), 2 * many],
    ["second commas", torn(many, (n) => `"k${n}": ${n},`), many],
    ["comments, and the commas in them", torn(many, (n) => `"k${n}": ${n} // n`), 2 * many - 1],
    ["words of Python", torn(many, (n) => `"k${n}": True`), many],
    ["texts that are not escaped", torn(many, (n) => `"k${n}": "{{custom_attribute.\${a${n}}}}"`), many],
    ["names without braces in one string", `{"t": "${"{{user_id}} ".repeat(400)}"}`, 400],
    ["names in the text of one string", `{"t": "${"${first_name} ".repeat(400)}",}`, 401],
    ["escapes that do not exist", `{"t": "${"\\x41".repeat(escapes)}"}`, escapes],
    [
      "six kinds of faults",
      torn(
        several,
        (n) =>
          [`"k${n}: 1,`, `k${n}: 2,`, `'k${n}': 'v',`, `"k${n}": True`, `"k${n}": 1, // x`, `"k${n}": 5,,`][
            n % 6
          ]!,
        "\n",
      ),
      (several / 6) * 8 + 1,
    ],
    [
      "a name and a text that lack a quote, after values that may be missing and ahead of lines without a comma",
      torn(
        several,
        (n) =>
          [`"k${n}": {{custom_attribute.\${a${n % 20}}}}`, `"k${n}: 1,`, `"k${n}": 5,,`, `"k${n}": "x`][
            n % 4
          ]!,
        "\n",
      ),
      6 * (several / 4) - 1,
    ],
  ])("%s", (_name, text, fixes) => {
    const { made, linted } = fixed(text);
    expect([linted().verdict, made.length]).toEqual(["proven", fixes]);
  });
});

test("a placeholder that nobody can fill in does not keep the rest from being fixed", () => {
  const { text } = fixed('{\n  "plan": YOUR-PLAN-ID\n  "a: "x",\n  "b": 1\n  "c": <ID>\n}\n');
  expect(text).toBe('{\n  "plan": YOUR-PLAN-ID,\n  "a": "x",\n  "b": 1,\n  "c": <ID>\n}\n');
});
