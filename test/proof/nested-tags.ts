/** A tag with a hole in it: what is around another tag. */
type Around = (inside: string) => string;

/**
 * Templates in which every tag is in every tag, inside a loop, a capture, a `case` and a Content Block. They read the
 * variables `list`, `text` and `number` and nothing else from outside, and set `x`, `y` and `n`.
 */
const blocks: Readonly<Record<string, Around>> = {
  if: (inside) => `{% if text %}[${inside}]{% else %}-{% endif %}`,
  "else of if": (inside) =>
    `{% if text == 'a' %}-{% elsif number > 1 %}=${inside}{% else %}+${inside}{% endif %}`,
  "blank if": (inside) => `{% if text %} {% assign x = 1 %}${inside} {% endif %}`,
  unless: (inside) => `{% unless number == 1 %}u${inside}{% endunless %}`,
  case: (inside) =>
    `{% case text %}{% when 'a', x, 'q"q' %}w${inside}{% when text %}t{% else %}e${inside}{% else %}f{% endcase %}`,
  "case of case": (inside) => `{% case 1 %}{% when 1 %}1${inside}{% when 1 %}"{% endcase %}`,
  for: (inside) => `{% for x in list %}{{ x }}${inside}{% if forloop.last %}.{% endif %}{% endfor %}`,
  "for with bounds": (inside) =>
    `{% for y in list limit: number offset: 1 %}${inside};{% else %}none${inside}{% endfor %}`,
  "for over numbers": (inside) =>
    `{% for forloop in (1..number) reversed %}${inside}{{ forloop }}{% endfor %}`,
  "for over numbers in a row": (inside) =>
    `{% for i in (1..3) %}${inside}{{ forloop.index }}{{ forloop.counter }}{% endfor %}`,
  tablerow: (inside) => `{% tablerow x in list cols: 2 %}${inside}{{ tablerowloop.col }}{% endtablerow %}`,
  capture: (inside) => `{% capture x %}<${inside}>{% endcapture %}{{ x }}{{ x | size }}`,
  ifchanged: (inside) => `{% ifchanged %}c${inside}{% endifchanged %}`,
  comment: (inside) => `{% comment %}${inside}{% endcomment %}`,
  liquid: (inside) => `{% liquid\n  assign y = 2\n  echo y\n%}${inside}`,
  raw: () => "{% raw %}{% break %}{% endraw %}",
};

const leaves: Readonly<Record<string, string>> = {
  output: "{{ x }}",
  "failing output": "{{ number | divided_by: 0 }}",
  echo: "{% echo y %}",
  assign: "{% assign x = text | append: '!' %}",
  "assign of a failure": "{% assign x = number | divided_by: 0 %}",
  "failing condition": "{% if text > 1 %}a{% else %}b{% endif %}",
  "failing blank condition": "{% if text > 1 %} {% endif %}",
  break: "{% break %}",
  continue: "{% continue %}",
  "break or not": "{% if x == 1 %}{% break %}{% endif %}",
  "two interrupts": "{% case 1 %}{% when 1 %}{% break %}{% when 1 %}{% continue %}{% endcase %}",
  increment: "{% increment n %}{{ n }}",
  decrement: "{% decrement n %}",
  cycle: "{% cycle 'a', 'b', x %}",
  "cycle of a group": "{% cycle text: 'a', 'b' %}",
  include: "{% include 'file' %}",
  "inline comment": "{% # nothing %}",
  item: "{{ item }}{{ forloop }}{{ forloop.parentloop.index }}",
};

/** Where all of it is. */
const places: Readonly<Record<string, Around>> = {
  alone: (inside) => `${inside}|{{ x }}{{ y }}{{ n }}`,
  "in a loop": (inside) => `{% for item in list %}${inside},{% endfor %}|{{ x }}`,
  "in a capture": (inside) => `{% capture y %}${inside}{% endcapture %}"{{ y }}"`,
  "in a case": (inside) =>
    `{% case number %}{% when 1, number %}${inside}{% else %}${inside}{% endcase %}{{ x }}`,
};

export interface NestedCase {
  readonly name: string;
  readonly template: string;
}

/** Every tag in every tag, in every place. */
export function nestedCases(): NestedCase[] {
  return Object.entries(places).flatMap(([place, around]) =>
    Object.entries(blocks).flatMap(([outer, block]) => [
      ...Object.entries(leaves).map(([inner, leaf]) => ({
        name: `${inner} in ${outer}, ${place}`,
        template: around(block(leaf)),
      })),
      ...Object.entries(blocks).map(([inner, within]) => ({
        name: `${inner} in ${outer}, ${place}`,
        template: around(block(within("{{ x }}{% if number == 1 %}{% continue %}{% endif %}"))),
      })),
    ]),
  );
}

/** Values as adversaries choose them. */
export const nestedData: readonly string[] = [
  '{"list": [1, "a", null], "text": "a", "number": 1}',
  '{"list": ["q\\"q", {"a": 1}, [2]], "text": "q\\"q", "number": 2}',
  '{"list": [], "text": "", "number": "abc"}',
  '{"list": "one", "text": null, "number": 0}',
  '{"list": {"a": 1}, "text": "1", "number": "2"}',
];
