import { parseFiltered } from "../syntax/parser/expression.js";
import { assignable, pattern, space } from "../syntax/parser/patterns.js";
import { brokenTag, type TagSource } from "../syntax/parser/tag-parser.js";
import { checkVariableName } from "../syntax/parser/variable-name.js";
import type { Assign } from "../syntax/template.js";
import { type TagDefinition, usingLiquid } from "./definition.js";

const syntax = pattern(`(${assignable})${space}*=${space}*`);

/** What stands between a name and its value where `=` alone is due. */
const otherSign = /^(\w+)\s*(:=|[+\-*/]=|\+\+|--|:(?!=)|(?=[\s"'$]))\s*(.*)$/s;

const filterOf: Readonly<Record<string, string>> = {
  "+": "plus",
  "-": "minus",
  "*": "times",
  "/": "divided_by",
};

function tellOfSign({ markup, findings, head }: TagSource): void {
  const [whole, name = "", sign = "", value = ""] =
    otherSign.exec(markup.slice(0, markup.text.length).trim()) ?? [];
  const filter = filterOf[sign[0] ?? ""];
  const step = sign === "++" || sign === "--" ? "1" : value;
  if (whole === undefined || (step === "" && sign === "")) {
    findings.error(head, "`assign` needs a name, `=` and a value", [
      "for example `{% assign name = value %}`",
    ]);
    return;
  }
  const meant = filter ? `${name} = ${name} | ${filter}: ${step}` : `${name} = ${value}`;
  const at = markup.trim(0, markup.text.length);
  findings.error(
    markup.place(at.start, at.end),
    sign === ""
      ? "`=` is missing between the name and its value"
      : `\`assign\` takes \`=\` alone, not \`${sign}\``,
    [`write \`{% assign ${meant} %}\``],
    meant,
  );
}

export const assign: TagDefinition<Assign> = {
  name: "assign",
  status: "documented",
  summary: "Gives a variable a value, which keeps its type.",
  syntax: "{% assign name = {{event_properties.${x}}} | filter %}",
  example: {
    template: "{% assign total = {{event_properties.${price}}} | times: 2 %}{{ total }}",
    fixture: { event: { name: "Order Placed", properties: { price: 19.99 } } },
    output: "39.98",
  },
  source: usingLiquid,
  parse(source) {
    const { markup, findings, head, range } = source;
    const found = syntax.exec(markup.text);
    if (!found) {
      tellOfSign(source);
      return brokenTag(source);
    }
    const [from, to] = found.indices![1]!;
    const variable = markup.name(found[1]!, from, to);
    checkVariableName(markup, variable, from);
    const equals = found.indices![0]![1];
    if (markup.text[equals] === "=") {
      findings.invalid(
        markup.place(equals - 1, equals + 1),
        "the operator `==` is not allowed in `assign`",
        ["one `=` assigns; operators work in `if`, `elsif` and `unless` only"],
        "error",
        "=",
      );
    }
    const value = parseFiltered(markup, { within: "assign" }, equals);
    return { kind: "assign", ...range, head, blank: true, variable, value };
  },
  run({ variable, value }, machine) {
    machine.assign(variable.text, value);
  },
};
