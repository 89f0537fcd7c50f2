import type { Abstract } from "../braze/liquid/abstract/value.js";
import { Evaluation, type Fact } from "./evaluate.js";
import { type Formulas, type Input, isTest, type Symbol_, type Test } from "./symbol.js";

const none: ReadonlyMap<Input, Abstract> = new Map();
/** Facts that one fact may bring along: a chain of guards is as long as an item has required members. */
const mostSteps = 64;

/**
 * A fact, and what follows from it about the tests inside it. A body often collects several guards in one variable
 * (`kind` is blanked when a required member is missing) and tests that alone: `[T ? "" : k] == "{"` says that T was false.
 */
export function implied(formulas: Formulas, fact: Fact): Fact[] {
  const found: Fact[] = [];
  const queue = [fact];
  for (let next = queue.shift(); next && found.length < mostSteps; next = queue.shift()) {
    found.push(next);
    queue.push(...consequences(formulas, next));
  }
  return found;
}

function consequences(formulas: Formulas, { test, holds }: Fact): Fact[] {
  switch (test.op) {
    case "not":
      return [{ test: test.test, holds: !holds }];
    case "and":
    case "or":
      // Both are known when `and` came true or `or` false.
      return holds === (test.op === "and")
        ? [
            { test: test.left, holds },
            { test: test.right, holds },
          ]
        : [];
    case "truthy":
    case "blank":
    case "empty":
      return ofChoice(test.value, holds, (value) => formulas.test({ op: test.op, value }));
    case "equals":
    case "contains": {
      const { op, left, right } = test;
      return [
        ...ofChoice(left, holds, (value) => formulas.test({ op, left: value, right })),
        ...ofChoice(right, holds, (value) => formulas.test({ op, left, right: value })),
      ];
    }
    default:
      return [];
  }
}

/** When only one side of a choice can make the test come out so, the choice is known, and the side is tested. */
function ofChoice(symbol: Symbol_, holds: boolean, testOf: (side: Symbol_) => Test): Fact[] {
  if (symbol.op !== "choice" || !isTest(symbol.by)) return [];
  const { by: test, yes, no } = symbol;
  const may = (side: Symbol_, taken: boolean): boolean => {
    const found = new Evaluation(none, [{ test, holds: taken }]).test(testOf(side));
    return holds ? found.true : found.false;
  };
  const [ifYes, ifNo] = [may(yes, true), may(no, false)];
  if (ifYes === ifNo) return [];
  return [
    { test, holds: ifYes },
    { test: testOf(ifYes ? yes : no), holds },
  ];
}
