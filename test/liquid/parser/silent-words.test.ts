import { expect, test } from "vitest";
import { parseTemplate } from "../../../src/braze/liquid.js";

test.each([
  "{% if a == 'x' %}{% elsif a != 'x' and b or c %}{% elsif a contains 'x' %}{% elsif a >= 1 %}{% endif %}",
  "{% if a ==1 %}{% elsif {{a}}=='x' %}{% elsif {{a}} >0 %}{% elsif ${a b}.c-d[0]['e'].f == blank %}{% endif %}",
  "{{ a.b[0].c }}{{ a . b }}{{ a [ 0 ] }}{{ a? }}{{ a-b }}{{ -1 }}{{ (1..3) | join }}{{ 'x - y' }}{{ \"it's\" }}",
  "{{ event_properties.${größe in €!} | default: '!' }}{{ ${a} | plus: {{b}} }}{{$isoTimestamp}}",
  "{% for x in (1..a.size) limit: 2 %}{% endfor %}{% case a %}{% when 'x', 'y' or nil %}{% endcase %}",
  "{% comment %}{{ !a }}{{ a * 2 }}{% endcomment %}",
])("nothing is left out: %s", (text) => {
  expect(parseTemplate({ name: "t", text }).diagnostics.map(({ message }) => message)).toEqual([]);
});
