import type { Abstract } from "../domain/value.js";
import { type Fuel, factsPerUnit } from "../fuel.js";
import { Evaluation, type Fact, keyOfFact } from "./evaluate.js";
import { type Formulas, type Input, isTest, type Symbol_, type Test } from "./term.js";

/** Facts that one fact may bring along: a chain of guards is as long as an item has required members. */
const mostFacts = 200;

/**
 * What is known once one more fact is: the facts, and what follows about the tests inside them. A body often collects
 * several guards in one variable (`kind` is blanked when a required member is missing) and tests that alone:
 * `[T ? "" : k] == "{"` says that T was false.
 */
export function withImplied(
  formulas: Formulas,
  fuel: Fuel,
  facts: readonly Fact[],
  fact: Fact,
): readonly Fact[] {
  fuel.spend(facts.length / factsPerUnit);
  const all = [...facts];
  const known = new Map(facts.map((one) => [one.test.id, one.holds]));
  const queue = [...forced(formulas, fuel, fact)];
  while (queue.length > 0 && all.length - facts.length < mostFacts) {
    const next = queue.shift()!;
    fuel.spend(all.length / factsPerUnit);
    if (known.get(next.test.id) === next.holds) continue;
    all.push(next);
    known.set(next.test.id, next.holds);
    for (const decided of decidedBy(formulas, known, next)) queue.push(...forced(formulas, fuel, decided));
    // What was open may be decided now.
    for (const earlier of all) {
      if (hangsOn(formulas, earlier.test, next.test))
        for (const decided of decidedBy(formulas, known, earlier))
          queue.push(...forced(formulas, fuel, decided));
    }
  }
  return all;
}

type Known = ReadonlyMap<number, boolean>;

/** What a test says of the side of a choice that is known to be taken, or of the other part when one is known. */
function decidedBy(formulas: Formulas, known: Known, { test, holds }: Fact): Fact[] {
  if (test.op === "and" || test.op === "or") {
    // `and` came false, or `or` true: the part that is not to blame leaves the other.
    if (holds === (test.op === "and")) return [];
    if (knownOf(known, test.left) === !holds) return [{ test: test.right, holds }];
    return knownOf(known, test.right) === !holds ? [{ test: test.left, holds }] : [];
  }
  return operandsOf(formulas, test).flatMap(({ symbol, testOf }) => {
    if (symbol.op !== "choice" || !isTest(symbol.by)) return [];
    const taken = known.get(symbol.by.id);
    return taken === undefined ? [] : [{ test: testOf(taken ? symbol.yes : symbol.no), holds }];
  });
}

const knownOf = (known: Known, test: Test): boolean | undefined => {
  const inner = test.op === "not" ? known.get(test.test.id) : undefined;
  return inner === undefined ? known.get(test.id) : !inner;
};

const isOrDenies = (test: Test, other: Test): boolean =>
  test === other || (test.op === "not" && test.test === other);

const hangsOn = (formulas: Formulas, test: Test, decided: Test): boolean =>
  test.op === "and" || test.op === "or"
    ? isOrDenies(test.left, decided) || isOrDenies(test.right, decided)
    : operandsOf(formulas, test).some(({ symbol }) => isChoiceBy(symbol, decided));

const isChoiceBy = (symbol: Symbol_, test: Test): boolean => symbol.op === "choice" && symbol.by === test;

interface Operand {
  readonly symbol: Symbol_;
  /** The same test of another formula in its place. */
  testOf(symbol: Symbol_): Test;
}

function operandsOf(formulas: Formulas, test: Test): Operand[] {
  switch (test.op) {
    case "truthy":
    case "blank":
    case "empty":
      return [{ symbol: test.value, testOf: (value) => formulas.test({ op: test.op, value }) }];
    case "equals":
    case "contains": {
      const { op, left, right } = test;
      return [
        { symbol: left, testOf: (side) => formulas.test({ op, left: side, right }) },
        { symbol: right, testOf: (side) => formulas.test({ op, left, right: side }) },
      ];
    }
    case "order":
    case "not":
    case "and":
    case "or":
    case "unknown-operator":
    case "fixed":
      return [];
  }
}

const memos = new WeakMap<Formulas, Map<number, readonly Fact[]>>();

/** A fact, and all that follows from it alone. */
function forced(formulas: Formulas, fuel: Fuel, fact: Fact): readonly Fact[] {
  let memo = memos.get(formulas);
  if (!memo) {
    memo = new Map();
    memos.set(formulas, memo);
  }
  const key = keyOfFact(fact);
  const found = memo.get(key);
  if (found) return found;
  memo.set(key, [fact]);
  const all = unique([fact, ...consequences(formulas, fuel, fact)]);
  memo.set(key, all);
  return all;
}

const unique = (facts: readonly Fact[]): Fact[] => [
  ...new Map(facts.map((fact) => [keyOfFact(fact), fact])).values(),
];

function consequences(formulas: Formulas, fuel: Fuel, { test, holds }: Fact): readonly Fact[] {
  if (test.op === "not") return forced(formulas, fuel, { test: test.test, holds: !holds });
  if (test.op === "and" || test.op === "or") {
    // Both are known when `and` came true or `or` false.
    if (holds !== (test.op === "and")) return [];
    return [
      ...forced(formulas, fuel, { test: test.left, holds }),
      ...forced(formulas, fuel, { test: test.right, holds }),
    ];
  }
  return operandsOf(formulas, test).flatMap((operand) => [...ofChoice(formulas, fuel, operand, holds)]);
}

const none: ReadonlyMap<Input, Abstract> = new Map();

/**
 * When only one side of a choice can make the test come out so, the choice is known, and what follows for the side; when
 * both can, what follows from either.
 */
function ofChoice(
  formulas: Formulas,
  fuel: Fuel,
  { symbol, testOf }: Operand,
  holds: boolean,
): readonly Fact[] {
  if (symbol.op !== "choice") return [];
  const { by, yes, no } = symbol;
  const may = (side: Symbol_, way: boolean): boolean => {
    const facts = isTest(by) ? [{ test: by, holds: way }] : [];
    const found = new Evaluation(none, facts, fuel).test(testOf(side));
    return holds ? found.true : found.false;
  };
  const sides = [
    [yes, true],
    [no, false],
  ] as const;
  const [first, second] = sides
    .filter(([side, way]) => may(side, way))
    .map(([side, way]) => [
      ...(isTest(by) ? forced(formulas, fuel, { test: by, holds: way }) : []),
      ...forced(formulas, fuel, { test: testOf(side), holds }),
    ]);
  if (!first || !second) return first ?? [];
  const shared = new Set(second.map(keyOfFact));
  return first.filter((fact) => shared.has(keyOfFact(fact)));
}
