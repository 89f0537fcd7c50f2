import type { Comparison, Condition, Expression } from "../../liquid/syntax/template.js";
import { nil } from "../domain/value.js";
import { TooComplex } from "../fuel.js";
import type { Terms, Test } from "../terms/term.js";
import type { Lookups } from "./lookups.js";
import type { State } from "./state.js";

/** Tests within tests are asked one within the other. */
const mostComparisons = 500;

/** A condition as a term; `and` and `or` group from the right, as Ruby Liquid has them. */
export function testOf(terms: Terms, lookups: Lookups, state: State, condition: Condition): Test {
  const { terms: comparisons, operators } = condition;
  if (comparisons.length > mostComparisons) throw new TooComplex(condition);
  const last = comparisons.at(-1);
  if (!last) return terms.test({ op: "fixed", holds: false });
  let test = comparison(terms, lookups, state, last);
  for (let i = comparisons.length - 2; i >= 0; i--) {
    const left = comparison(terms, lookups, state, comparisons[i]!);
    test = terms.test({ op: operators[i]?.word ?? "and", left, right: test });
  }
  return test;
}

function comparison(
  terms: Terms,
  lookups: Lookups,
  state: State,
  { left, operator, right }: Comparison,
): Test {
  const term = (expression: Expression | undefined) => termOf(terms, lookups, state, expression);
  if (!operator) {
    if (left?.kind === "emptiness") return terms.test({ op: "fixed", holds: true });
    return terms.test({ op: "truthy", value: term(left) });
  }
  const word = operator.text;
  switch (word) {
    case "==":
    case "!=":
    case "<>": {
      const same = equality(terms, lookups, state, left, right);
      return word === "==" ? same : terms.test({ op: "not", test: same });
    }
    case "<":
    case ">":
    case "<=":
    case ">=":
      if (left?.kind === "emptiness" || right?.kind === "emptiness") {
        const other = left?.kind === "emptiness" ? right : left;
        if (!mayFail(other)) return terms.test({ op: "fixed", holds: false });
        // Nothing has an order, either, once the other side is made.
        return terms.test({ op: "order", order: word, left: term(other), right: terms.some(nil) });
      }
      return terms.test({ op: "order", order: word, left: term(left), right: term(right) });
    case "contains":
      if (left?.kind === "emptiness")
        return mayFail(right)
          ? terms.test({ op: "contains", left: terms.some(nil), right: term(right) })
          : terms.test({ op: "fixed", holds: false });
      return terms.test({ op: "contains", left: term(left), right: term(right) });
    default:
      return terms.test({
        op: "unknown-operator",
        operator: word,
        left: term(left),
        right: term(right),
      });
  }
}

/** Whether making a value may fail: filters, the ends of a range, and an index that is too long for a list. */
const mayFail = (expression: Expression | undefined): boolean =>
  expression?.kind === "braced" ||
  expression?.kind === "range" ||
  (expression?.kind === "lookup" &&
    expression.path.some(
      (part) =>
        part.kind !== "key" && !(part.index.kind === "literal" && typeof part.index.value !== "bigint"),
    ));

/** `==`: a test where `blank` or `empty` is on one side. */
export function equality(
  terms: Terms,
  lookups: Lookups,
  state: State,
  left: Expression | undefined,
  right: Expression | undefined,
): Test {
  const term = (one: Expression | undefined) => termOf(terms, lookups, state, one);
  const word = left?.kind === "emptiness" ? left : right?.kind === "emptiness" ? right : undefined;
  if (!word) return terms.test({ op: "equals", left: term(left), right: term(right) });
  const other = word === left ? right : left;
  // The words themselves are neither blank nor empty.
  if (other?.kind === "emptiness") return terms.test({ op: "fixed", holds: false });
  return terms.test({ op: word.word, value: term(other) });
}

const termOf = (terms: Terms, lookups: Lookups, state: State, expression: Expression | undefined) =>
  expression ? lookups.expression(state, expression) : terms.some(nil);
