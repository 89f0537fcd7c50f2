import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Comparison, Condition } from "../../liquid/syntax/template.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import { isLiteralAlone } from "./literal-condition.js";

export const andBeforeOr: Rule = {
  kind: findingKind("MI144", "and-before-or", "warning"),
  summary: "An `and` to the left of an `or`, and so groups otherwise than in other languages.",
  why: "Liquid gives neither word precedence and groups from the right: `a and b or c` is `a and (b or c)`, where other languages read `(a and b) or c`. Whoever has `c` and not `a` is in the other branch.",
  fix: "Write the `or` first, `c or a and b`, if `(a and b) or c` is meant. Otherwise nest one `if` in another, which nobody can misread.",
  sources: ["https://shopify.github.io/liquid/basics/operators/"],
  bad: {
    body: `{% if \${country} == 'DE' and \${city} == 'Bonn' or \${language} == 'en' %}{% assign text = 1 %}{% endif %}{"text": {{text | plus: 0}}}`,
  },
  good: {
    body: `{% if \${language} == 'en' or \${country} == 'DE' and \${city} == 'Bonn' %}{% assign text = 1 %}{% endif %}{"text": {{text | plus: 0}}}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes, source }, spanOf }) =>
      liveNodesOf(nodes, "condition").flatMap((condition) => {
        const { terms, operators } = condition;
        const and = operators.findIndex(({ word }) => word === "and");
        const or = operators.findLastIndex(({ word }) => word === "or");
        if (and < 0 || and > or) return [];
        const text = ({ start, end }: Comparison) => source.text.slice(start, end).replace(/\s+/g, " ");
        if (terms.some(isLiteralAlone) || isSameEitherWay(condition, text)) return [];
        const at = { start: operators[and]!.start, end: condition.end };
        const words = terms.map(text);
        return [
          report(`this is read as \`${grouped(words, operators)}\``, spanOf(at), [fixFor(words, operators)]),
        ];
      }),
    ),
};

type Operators = Condition["operators"];

/** From the right, with the parentheses that Liquid does not have. */
function grouped(words: readonly string[], operators: Operators): string {
  const [first = "", ...rest] = words;
  const [operator, ...others] = operators;
  if (!operator) return first;
  const right = grouped(rest, others);
  const isMixed = others.some(({ word }) => word !== operator.word);
  return `${first} ${operator.word} ${isMixed ? `(${right})` : right}`;
}

/** The comparisons as other languages group them: what `and` joins first. */
function groupsOf<T>(terms: readonly T[], operators: Operators): T[][] {
  const groups: T[][] = [[]];
  terms.forEach((term, index) => {
    if (index > 0 && operators[index - 1]!.word === "or") groups.push([]);
    groups.at(-1)!.push(term);
  });
  return groups;
}

/** The other reading in Liquid's own words, which has room for one group only: the last. */
function fixFor(words: readonly string[], operators: Operators): string {
  const groups = groupsOf(words, operators);
  const joined = groups.filter((group) => group.length > 1);
  const nest = "nest one `if` in another, which nobody can misread";
  if (joined.length > 1) return `If the parts between the \`or\`s are meant to belong together, ${nest}.`;
  const single = groups.filter((group) => group.length === 1).map(([one]) => one);
  const other = [...single, joined[0]!.join(" and ")].join(" or ");
  return `For \`(${joined[0]!.join(" and ")}) or ${single.join(" or ")}\`, write \`${other}\`; else ${nest}.`;
}

/** Comparisons of one condition that are tried in all their outcomes. */
const mostAtoms = 10;

/** Whether both groupings come out the same, whatever the comparisons do. */
function isSameEitherWay({ terms, operators }: Condition, text: (term: Comparison) => string): boolean {
  const atoms = terms.map((term) => atomOf(term, text(term)));
  const names = [...new Set(atoms.map(({ name }) => name))];
  if (names.length > mostAtoms) return false;
  for (let row = 0; row < 2 ** names.length; row++) {
    const values = atoms.map(({ name, turned }) => ((row >> names.indexOf(name)) & 1) === (turned ? 0 : 1));
    const fromRight = values.reduceRight((right, left, index) =>
      operators[index]!.word === "and" ? left && right : left || right,
    );
    const usual = groupsOf(values, operators).some((group) => group.every(Boolean));
    if (fromRight !== usual) return false;
  }
  return true;
}

/** `a != b` is what `a == b` is not. */
const atomOf = ({ operator }: Comparison, text: string): { name: string; turned: boolean } =>
  operator?.text === "!=" ? { name: text.replace("!=", "=="), turned: true } : { name: text, turned: false };
