import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Comparison, Expression } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

export const nilAsText: Rule = {
  kind: findingKind("MI157", "nil-as-text", "warning"),
  summary: "A value is compared with `'null'` or another word for nothing in quotes.",
  why: "In quotes it is a string of those letters. What is missing is nothing, and never equals it: nobody is in the branch that was meant for those without the value.",
  fix: "Write `blank`, without quotes, which is also true of an empty string, or `nil`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/conditional_logic",
  ],
  bad: { body: `{% if \${city} == 'null' %}{% abort_message('no city') %}{% endif %}{"a": 1}` },
  good: { body: `{% if \${city} == nil %}{% abort_message('no city') %}{% endif %}{"a": 1}` },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes, source }, spanOf }) => {
      const comparisons = liveNodesOf(nodes, "comparison");
      const text = (one: Expression) => source.text.slice(one.start, one.end);
      return comparisons.flatMap((comparison) => {
        const { word, other } = sidesOf(comparison) ?? {};
        if (!word || !other) return [];
        // Data that somebody exported may hold the word itself; then both are asked for.
        const isAskedFor = comparisons.some(
          (one) =>
            [one.left, one.right].some(isNothing) &&
            [one.left, one.right].some((side) => side && text(side) === text(other)),
        );
        return isAskedFor
          ? []
          : [
              report(
                `${text(word)} in quotes is a string of those letters, and nothing that is missing equals it`,
                spanOf(word),
              ),
            ];
      });
    }),
};

function sidesOf({ left, operator, right }: Comparison): { word: Expression; other: Expression } | undefined {
  if (!operator || !["==", "!="].includes(operator.text) || !left || !right) return undefined;
  if (isWordForNothing(right)) return { word: right, other: left };
  return isWordForNothing(left) ? { word: left, other: right } : undefined;
}

const isWordForNothing = (value: Expression): boolean =>
  value.kind === "literal" &&
  typeof value.value === "string" &&
  /^(null|nil|none|undefined|blank|empty)$/i.test(value.value);

/** `nil`, `blank`, `empty`, or a text of no letters. */
const isNothing = (value: Expression | undefined): boolean =>
  value?.kind === "emptiness" || (value?.kind === "literal" && (value.value === null || value.value === ""));
