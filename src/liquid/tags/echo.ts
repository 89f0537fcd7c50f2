import { parseFiltered } from "../syntax/parser/expression.js";
import type { Echo } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

export const echo: TagDefinition<Echo> = {
  name: "echo",
  status: "documented",
  summary: "Prints a value, as an output does.",
  syntax: "{% echo name | filter %}",
  example: {
    template: "{% echo ${first_name} | upcase %}",
    fixture: { user: { first_name: "Ann" } },
    output: "ANN",
  },
  source: usingLiquid,
  parse: ({ head, range, markup }) => ({
    kind: "echo",
    ...range,
    head,
    blank: false,
    value: parseFiltered(markup, { within: "echo" }),
  }),
  run({ value }, machine) {
    machine.print(value, value);
  },
};
