import type { TagSource } from "../syntax/parser/tag-parser.js";
import type { Counter } from "../syntax/template.js";
import { liquidReference, type TagDefinition } from "./definition.js";

function parse(kind: "increment" | "decrement", { head, range, markup }: TagSource): Counter {
  const at = markup.trim(0, markup.text.length);
  const variable = markup.name(markup.slice(at.start, at.end), at.start, at.end);
  return { kind, ...range, head, blank: false, variable };
}

const source = `${liquidReference}/tags/variable/`;
const alternative = "write `{% assign n = n | plus: 1 %}`";

export const increment: TagDefinition<Counter> = {
  name: "increment",
  status: "standard",
  alternative,
  summary: "Prints a counter, then adds 1; it begins at 0.",
  syntax: "{% increment n %}",
  example: { template: "{% increment n %}{% increment n %}", output: "01" },
  source,
  parse: (tag) => parse("increment", tag),
  run({ variable, head }, machine) {
    machine.count(variable.text, 1, "before", head);
  },
};

export const decrement: TagDefinition<Counter> = {
  name: "decrement",
  status: "standard",
  alternative: "write `{% assign n = n | minus: 1 %}`",
  summary: "Takes 1 from a counter, then prints it; it begins at -1.",
  syntax: "{% decrement n %}",
  example: { template: "{% decrement n %}{% decrement n %}", output: "-1-2" },
  source,
  parse: (tag) => parse("decrement", tag),
  run({ variable, head }, machine) {
    machine.count(variable.text, -1, "after", head);
  },
};
