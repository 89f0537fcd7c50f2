import type { Assumptions } from "../assumptions.js";
import { LiquidError } from "../liquid-error.js";
import type { Comparison, Expression } from "../syntax/template.js";
import { isArray, isFloat, isHash, isInteger, isTime, RubyRange, type Value } from "../value.js";
import { isBlank, isEmpty, isTruthy } from "../values/blank.js";
import { compare, contains, equal } from "../values/compare.js";
import type { Meter } from "./meter.js";
import { weightOf } from "./weight.js";

/** What a condition needs of a rendering. */
export interface Evaluator {
  readonly assume: Assumptions;
  readonly meter: Meter;
  evaluate(expression: Expression): Value;
}

/** One comparison, or the value itself where there is no operator. */
export function holds(evaluator: Evaluator, { left, operator, right }: Comparison): boolean {
  if (!operator) return left?.kind === "emptiness" || isTruthy(evaluate(evaluator, left));
  switch (operator.text) {
    case "==":
      return equals(evaluator, left, right);
    case "!=":
    case "<>":
      return !equals(evaluator, left, right);
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const [a, b] = [evaluate(evaluator, left), evaluate(evaluator, right)];
      // the test words are not values, so nothing is less or more than they are
      return left?.kind !== "emptiness" && right?.kind !== "emptiness" && compare(operator.text, a, b);
    }
    case "contains":
      return left?.kind !== "emptiness" && includes(evaluator, evaluate(evaluator, left), right);
    default:
      evaluate(evaluator, left);
      evaluate(evaluator, right);
      throw new LiquidError(`Unknown operator ${operator.text}`);
  }
}

/** `==`: a test where `blank` or `empty` is on one side. */
export function equals(
  evaluator: Evaluator,
  left: Expression | undefined,
  right: Expression | undefined,
): boolean {
  const [a, b] = [evaluate(evaluator, left), evaluate(evaluator, right)];
  const word = left?.kind === "emptiness" ? left.word : right?.kind === "emptiness" ? right.word : undefined;
  const value = left?.kind === "emptiness" ? b : a;
  if (isTime(a) || isTime(b)) checkTime(evaluator, a, b);
  // the words themselves are neither blank nor empty
  if (left?.kind === "emptiness" && right?.kind === "emptiness") return false;
  if (word === "blank") return isBlank(value);
  if (word === "empty") return isEmpty(value);
  // what is in the smaller of two lists is all that is compared
  if (typeof a === "object" && typeof b === "object") evaluator.meter.read(weightOf(a) < weightOf(b) ? a : b);
  return equal(a, b);
}

/** Braze documents that a Time compared with `blank` or a text raises; Ruby alone would answer false (`…/liquid/faq.md`). */
function checkTime(evaluator: Evaluator, a: Value, b: Value): void {
  if (evaluator.assume["time-blank"] !== "error") return;
  if (typeof a === "string" || typeof b === "string")
    throw new LiquidError("comparison of Time with String failed");
}

function includes(evaluator: Evaluator, container: Value, expression: Expression | undefined): boolean {
  const wanted = evaluate(evaluator, expression);
  // the test word is an object of its own to an array, and prints as nothing to a text
  if (expression?.kind === "emptiness") return typeof container === "string";
  if (container instanceof RubyRange) {
    const number = isFloat(wanted) ? wanted.value : isInteger(wanted) ? wanted : undefined;
    return number !== undefined && container.first <= number && number <= container.last;
  }
  if (isArray(wanted) || isHash(wanted)) evaluator.meter.read(container);
  return contains(container, wanted);
}

function evaluate(evaluator: Evaluator, expression: Expression | undefined): Value {
  if (!expression) return null;
  const value = evaluator.evaluate(expression);
  evaluator.meter.move(value);
  return value;
}
