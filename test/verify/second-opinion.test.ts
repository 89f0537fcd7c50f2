import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureFrom } from "../../src/braze/fixture/from-object.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { positionOf } from "../../src/source/source.js";
import { renderWithLiquidjs } from "../../src/verify/second-opinion.js";
import { clock } from "../support/clock.js";
import { sized } from "../support/depth.js";

const scope = scopeOf(
  fixtureFrom(`{
    "now": "2023-12-06T19:20:45Z",
    "user": {"external_id": "u1", "custom_attributes": {"since": {"$time": "2020-01-01T00:00:00Z"}}},
    "event": {"name": "x", "properties": {
      "title": "A \\"b\\"", "price": 79.0, "big": 12345678901234567890, "n": 3, "list": ["a", "b"], "zip code": "0150",
      "meta": {"color": "green", "size": "XL"}, "bare": {}, "items": [{"id": 1}, {"id": 2}], "no": false, "gap": "  "}}
  }`).fixture!,
  { clock },
);
const render = (text: string) => renderWithLiquidjs({ name: "t.liquid", text }, scope);

describe("liquidjs with the dialect", () => {
  it.each<[template: string, output: string]>([
    ["{{${user_id}}}/{{${email_address}}}/{{event_properties.${zip code}}}", "u1//0150"],
    [
      "{{event_properties.${price}}} {{event_properties.${big}}} {{event_properties.${n}}}",
      "79.0 12345678901234567890 3",
    ],
    [
      "{{event_properties.${items}[1].id}}{{event_properties.${items}[5].id}}{{event_properties.${items}[-1].id}}",
      "22",
    ],
    [
      "{{event_properties.${meta}.color}} {{event_properties.${meta}['size']}} {{event_properties.${meta}.size}}",
      "green XL XL",
    ],
    [
      "[{{event_properties.${bare}['size']}}{{event_properties.${size}}}] {{event_properties.${bare}.size}}",
      "[] 0",
    ],
    [
      "[{{event_properties.${title}[0]}}{{event_properties.${title}.length}}{{event_properties.${price}.value}}]",
      "[]",
    ],
    ["[{{event_properties.${constructor}}}{{event_properties.${meta}.toString}}{{${__proto__}}}]", "[]"],
    [
      "{% for i in {{event_properties.${items}}} %}{{i.id}}{% unless forloop.last %},{% endunless %}{% endfor %}",
      "1,2",
    ],
    ["{% for p in {{event_properties.${meta}}} %}{{p[0]}}={{p[1]}};{% endfor %}", "color=green;size=XL;"],
    ["{% if {{event_properties.${gap}}} == blank %}blank{% endif %}", "blank"],
    [
      "{% if {{event_properties.${gone}}} == blank and {{event_properties.${no}}} == blank %}both{% endif %}",
      "both",
    ],
    [
      "{% if {{event_properties.${bare}}} == empty %}empty{% endif %}{% if 0 == blank %}no{% endif %}",
      "empty",
    ],
    [
      "{% if 1 == {{event_properties.${gone}}} or 79 == {{event_properties.${price}}} %}yes{% endif %}",
      "yes",
    ],
    [
      "{% if {{event_properties.${list}}} contains 'b' and {{event_properties.${meta}}} contains 'size' %}yes{% endif %}",
      "yes",
    ],
    ["{% if nil < 1 or {{event_properties.${list}}} > 1 %}yes{% else %}no{% endif %}", "no"],
    [
      "{% if false and 'a' > 1 %}{% else %}short{% endif %}{% if true or 'a' > 1 %} cut{% endif %}",
      "short cut",
    ],
    ["{% assign x = 'a\\n' | append: \"\\\" %}{{ x }}", "a\\n\\"],
    ["{% assign x = {{event_properties.${list}}} %}{% for a in x %}{{ a | upcase }}{% endfor %}", "AB"],
    ['{% capture c %}"id": "{{${user_id}}}"{% endcapture %}{ {{c}} }', '{ "id": "u1" }'],
    ["x{% if true %}  {% assign q = 1 %} {% endif %}y{{ q }}", "xy1"],
    ["a {%- if true -%} b {%- endif -%} c", "abc"],
    ["// {{ 1 }} <!-- {{${nope}}} {% if %} -->", "// 1 "],
  ])("%s", (template, output) => {
    expect(render(template)).toMatchObject({ outcome: "sent", text: output, abort: null, diagnostics: [] });
  });

  it.each([
    ["{% if {{event_properties.${title}}} > 5 %}a{% endif %}", "comparison of String with 5 failed"],
    ["{% if 5 > {{event_properties.${title}}} %}a{% endif %}", "comparison of Integer with String failed"],
    ["{% if {{custom_attribute.${since}}} == blank %}a{% endif %}", "comparison of Time with String failed"],
  ])("%s prints the failure", (template, message) => {
    const { outcome, text, diagnostics } = render(`x${template}y`);
    expect({ outcome, text }).toEqual({ outcome: "sent", text: `xLiquid error: ${message}y` });
    expect(diagnostics).toMatchObject([{ code: "MI042", span: { start: 1 } }]);
  });

  it("prints nothing for a failure in a condition that guards nothing printed", () => {
    expect(render("x{% if 'a' > 5 %} {% assign b = 1 %}{% endif %}y").text).toBe("xy");
  });

  it("follows the assumptions", () => {
    const source = { name: "t", text: "x{% if {{custom_attribute.${since}}} == blank %}a{% endif %}y" };
    expect(renderWithLiquidjs(source, scope, { assume: { "time-blank": "false" } }).text).toBe("xy");
    expect(renderWithLiquidjs(source, scope, { assume: { errors: "strict" } })).toMatchObject({
      outcome: "failed",
      diagnostics: [
        { code: "MI042", message: expect.stringContaining("comparison of Time with String failed") },
      ],
    });
    const silent = { name: "t", text: "{% assign x = 'a' | upcase: 1 %}{{ x }}" };
    expect(renderWithLiquidjs(silent, scope)).toMatchObject({ outcome: "sent", text: "", diagnostics: [] });
    expect(renderWithLiquidjs(silent, scope, { assume: { errors: "strict" } }).diagnostics[0]?.message).toBe(
      "Liquid error: wrong number of arguments (given 2, expected 1)",
    );
  });

  it.each([
    ["{% abort_message %}", "{% abort_message %} called"],
    ["{% abort_message() %}", "{% abort_message %} called"],
    ["{% abort_message ('no id') %}", "no id"],
    ["a{% if true %}{% for i in (1..3) %}{% abort_message(\"x: 'id'\") %}{% endfor %}{% endif %}", "x: 'id'"],
  ])("%s", (template, reason) => {
    expect(render(template)).toMatchObject({ outcome: "aborted", text: "", abort: reason });
  });

  it.each<[template: string, line: number, column: number, words: string]>([
    ["a\n{{${user_id}}} {% if {{${x}}} %}", 2, 16, "not closed"],
    ["<!-- x\n -->\n  {{ a | json }}", 3, 3, "undefined filter: json"],
    ["{{ a | slugify }}", 1, 1, "undefined filter: slugify"],
    ["\n{% render 'x' %}", 2, 1, 'tag "render" not found'],
    ["{{${a}}}{% connected_content http://x %}", 1, 9, 'tag "connected_content" not found'],
    ["{{ ${a} ", 1, 1, "not closed"],
    ["{% abort_message(reason) %}", 1, 1, "one quoted text"],
  ])("%j is a syntax error in its place", (text, line, column, words) => {
    const source = { name: "t.liquid", text };
    const { outcome, diagnostics } = renderWithLiquidjs(source, scope);
    expect(outcome).toBe("failed");
    expect(diagnostics[0]).toMatchObject({ code: "MI040", message: expect.stringContaining(words) });
    expect(positionOf(diagnostics[0]!.span!.source, diagnostics[0]!.span!.start)).toMatchObject({
      line,
      column,
    });
  });

  it("tells every syntax error at once", () => {
    expect(render("{{ a | nope }} {{ b | nada }}").diagnostics).toHaveLength(2);
  });

  it("says what the second engine cannot say", () => {
    expect(render("{{content_blocks.${x}}}")).toMatchObject({
      outcome: "failed",
      diagnostics: [{ code: "MI047" }],
    });
  });

  it("stops endless work", () => {
    const loop =
      "{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..9999) %}x{% endfor %}{% endfor %}{% endfor %}";
    const result = renderWithLiquidjs({ name: "t", text: loop }, scope);
    expect(result).toMatchObject({ outcome: "failed", diagnostics: [{ code: "MI041" }] });
    const huge = renderWithLiquidjs({ name: "t", text: "{% for a in (1..999999999) %}{% endfor %}" }, scope);
    expect(huge).toMatchObject({ outcome: "failed", diagnostics: [{ code: "MI041" }] });
    const long = renderWithLiquidjs({ name: "t", text: "x".repeat(3_000_000) }, scope);
    expect(long).toMatchObject({ outcome: "failed", diagnostics: [{ code: "MI041" }] });
    const deep = "{% if true %}".repeat(20_000) + "{% endif %}".repeat(20_000);
    expect(render(deep)).toMatchObject({ outcome: "failed", diagnostics: [{ code: "MI041" }] });
    const sorting = `{% assign a = "${"b,a,".repeat(500)}" | split: "," %}{% for i in (1..9999) %}{% assign b = a | sort %}{% endfor %}`;
    expect(render(sorting)).toMatchObject({ outcome: "failed", diagnostics: [{ code: "MI041" }] });
  });
});

describe("any string at all", () => {
  const pieces = fc.constantFrom(
    ...[
      "{{",
      "}}",
      "{%",
      "%}",
      "-",
      "${",
      "}",
      "${user_id}",
      "event_properties.${title}",
      "x",
      " | ",
      "upcase",
      "append: 'a'",
      ": ",
      "'",
      '"',
      "\\",
    ],
    ...[
      "if",
      "elsif",
      "else",
      "endif",
      "for i in ",
      "endfor",
      "assign x = ",
      "capture x",
      "endcapture",
      "case x",
      "when 1",
      "endcase",
      "unless",
      "endunless",
    ],
    ...[
      "comment",
      "endcomment",
      "raw",
      "endraw",
      "liquid",
      "echo x",
      "break",
      "abort_message",
      "('a')",
      "(1..3)",
      " == ",
      " > ",
      "and",
      "blank",
      "[0]",
      "['size']",
      ".",
    ],
    ...[
      "<!--",
      "-->",
      "\n",
      " ",
      "{",
      "1",
      "1.0",
      ",",
      "é",
      "#",
      "\u0000",
      "{{${user_id}}}",
      "{% if x %}",
      "{% endif %}",
    ],
  );

  it("renders, aborts or fails, and says where", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        const { outcome, diagnostics } = render(text);
        if (outcome === "failed") expect(diagnostics.length).toBeGreaterThan(0);
        for (const { span, code } of diagnostics) {
          expect(["MI040", "MI041", "MI042", "MI047"]).toContain(code);
          expect(span!.start).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: sized(400, 60_000) },
    );
  });
});
