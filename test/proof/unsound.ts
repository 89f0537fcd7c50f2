/**
 * Templates that were once called proven and break, each for its kind: what Ruby Liquid 5.4 in lax mode prints for these
 * event properties is not JSON.
 */
export interface Unsound {
  readonly name: string;
  readonly template: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly ruby: string | RegExp;
  /** Why the proof cannot decide it. */
  readonly undecided?: string;
}

const a = "{% assign a = {{event_properties.${a}}} %}";
/** Not cut after 255 characters, as event properties are. */
const long = "{% assign a = {{context.${a}}} %}";
const asText = "{% assign a = {{event_properties.${a}}} | append: '' %}";
const b = "{% assign b = {{event_properties.${b}}} %}";

const now = "2023-12-06T18:20:45Z";

/** A decimal of more digits than a float holds. */
const endless = `${"9".repeat(320)}.5`;

const chain = Array.from({ length: 12 }, (_, i) => `{% ${i === 0 ? "if" : "elsif"} x == 'k${i}' %}`).join(
  "{}",
);

export const unsound: readonly Unsound[] = [
  {
    name: "a range that contains a number",
    template: `${a}{% if (1..3) contains a %}oops{% else %}{}{% endif %}`,
    properties: { a: 1 },
    ruby: "oops",
  },
  { name: "break outside a loop", template: '{"a":1{% break %}}', properties: {}, ruby: '{"a":1' },
  {
    name: "break inside capture",
    template: a + "[{% for x in a %}{% capture y %}q{% break %}{% endcapture %}{% endfor %}{{ y }}]",
    properties: { a: [1] },
    ruby: "[q]",
  },
  {
    name: "assigning to the loop variable",
    template:
      a +
      '[{% for item in a %}{% assign item = item | json_escape %}"{{ item }}"{% unless forloop.last %},{% endunless %}{% endfor %}]',
    properties: { a: ['q"q'] },
    ruby: '["q"q"]',
  },
  {
    name: "a forloop member that does not exist",
    template:
      a +
      '[{% for x in a %}{"i":{{ forloop.counter }}}{% unless forloop.last %},{% endunless %}{% endfor %}]',
    properties: { a: [1] },
    ruby: '[{"i":}]',
  },
  {
    name: "an error inside a capture",
    template:
      b + '{% assign s = b | size %}{% capture n %}{{ 10 | divided_by: s }}{% endcapture %}{"x":{{ n }}}',
    properties: { b: "" },
    ruby: '{"x":Liquid error: divided by 0}',
  },
  {
    name: "limit, offset and range bounds from data",
    template:
      a +
      b +
      "[{% for x in a limit: b %}{{ x | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: [1], b: "abc" },
    ruby: "[Liquid error: invalid integer]",
  },
  {
    name: "one case, two matches",
    template:
      a +
      b +
      '{% assign t = a | append: "" %}{% assign u = b | append: "" %}{% case t %}{% when "gold", u %}{}{% else %}[]{% endcase %}',
    properties: { a: "gold", b: "gold" },
    ruby: "{}{}",
  },
  {
    name: "two else in one case",
    template: a + "{% case a %}{% when 1 %}1{% else %}{}{% else %}{}{% endcase %}",
    properties: { a: 2 },
    ruby: "{}{}",
  },
  {
    name: "break inside case",
    template:
      '[{% for i in (1..2) %}{% case 1 %}{% when 1 %}{% break %}{% when 1 %}"{% endcase %}{% endfor %}]',
    properties: {},
    ruby: '["]',
  },
  {
    name: "the text of an error",
    template: a + '{"x":"{{ "now" | time_zone: a | date: "%F" }}"}',
    properties: { a: 'q"q' },
    ruby: '{"x":"Liquid error: Invalid Timezone: q"q"}',
  },
  {
    name: "blank blocks",
    template:
      '{% capture k %}{% if true %} {% endif %}{% endcapture %}{% if k == " " %}{}{% else %}oops{% endif %}',
    properties: {},
    ruby: "oops",
  },
  {
    name: "a back-reference in a replacement",
    template: a + b + '{"x":{{ a | replace: "x", b | size }}}',
    properties: { a: "x", b: "\\k<y>" },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "split at a space",
    template:
      a +
      '{% capture c %}x\n{{ a | size }}{% endcapture %}{% assign f = c | split: " " | first %}{% if f == "x" %}{% else %}{}{% endif %}',
    properties: { a: "z" },
    ruby: "",
  },
  {
    name: "a value prepended by a backslash",
    template: a + '{"x":"{{ a | size | prepend: "\\" | replace: "-", "_" }}"}',
    properties: { a: "z" },
    ruby: '{"x":"\\1"}',
  },
  {
    name: "contains of blank",
    template: '{% if blank contains "" %}{}{% else %}oops{% endif %}',
    properties: {},
    ruby: "oops",
  },
  {
    name: "random without a bound",
    template: '{"a":{% random 0 %}.5}',
    properties: {},
    ruby: /^\{"a":0\.\d+\.5\}$/,
  },
  {
    name: "continue inside an if outside a loop",
    template: '{"a":1{% if true %}{% continue %}{% endif %}}',
    properties: {},
    ruby: '{"a":1',
  },
  {
    name: "break inside capture, outside a loop",
    template: '{% capture y %}q{% break %}{% endcapture %}{"a":1}',
    properties: {},
    ruby: "",
  },
  {
    name: "an index that no list takes, beside blank",
    template: a + "{%if a[12345678901234567890] >= blank%}:{%endif%}{}",
    properties: { a: [] },
    ruby: "Liquid error: internal{}",
  },
  {
    name: "an interrupt that a tablerow leaves",
    template: '{% capture t %}{% tablerow i in (1..1) %}{% break %}{% endtablerow %}{% endcapture %}{"a":1}',
    properties: {},
    ruby: "",
  },
  {
    name: "an interrupt that each iteration of a tablerow may leave",
    template: a + '{% capture t %}{% tablerow i in a %}{% break %}{% endtablerow %}{% endcapture %}{"a":1}',
    properties: { a: [1] },
    ruby: "",
    undecided: "each iteration may leave one more interrupt",
  },
  {
    name: "capturing the loop variable",
    template:
      a +
      "[{% for x in a %}{% capture x %}1{% endcapture %}{{ x }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: ["q"] },
    ruby: "[q]",
  },
  {
    name: "a loop variable called forloop",
    template:
      a + "[{% for forloop in a %}{{ forloop.index }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: [1] },
    ruby: "[,]",
  },
  {
    name: "a path after a position",
    template: a + "[{% for x in a %}{{ forloop.index.value }}{% endfor %}]",
    properties: { a: [1] },
    ruby: "[]",
    undecided: "nobody breaks it, but a member of a number is not followed",
  },
  {
    name: "a filter that fails inside a capture inside a loop",
    template:
      a +
      "[{% for x in a %}{% capture y %}{{ 1 | divided_by: x }}{% endcapture %}{{ y }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: [0] },
    ruby: "[Liquid error: divided by 0]",
  },
  {
    name: "an offset from data",
    template:
      a +
      b +
      "[{% for x in a offset: b %}{{ x | as_json_string }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: [1], b: true },
    ruby: "[Liquid error: invalid integer]",
  },
  {
    name: "a range from data",
    template: a + "[{% for x in (1..a) %}{{ x }}{% unless forloop.last %},{% endunless %}{% endfor %}]",
    properties: { a: 1.5 },
    ruby: "[Liquid error: invalid integer]",
  },
  {
    name: "else ahead of when",
    template: a + "{% case a %}{% else %}{}{% when 1 %}{}{% endcase %}",
    properties: { a: 1 },
    ruby: "{}{}",
  },
  {
    name: "a tag that cannot work",
    template: '{"a":{% include "x" %}}',
    properties: {},
    ruby: '{"a":Liquid error: This liquid context does not allow includes.}',
  },
  {
    name: "a counter that a variable hides",
    template: '{% increment n %}{% assign n = "q" %}{{ n }}',
    properties: {},
    ruby: "0q",
  },
  {
    name: "the size of what is infinite below zero",
    template: long + '{"x":{{ a | plus: 0 | at_most: 5 | abs | at_least: 0 }}}',
    properties: { a: `-${endless}` },
    ruby: '{"x":Infinity}',
  },
  {
    name: "what is infinite divided by less than zero",
    template: long + '{"x":{{ a | plus: 0 | at_least: 5 | divided_by: -1 | at_most: 0 }}}',
    properties: { a: endless },
    ruby: '{"x":-Infinity}',
  },
  {
    name: "the remainder of what is infinite",
    template: long + '{"x":{{ a | plus: 0 | modulo: 7 | at_most: 7 | at_least: 0 }}}',
    properties: { a: endless },
    ruby: '{"x":NaN}',
  },
  {
    name: "a bound that is longer than a float",
    template: `${long}{% assign size = a | size %}{% assign bound = "1${"0".repeat(330)}" | plus: size %}{"x":{{ a | at_most: bound | at_least: 0 }}}`,
    properties: { a: endless },
    ruby: '{"x":Infinity}',
  },
  {
    name: "a reference in a replacement that nothing closes",
    template: `${a}${b}{"x":{{ a | replace: "x", b | size }}}`,
    properties: { a: "x", b: "\\k<" },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "a decimal beside a NUL that a filter has decoded",
    template: `{"x":{{ "MS41AA==" | base64_decode | plus: 0 | at_most: 9 | at_least: 0 }}}`,
    properties: {},
    ruby: '{"x":Liquid error: string contains null byte}',
  },
  {
    name: "an index out of data that is too long for an array",
    template: `${a}${b}{"x":{{ a[b] | as_json_string }}}`,
    properties: { a: [1], b: 10 ** 20 },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "a member of what an index did not find",
    template: `${a}${b}{"x":{{ a[b].c | as_json_string }}}`,
    properties: { a: [1], b: 10 ** 20 },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "an index that is too long for an array",
    template: `${a}{"x":{{ a[12345678901234567890] | as_json_string }}}`,
    properties: { a: [1] },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "an index that is called a size",
    template: `${a}${b}{"x":{{ a[b.size] | as_json_string }}}`,
    properties: { a: [1], b: { size: 10 ** 20 } },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "an index that a loop has made too long",
    template: `${a}{% assign n = 1 %}{% for i in (1..20) %}{% assign n = n | times: 99 %}{% endfor %}{"x":{{ a[n] | as_json_string }}}`,
    properties: { a: [1] },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "a length out of data that is too long",
    template: `${b}{% assign n = b | plus: 0 | floor %}{"x":{{ "12" | slice: 0, n }}}`,
    properties: { b: 10 ** 20 },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "decimals out of data that are too many",
    template: `${b}{% assign n = b | size | times: 9999999999 %}{"x":{{ 1.5 | round: n }}}`,
    properties: { b: "x" },
    ruby: '{"x":Liquid error: internal}',
  },
  {
    name: "bounds that no two floats tell from their neighbour",
    template: `${a}{% assign n = a | plus: 0 | at_most: 9007199254740993 | at_least: 9007199254740993 %}{% if n > 9007199254740992 %}oops{% else %}{}{% endif %}`,
    properties: { a: 1 },
    ruby: "oops",
  },
  {
    name: "a guard above 2 ** 53",
    template: `${long}{% assign n = a | plus: 0 %}{% if n <= 9007199254740993 %}{% if n <= 9007199254740992 %}{}{% else %}oops{% endif %}{% else %}{}{% endif %}`,
    properties: { a: "9007199254740993" },
    ruby: "oops",
  },
  {
    name: "a sum of decimals that floats would round down",
    template: `${a}{% assign n = a | plus: 0 | at_most: 0.7 | plus: 0.1 %}{% if n > 0.7999999999999999 %}oops{% else %}{}{% endif %}`,
    properties: { a: 7 },
    ruby: "oops",
  },
  {
    name: "an upper bound that abs turns over",
    template: `${a}{% assign n = a | plus: 0 | at_most: 5 | abs %}{% if n > 6 %}oops{% else %}{}{% endif %}`,
    properties: { a: -7 },
    ruby: "oops",
  },
  {
    name: "an upper bound that a product turns over",
    template: `${a}{% assign n = a | plus: 0 | at_most: 5 | times: -3 %}{% if n > 6 %}oops{% else %}{}{% endif %}`,
    properties: { a: -7 },
    ruby: "oops",
  },
  {
    name: "an upper bound that a difference turns over",
    template: `${a}{% assign n = a | plus: 0 | at_most: 5 %}{% assign m = 5 | minus: n %}{% if m > 6 %}oops{% else %}{}{% endif %}`,
    properties: { a: -7 },
    ruby: "oops",
  },
  {
    name: "an upper bound in a quotient by what is negative",
    template: `${a}{% assign n = a | plus: 0 | at_most: 5 | divided_by: -1 %}{% if n > 6 %}oops{% else %}{}{% endif %}`,
    properties: { a: -7 },
    ruby: "oops",
  },
  {
    name: "an upper bound of text, where a number is NaN",
    template: `${long}{% assign n = a | times: 1.5 | modulo: 7 | at_most: 5 %}{% if n <= 5 %}{}{% else %}oops{% endif %}`,
    properties: { a: endless },
    ruby: "oops",
  },
  {
    name: "a loop over a string that is known to be empty, after a condition that no data decides",
    template:
      "{% capture out %}{% unless forloop %}{% capture items %}{% endcapture %}{% for n in items %}{% endfor %}{% endunless %}{% endcapture %}{% if out.size == 74 %}{% endif %}",
    properties: {},
    ruby: "",
  },
  {
    name: "the same inside the condition",
    template:
      '{% if nothing == nil %}{% assign items = "" %}{% capture out %}{% for n in items %}a{% endfor %}{% endcapture %}{% if out.size == 7 %}{% endif %}{% endif %}',
    properties: {},
    ruby: "",
  },
  {
    name: "loops inside each other over such a string",
    template:
      '{% capture out %}{% unless nothing %}{% assign items = "" %}{% for n in items %}{% for m in n %}a{% endfor %}{% endfor %}{% endunless %}{% endcapture %}{% if out.size == 0 %}{% endif %}',
    properties: {},
    ruby: "",
  },
  {
    name: "a branch that changes what its case compares",
    template: `${a}{"a": {% case a %}{% when 'x' %}{% if b %}{% else %}{% assign a = 'y' %}{% endif %}1{% when 'y' %},{% else %}0{% endcase %}}`,
    properties: { a: "x" },
    ruby: '{"a": 1,}',
  },
  {
    name: "a branch that captures what its case compares",
    template: `${a}{"a": {% case {{a}} %}{% when 1 %}1{% capture a %}y{% endcapture %}{% when 'y' %},{% else %}0{% endcase %}}`,
    properties: { a: 1 },
    ruby: '{"a": 1,}',
  },
  {
    name: "a case with the same value twice",
    template: `${a}{"a": {% case a %}{% when 'x' %}1{% when 'y', 'x' %},{% else %}0{% endcase %}}`,
    properties: { a: "x" },
    ruby: '{"a": 1,}',
  },
  {
    name: "a case in a loop over what it compares",
    template: `${a}{"a": {% for i in a %}{% case i %}{% when 'x' %}1{% for i in a %}{% endfor %}{% when 'y' %},{% endcase %}{% endfor %}}`,
    properties: { a: ["x", "y"] },
    ruby: '{"a": 1,}',
  },
  {
    name: "the last of many constants that a variable is compared with",
    template: `${a}{% if a %}{% assign x = 'k11' %}{% else %}{% assign x = 'k12' %}{% endif %}${chain}{}{% else %}oops{% endif %}`,
    properties: { a: false },
    ruby: "oops",
  },
  {
    // By Braze's documentation: Ruby has no error for a Time beside a string.
    name: "the error of a case that compares on after it has matched",
    template: `${asText}${b}{% capture out %}{% case 'z' %}{% when a or b %}p{{event_properties.\${c}}}{% endcase %}{% endcapture %}{% if out == 'Liquid error: comparison of Time with String failed' %}oops{% else %}{}{% endif %}`,
    properties: { a: "y", b: { $time: now } },
    ruby: "oops",
  },
  {
    name: "the error of a case that fails for those who have matched, and for those who have not",
    template: `${asText}${b}{% capture out %}{% case 'z' %}{% when a %}p{{event_properties.\${c}}}{% when b %}q{% endcase %}{% endcapture %}{% if out == 'Liquid error: comparison of Time with String failed' %}oops{% else %}{}{% endif %}`,
    properties: { a: "y", b: { $time: now } },
    ruby: "oops",
  },
];
