import { LiquidError } from "../liquid-error.js";
import type { Renderer } from "../render.js";
import type { Comparison, Expression } from "../template.js";
import { isFloat, isInteger, isTime, RubyRange, type Value } from "../value.js";
import { isBlank, isEmpty, isTruthy } from "../values/blank.js";
import { compare, contains, equal } from "../values/compare.js";

/** One comparison, or the value itself where there is no operator. */
export function holds(renderer: Renderer, { left, operator, right }: Comparison): boolean {
  if (!operator) return left?.kind === "emptiness" || isTruthy(evaluate(renderer, left));
  switch (operator.text) {
    case "==":
      return equals(renderer, left, right);
    case "!=":
    case "<>":
      return !equals(renderer, left, right);
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const [a, b] = [evaluate(renderer, left), evaluate(renderer, right)];
      // the test words are no values, so nothing is less or more than they are
      return left?.kind !== "emptiness" && right?.kind !== "emptiness" && compare(operator.text, a, b);
    }
    case "contains":
      return (
        left?.kind !== "emptiness" && includes(evaluate(renderer, left), evaluate(renderer, right), right)
      );
    default:
      evaluate(renderer, left);
      evaluate(renderer, right);
      throw new LiquidError(`Unknown operator ${operator.text}`);
  }
}

/** `==`: a test where `blank` or `empty` stands on one side. */
export function equals(
  renderer: Renderer,
  left: Expression | undefined,
  right: Expression | undefined,
): boolean {
  const [a, b] = [evaluate(renderer, left), evaluate(renderer, right)];
  const word = left?.kind === "emptiness" ? left.word : right?.kind === "emptiness" ? right.word : undefined;
  const value = left?.kind === "emptiness" ? b : a;
  if (isTime(a) || isTime(b)) checkTime(renderer, a, b);
  // the words themselves are neither blank nor empty
  if (left?.kind === "emptiness" && right?.kind === "emptiness") return false;
  if (word === "blank") return isBlank(value);
  if (word === "empty") return isEmpty(value);
  return equal(a, b);
}

/** Braze documents that a Time compared with `blank` or a text raises; Ruby alone would answer false (`…/liquid/faq.md`). */
function checkTime(renderer: Renderer, a: Value, b: Value): void {
  if (renderer.assume["time-blank"] !== "error") return;
  if (typeof a === "string" || typeof b === "string")
    throw new LiquidError("comparison of Time with String failed");
}

function includes(container: Value, wanted: Value, expression: Expression | undefined): boolean {
  // the test word is an object of its own to an array, and prints as nothing to a text
  if (expression?.kind === "emptiness") return typeof container === "string";
  if (container instanceof RubyRange) {
    const number = isFloat(wanted) ? wanted.value : isInteger(wanted) ? wanted : undefined;
    return number !== undefined && container.first <= number && number <= container.last;
  }
  return contains(container, wanted);
}

function evaluate(renderer: Renderer, expression: Expression | undefined): Value {
  if (!expression) return null;
  const value = renderer.evaluate(expression);
  renderer.meter.weigh(value);
  return value;
}
