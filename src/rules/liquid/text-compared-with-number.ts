import { written } from "../../braze/check-name.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, Expression } from "../../liquid/syntax/template.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";
import type { Rule } from "../rule.js";
import { kindOf } from "../subject/value-kinds.js";

export const textComparedWithNumber: Rule = {
  kind: findingKind("MI129", "text-compared-with-number", "warning"),
  summary: "A number in quotes is compared with a value that may be a number.",
  why: '`\'5\'` is a string. Against a number `==` is never true and `<` fails; against a string `<` goes by letters, so that `"10"` comes before `"9"`.',
  fix: "Write the number without quotes, and bring the value to a number first: `| plus: 0`.",
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
        if (!operator || !isNumberText(text) || !other) return [];
        const word = quoted(text.value);
        if (isWrong(operator.text, other, template.nodes))
          return [report(`${word} is a string, compared with a value that may be a number`, spanOf(text))];
        const name = amountIn(other);
        if (name === undefined || !/^[=!]=$/.test(operator.text)) return [];
        const found = report(`this holds only if ${name} arrives as the text ${word}`, spanOf(text), [
          `Where values keep their type, a number is ${text.value} without quotes; | plus: 0 makes a number of either.`,
        ]);
        return [{ ...found, severity: "info" as const }];
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

/** What is counted or measured, by its name: a number, unless it arrives as a text. */
function amountIn(value: Expression): string | undefined {
  const plain = value.kind === "braced" && value.value.filters.length === 0 ? value.value.value : value;
  if (plain?.kind !== "lookup" || plain.root.kind !== "reference" || plain.path.length > 0) return undefined;
  const { namespace, name } = plain.root;
  if (namespace === undefined) return undefined;
  return wordsOf(name.text).some((word) => amounts.has(word))
    ? written(namespace.text, name.text)
    : undefined;
}

const amounts: ReadonlySet<string> = new Set([
  ...[
    "count",
    "quantity",
    "qty",
    "visits",
    "visit",
    "orders",
    "purchases",
    "sessions",
    "points",
    "score",
    "age",
  ],
  ...["amount", "total", "price", "balance", "credits", "days", "nights", "seats", "guests", "items"],
]);
