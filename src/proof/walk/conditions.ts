import type { Comparison, Condition, Expression } from "../../liquid/syntax/template.js";
import { nil } from "../domain/value.js";
import type { Formulas, Test } from "../formula/term.js";
import type { Lookups } from "./lookups.js";
import type { State } from "./state.js";

/** A condition as a formula; `and` and `or` group from the right, as Ruby Liquid has them. */
export function testOf(formulas: Formulas, lookups: Lookups, state: State, condition: Condition): Test {
  const { terms, operators } = condition;
  const last = terms.at(-1);
  if (!last) return formulas.test({ op: "fixed", holds: false });
  let test = comparison(formulas, lookups, state, last);
  for (let i = terms.length - 2; i >= 0; i--) {
    const left = comparison(formulas, lookups, state, terms[i]!);
    test = formulas.test({ op: operators[i]?.word ?? "and", left, right: test });
  }
  return test;
}

function comparison(
  formulas: Formulas,
  lookups: Lookups,
  state: State,
  { left, operator, right }: Comparison,
): Test {
  const symbol = (expression: Expression | undefined) => termOf(formulas, lookups, state, expression);
  if (!operator) {
    if (left?.kind === "emptiness") return formulas.test({ op: "fixed", holds: true });
    return formulas.test({ op: "truthy", value: symbol(left) });
  }
  const word = operator.text;
  switch (word) {
    case "==":
    case "!=":
    case "<>": {
      const same = equality(formulas, lookups, state, left, right);
      return word === "==" ? same : formulas.test({ op: "not", test: same });
    }
    case "<":
    case ">":
    case "<=":
    case ">=":
      if (left?.kind === "emptiness" || right?.kind === "emptiness")
        return formulas.test({ op: "fixed", holds: false });
      return formulas.test({ op: "order", order: word, left: symbol(left), right: symbol(right) });
    case "contains":
      if (left?.kind === "emptiness") return formulas.test({ op: "fixed", holds: false });
      return formulas.test({ op: "contains", left: symbol(left), right: symbol(right) });
    default:
      return formulas.test({
        op: "unknown-operator",
        operator: word,
        left: symbol(left),
        right: symbol(right),
      });
  }
}

/** `==`: a test where `blank` or `empty` is on one side. */
export function equality(
  formulas: Formulas,
  lookups: Lookups,
  state: State,
  left: Expression | undefined,
  right: Expression | undefined,
): Test {
  const term = (one: Expression | undefined) => termOf(formulas, lookups, state, one);
  const word = left?.kind === "emptiness" ? left : right?.kind === "emptiness" ? right : undefined;
  if (!word) return formulas.test({ op: "equals", left: term(left), right: term(right) });
  const other = word === left ? right : left;
  // The words themselves are neither blank nor empty.
  if (other?.kind === "emptiness") return formulas.test({ op: "fixed", holds: false });
  return formulas.test({ op: word.word, value: term(other) });
}

const termOf = (formulas: Formulas, lookups: Lookups, state: State, expression: Expression | undefined) =>
  expression ? lookups.expression(state, expression) : formulas.some(nil);
