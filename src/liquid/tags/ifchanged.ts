import type { IfChanged } from "../syntax/template.js";
import { liquidReference, type TagDefinition } from "./definition.js";

export const ifchanged: TagDefinition<IfChanged> = {
  name: "ifchanged",
  status: "standard",
  alternative: "keep the last value in a variable and compare with `if`",
  summary: "Prints the block unless the last `ifchanged` printed the same.",
  syntax: "{% ifchanged %}…{% endifchanged %}",
  example: {
    template:
      "{% assign l = 'a,a,b' | split: ',' %}{% for x in l %}{% ifchanged %}{{ x }}{% endifchanged %}{% endfor %}",
    output: "ab",
  },
  source: `${liquidReference}/tags/iteration/`,
  end: "endifchanged",
  parse(source) {
    const body = source.newBody();
    const { head } = source;
    return {
      body,
      close: (range, tail, end) => ({
        kind: "ifchanged",
        ...range,
        head,
        tail,
        blank: body.blank,
        body: body.build(end, false),
      }),
    };
  },
  run({ body, head }, machine) {
    machine.printChanged(body, head);
  },
};
