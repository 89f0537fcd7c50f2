import { checkName } from "../../braze/check-name.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Expression } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";

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
        if (!operator || !isNumberText(text) || !other || !isWrong(operator.text, other)) return [];
        return [
          report(
            `${JSON.stringify(text.value)} is a text, compared with a value that may be a number`,
            spanOf(text),
          ),
        ];
      }),
    ),
};

const isNumberText = (
  value: Expression | undefined,
): value is Extract<Expression, { kind: "literal" }> & { readonly value: string } =>
  value?.kind === "literal" && typeof value.value === "string" && /^-?\d+(\.\d+)?$/.test(value.value);

/** An id or a postcode may well be digits in a text; what Braze keeps as a number never is, and an order by letters is never meant. */
function isWrong(operator: string, other: Expression): boolean {
  if (other.kind === "literal") return false;
  if (/^[<>]=?$/.test(operator)) return true;
  if (other.kind === "braced")
    return (
      other.value.filters.length === 0 &&
      other.value.value !== undefined &&
      isWrong(operator, other.value.value)
    );
  if (other.kind !== "lookup" || other.root.kind !== "reference" || other.path.length > 0) return false;
  const { namespace, name } = other.root;
  const verdict = checkName({ namespace: namespace?.text, name: name.text });
  return verdict.known && verdict.type === "integer";
}
