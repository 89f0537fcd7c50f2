import type { MadeKinds } from "../runtime/machine.js";
import { parseExpression } from "../syntax/parser/expression.js";
import type { Expression, Random } from "../syntax/template.js";
import { isInteger, RubyFloat } from "../value.js";
import type { TagDefinition } from "./definition.js";

export const random: TagDefinition<Random> = {
  name: "random",
  status: "documented",
  summary:
    "Prints a random float from 0 to 1, or a whole number from 0 to below its argument. Seeded here, so a rendering repeats.",
  syntax: "{% random 10 %}",
  example: { template: "{% random 1 %}", output: "0" },
  source: "_docs/_user_guide/messaging/design_and_edit/personalize/liquid/tutorials.md",
  parse({ head, range, markup }) {
    const at = markup.trim(0, markup.text.length);
    const limit = at.end > at.start ? parseExpression(markup, at.start, at.end) : undefined;
    return { kind: "random", ...range, head, blank: false, limit };
  },
  run({ limit, head }, machine) {
    machine.made(kindsOf(limit), limit ? [limit] : [], head, (user, [most = null]) => {
      const number = user.random();
      const whole = typeof most === "string" ? Number.parseInt(most, 10) : isInteger(most) ? Number(most) : 0;
      return whole > 0 ? Math.floor(number * whole) : new RubyFloat(number);
    });
  },
};

/** Without a whole number above 0, a fraction is drawn. */
function kindsOf(limit: Expression | undefined): MadeKinds {
  if (limit === undefined) return "fraction";
  if (limit.kind !== "literal" || !isInteger(limit.value)) return "either";
  return limit.value > 0 ? "integer" : "fraction";
}
