import { parseFiltered } from "../parser/filtered.js";
import type { Echo } from "../template.js";
import { print } from "../values/print.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

export const echo: TagDefinition<Echo> = {
  name: "echo",
  status: "documented",
  summary: "Prints a value, as an output does.",
  syntax: "{% echo name | filter %}",
  source: usingLiquid,
  parse: ({ head, range, markup }) => ({
    kind: "echo",
    ...range,
    head,
    blank: false,
    value: parseFiltered(markup, { within: "echo" }),
  }),
  render({ value }, renderer) {
    renderer.write(print(renderer.filtered(value)));
  },
};
