import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Expression } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import type { Rule } from "../rule.js";
import { kindOf } from "../subject/value-kinds.js";

export const textComparedWithNumber: Rule = {
  kind: findingKind("MI129", "text-compared-with-number", "warning"),
  summary: "A number in quotes is compared with a value that may be a number.",
  why: '`\'5\'` is a text. Against a number `==` is never true and `<` fails; against a text `<` goes by letters, so that `"10"` comes before `"9"`.',
  remedy: "Write the number without quotes, and bring the value to a number first: `| plus: 0`.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/operators"],
  bad: {
    body: `{% if \${random_bucket_number} == '5000' %}{% abort_message('held out') %}{% endif %}{"a": 1}`,
  },
  good: {
    body: `{% if \${random_bucket_number} == 5000 %}{% abort_message('held out') %}{% endif %}{"a": 1}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template, spanOf }) =>
      nodesOf(template.nodes, "comparison").flatMap(({ left, operator, right }) => {
        const [text, other] = isNumberText(left) ? [left, right] : [right, left];
        if (!operator || !isNumberText(text) || !other || !isWrong(operator.text, other, template.nodes))
          return [];
        return [
          report(`${quoted(text.value)} is a text, compared with a value that may be a number`, spanOf(text)),
        ];
      }),
    ),
};

const isNumberText = (
  value: Expression | undefined,
): value is Extract<Expression, { kind: "literal" }> & { readonly value: string } =>
  value?.kind === "literal" && typeof value.value === "string" && /^-?\d+(\.\d+)?$/.test(value.value);

/** An id or a postcode may well be digits in a text; a number never is, and an order by letters is never meant. */
const isWrong = (operator: string, other: Expression, nodes: Body): boolean =>
  other.kind !== "literal" && (/^[<>]=?$/.test(operator) || kindOf(other, nodes) === "number");
