import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Comparison, Condition } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

export const literalCondition: Rule = {
  kind: findingKind("MI155", "literal-condition", "warning"),
  summary: "A string or number alone beside `and` or `or`.",
  why: "In `tier == 'gold' or 'platinum'` the second condition is `'platinum'`, and a string by itself is true: the whole holds for everybody. Only `nil` and `false` are not true.",
  fix: "Name what is compared again for each value: `tier == 'gold' or tier == 'platinum'`.",
  sources: [
    "https://shopify.github.io/liquid/basics/truthy-and-falsy/",
    "https://shopify.github.io/liquid/basics/operators/",
  ],
  bad: {
    body: `{% if custom_attribute.\${tier} == 'gold' or 'platinum' %}{% assign lounge = 1 %}{% endif %}{"lounge": {{lounge | plus: 0}}}`,
  },
  good: {
    body: `{% if custom_attribute.\${tier} == 'gold' or custom_attribute.\${tier} == 'platinum' %}{% assign lounge = 1 %}{% endif %}{"lounge": {{lounge | plus: 0}}}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes, source }, spanOf }) =>
      liveNodesOf(nodes, "condition").flatMap((condition) => {
        const { terms } = condition;
        // `x between 5 and 10` is told of by its operator.
        const isRange = terms.some(({ operator }) => operator?.text === "between");
        const alone = terms.length > 1 && !isRange ? terms.filter(isLiteralAlone) : [];
        const text = ({ start, end }: { start: number; end: number }) => source.text.slice(start, end);
        return alone.map((term) => {
          const outcome = isFalse(term) ? "is never true" : "is always true";
          const before = terms.slice(0, terms.indexOf(term)).findLast(({ operator }) => operator);
          const again =
            before?.left && before.operator
              ? `Name what is compared again: \`${text(before.left)} ${before.operator.text} ${text(term)}\`.`
              : literalCondition.fix;
          const whole = wholeOutcome(condition, term);
          return report(`${text(term)} alone ${outcome}${whole}`, spanOf(term), [again]);
        });
      }),
    ),
};

/** `'b'` in `a == 'a' or 'b'`. */
export const isLiteralAlone = ({ left, operator }: Comparison): boolean =>
  !operator && left?.kind === "literal";

const isFalse = ({ left }: Comparison): boolean =>
  left?.kind === "literal" && (left.value === null || left.value === false);

/** What that makes of the conditions that are joined, where one word joins them all. */
function wholeOutcome({ operators }: Condition, term: Comparison): string {
  const isAll = (word: "and" | "or") => operators.every((one) => one.word === word);
  if (isAll("or")) return isFalse(term) ? "" : ", so the condition holds for everybody";
  if (isAll("and")) return isFalse(term) ? ", so the condition holds for nobody" : ", so it decides nothing";
  return "";
}
