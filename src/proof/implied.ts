import type { Abstract } from "../braze/liquid/abstract/value.js";
import { Evaluation, type Fact } from "./evaluate.js";
import { type Formulas, type Input, isTest, type Symbol_, type Test } from "./symbol.js";

const none: ReadonlyMap<Input, Abstract> = new Map();
/** Facts that one fact may bring along: a chain of guards is as long as an item has required members. */
const mostSteps = 96;

/**
 * What is known once one more fact is: the facts, and what follows about the tests inside them. A body often collects
 * several guards in one variable (`kind` is blanked when a required member is missing) and tests that alone:
 * `[T ? "" : k] == "{"` says that T was false.
 */
export function withImplied(formulas: Formulas, facts: readonly Fact[], fact: Fact): readonly Fact[] {
  const all = [...facts];
  const known = new Map(facts.map((one) => [one.test.id, one.holds]));
  const queue = [fact];
  for (let steps = 0; queue.length > 0 && steps < mostSteps; steps++) {
    const next = queue.shift()!;
    if (known.get(next.test.id) === next.holds) continue;
    all.push(next);
    known.set(next.test.id, next.holds);
    queue.push(...consequences(formulas, known, next));
    // A choice that was open may be decided now.
    for (const earlier of all)
      if (hangsOn(earlier.test, next.test)) queue.push(...consequences(formulas, known, earlier));
  }
  return all;
}

function hangsOn(test: Test, decided: Test): boolean {
  switch (test.op) {
    case "truthy":
    case "blank":
    case "empty":
      return isChoiceBy(test.value, decided);
    case "equals":
    case "contains":
      return isChoiceBy(test.left, decided) || isChoiceBy(test.right, decided);
    default:
      return false;
  }
}

const isChoiceBy = (symbol: Symbol_, test: Test): boolean => symbol.op === "choice" && symbol.by === test;

type Known = ReadonlyMap<Test["id"], boolean>;

function consequences(formulas: Formulas, known: Known, { test, holds }: Fact): Fact[] {
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
      return ofChoice(known, test.value, holds, (value) => formulas.test({ op: test.op, value }));
    case "equals":
    case "contains": {
      const { op, left, right } = test;
      return [
        ...ofChoice(known, left, holds, (value) => formulas.test({ op, left: value, right })),
        ...ofChoice(known, right, holds, (value) => formulas.test({ op, left, right: value })),
      ];
    }
    default:
      return [];
  }
}

/** When only one side of a choice can make the test come out so, the choice is known, and the side is tested. */
function ofChoice(known: Known, symbol: Symbol_, holds: boolean, testOf: (side: Symbol_) => Test): Fact[] {
  if (symbol.op !== "choice" || !isTest(symbol.by)) return [];
  const { by: test, yes, no } = symbol;
  const taken = known.get(test.id);
  if (taken !== undefined) return [{ test: testOf(taken ? yes : no), holds }];
  const may = (side: Symbol_, way: boolean): boolean => {
    const found = new Evaluation(none, [{ test, holds: way }]).test(testOf(side));
    return holds ? found.true : found.false;
  };
  const [ifYes, ifNo] = [may(yes, true), may(no, false)];
  if (ifYes === ifNo) return [];
  return [
    { test, holds: ifYes },
    { test: testOf(ifYes ? yes : no), holds },
  ];
}
