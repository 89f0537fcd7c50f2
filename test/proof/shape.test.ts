import { expect, test } from "vitest";
import type { Shape } from "../../src/proof/json/shape.js";
import { proveTemplate } from "../../src/proof/prove.js";

/** A shape as one line: `?` after a name that is not always there, `~` after a text that may be empty. */
function shown({ kinds, mayBeEmpty, members, items }: Shape): string {
  return [...kinds]
    .sort()
    .map((kind) => {
      if (kind === "string") return mayBeEmpty ? "string~" : "string";
      if (kind === "array") return `[${items ? shown(items) : ""}]`;
      if (kind !== "object") return kind;
      const inside = [...members].map(
        ([name, { shape, always }]) => `${name}${always ? "" : "?"}: ${shown(shape)}`,
      );
      return `{${inside.join(", ")}}`;
    })
    .join(" | ");
}

test.each([
  [
    '{"a": 1, "b": 2.5, "c": "x", "d": "", "e": null, "f": true, "g": [], "h": {}}',
    "{a: integer, b: float, c: string, d: string~, e: null, f: boolean, g: [], h: {}}",
  ],
  ['{"user_id": "{{${user_id} | json_escape}}"}', "{user_id: string~}"],
  [
    '{% if ${user_id} == blank %}{% abort_message(\'no\') %}{% endif %}{"user_id": "{{${user_id} | json_escape}}"}',
    "{user_id: string}",
  ],
  ['{"at": {{ "now" | date: "%s" }}}', "{at: integer}"],
  ['{"at": "{{ "now" | date: "%s" }}"}', "{at: string}"],
  ['{"id": "v{{${user_id} | json_escape}}"}', "{id: string}"],
  ['{"v": 1{% if custom_attribute.${x} %}, "a": "y"{% endif %}}', "{v: integer, a?: string}"],
  ['{"v": {% if custom_attribute.${x} %}1{% else %}"1"{% endif %}}', "{v: integer | string}"],
  ['{ {% if custom_attribute.${x} %}"a"{% else %}"b"{% endif %}: 1}', "{a?: integer, b?: integer}"],
  ['{"{{ custom_attribute.${x} | json_escape }}": 1}', "{*?: integer}"],
  [
    '{"list": [{% for i in custom_attribute.${x} %}{"id": {{ i.id | size }}{% if i.b %}, "b": "c"{% endif %}}{% unless forloop.last %},{% endunless %}{% endfor %}]}',
    "{list: [{id: integer, b?: string}]}",
  ],
  ["[1, 2.0, [true]]", "[[boolean] | float | integer]"],
  ['{% capture t %}{"a": 5}{% endcapture %}{"t": {{ t }}}', "{t: {a: integer}}"],
  ['{"x": {{ custom_attribute.${x} | plus: 0 | at_most: 9 | at_least: 0 }}}', "{x: float | integer}"],
  ["42", "integer"],
])("%s", (text, wanted) => {
  const { verdict, shape } = proveTemplate({ name: "t.liquid", text });
  expect(verdict).toBe("proven");
  expect(shown(shape!)).toBe(wanted);
});

test("JSON out of data may be anything", () => {
  const { shape } = proveTemplate({
    name: "t.liquid",
    text: '{"meta": {{ custom_attribute.${x} | as_json_string }}}',
  });
  const meta = shape!.members.get("meta")!;
  expect([...meta.shape.kinds].sort()).toEqual([
    "array",
    "boolean",
    "float",
    "integer",
    "null",
    "object",
    "string",
  ]);
  expect(meta.always).toBe(true);
});

test("a body that is not proven has none, nor one that is never sent", () => {
  expect(proveTemplate({ name: "t", text: '{"a": {{ custom_attribute.${x} }}}' }).shape).toBeUndefined();
  expect(proveTemplate({ name: "t", text: "{% abort_message('no') %}" })).toMatchObject({
    verdict: "proven",
  });
  expect(proveTemplate({ name: "t", text: "{% abort_message('no') %}" }).shape).toBeUndefined();
});
