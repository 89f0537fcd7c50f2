import { parseExpression } from "../syntax/parser/expression.js";
import { fragment, pattern, space } from "../syntax/parser/patterns.js";
import { brokenTag, type TagSource } from "../syntax/parser/tag-parser.js";
import type { Cycle, Expression } from "../syntax/template.js";
import { inspect } from "../values/print.js";
import { liquidReference, type TagDefinition } from "./definition.js";

const named = pattern(`^(${fragment})${space}*:${space}*(.*)`, "s");
const simple = pattern(`^(?:${fragment})+`);
const part = pattern(fragment);

export const cycle: TagDefinition<Cycle> = {
  name: "cycle",
  status: "standard",
  alternative: "use `forloop.index0 | modulo: n` and `if`",
  summary: "Prints its values in turn.",
  syntax: "{% cycle 'a', 'b' %}",
  example: {
    template: "{% for i in (1..3) %}{% cycle 'odd', 'even' %} {% endfor %}",
    output: "odd even odd ",
  },
  source: `${liquidReference}/tags/iteration/`,
  parse(source) {
    const { head, range, markup, findings } = source;
    const group = named.exec(markup.text);
    if (!group && !simple.test(markup.text)) {
      findings.error(head, "`cycle` needs values", ["for example `{% cycle 'a', 'b' %}`"]);
      return brokenTag(source);
    }
    const values = valuesFrom(source, group ? group.indices![2]![0] : 0);
    return {
      kind: "cycle",
      ...range,
      head,
      blank: false,
      group: group ? parseExpression(markup, ...group.indices![1]!) : undefined,
      values,
      key: keyOf(values, head.start),
    };
  },
  run({ group, values, key, head }, machine) {
    const branches = values.map((value) => () => machine.print(value, head));
    machine.decide(branches, group ? [group] : [], head, ({ cycles }, [named]) => {
      const name = named === undefined ? key : groupKey(named);
      const at = cycles.get(name) ?? 0;
      cycles.set(name, at + 1 >= values.length ? 0 : at + 1);
      return at;
    });
  },
};

/** Ruby cuts at every comma, even inside quotes, and takes the first word of each piece. */
function valuesFrom({ markup }: TagSource, from: number): Expression[] {
  const values: Expression[] = [];
  let start = from;
  for (const piece of markup.text.slice(from).split(",")) {
    const found = part.exec(piece);
    if (found)
      values.push(parseExpression(markup, start + found.index, start + found.index + found[0].length));
    start += piece.length + 1;
  }
  return values;
}

const groupKey = (value: Parameters<typeof inspect>[0]) =>
  typeof value === "string" ? `text ${value}` : inspect(value);

/** Ruby names a cycle by how its values print: literals share a place, a variable is never equal to another. */
const keyOf = (values: readonly Expression[], place: number): string =>
  values.every((value) => value.kind === "literal")
    ? `text [${values.map((value) => inspect(value.kind === "literal" ? value.value : null)).join(", ")}]`
    : `at ${place}`;
