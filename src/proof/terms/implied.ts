import type { AbstractValue } from "../domain/value.js";
import { type Fuel, factsPerUnit } from "../fuel.js";
import { Evaluation, type Fact, keyOfFact } from "./evaluate.js";
import { type Input, isTest, type Term, type Terms, type Test } from "./term.js";

/** Facts that one fact may bring along: a chain of guards is as long as an item has required members. */
const mostFacts = 200;

/**
 * What is known once one more fact is: the facts, and what follows about the tests inside them. A body often collects
 * several guards in one variable (`kind` is blanked when a required member is missing) and tests that alone:
 * `[T ? "" : k] == "{"` says that T was false.
 */
export function withImplied(terms: Terms, fuel: Fuel, facts: readonly Fact[], fact: Fact): readonly Fact[] {
  fuel.spend(facts.length / factsPerUnit);
  const all = [...facts];
  const known = new Map(facts.map((one) => [one.test.id, one.holds]));
  const queue = [...forced(terms, fuel, fact)];
  while (queue.length > 0 && all.length - facts.length < mostFacts) {
    const next = queue.shift()!;
    fuel.spend(all.length / factsPerUnit);
    if (known.get(next.test.id) === next.holds) continue;
    all.push(next);
    known.set(next.test.id, next.holds);
    for (const decided of decidedBy(terms, known, next)) queue.push(...forced(terms, fuel, decided));
    // What was open may be decided now.
    for (const earlier of all) {
      if (hangsOn(earlier.test, next.test))
        for (const decided of decidedBy(terms, known, earlier)) queue.push(...forced(terms, fuel, decided));
    }
  }
  return all;
}

type Known = ReadonlyMap<number, boolean>;

/** What a test says of the side of a choice that is known to be taken, or of the other part when one is known. */
function decidedBy(terms: Terms, known: Known, { test, holds }: Fact): Fact[] {
  if (test.op === "and" || test.op === "or") {
    // `and` came false, or `or` true: the part that is not to blame leaves the other.
    if (holds === (test.op === "and")) return [];
    if (knownOf(known, test.left) === !holds) return [{ test: test.right, holds }];
    return knownOf(known, test.right) === !holds ? [{ test: test.left, holds }] : [];
  }
  return operandsOf(terms, test).flatMap(({ term, testOf }) => {
    if (term.op !== "choice" || !isTest(term.by)) return [];
    const taken = known.get(term.by.id);
    return taken === undefined ? [] : [{ test: testOf(taken ? term.yes : term.no), holds }];
  });
}

const knownOf = (known: Known, test: Test): boolean | undefined => {
  const inner = test.op === "not" ? known.get(test.test.id) : undefined;
  return inner === undefined ? known.get(test.id) : !inner;
};

const isOrDenies = (test: Test, other: Test): boolean =>
  test === other || (test.op === "not" && test.test === other);

function hangsOn(test: Test, decided: Test): boolean {
  switch (test.op) {
    case "and":
    case "or":
      return isOrDenies(test.left, decided) || isOrDenies(test.right, decided);
    case "truthy":
    case "blank":
    case "empty":
      return isChoiceBy(test.value, decided);
    case "equals":
    case "contains":
      return isChoiceBy(test.left, decided) || isChoiceBy(test.right, decided);
    case "order":
    case "not":
    case "fails":
    case "unknown-operator":
    case "fixed":
      return false;
  }
}

const isChoiceBy = (term: Term, test: Test): boolean => term.op === "choice" && term.by === test;

interface Operand {
  readonly term: Term;
  /** The same test of another term in its place. */
  testOf(term: Term): Test;
}

function operandsOf(terms: Terms, test: Test): Operand[] {
  switch (test.op) {
    case "truthy":
    case "blank":
    case "empty":
      return [{ term: test.value, testOf: (value) => terms.test({ op: test.op, value }) }];
    case "equals":
    case "contains": {
      const { op, left, right } = test;
      return [
        { term: left, testOf: (side) => terms.test({ op, left: side, right }) },
        { term: right, testOf: (side) => terms.test({ op, left, right: side }) },
      ];
    }
    case "order":
    case "not":
    case "fails":
    case "and":
    case "or":
    case "unknown-operator":
    case "fixed":
      return [];
  }
}

const memos = new WeakMap<Terms, Map<number, readonly Fact[]>>();

/** A fact, and all that follows from it alone. */
function forced(terms: Terms, fuel: Fuel, fact: Fact): readonly Fact[] {
  let memo = memos.get(terms);
  if (!memo) {
    memo = new Map();
    memos.set(terms, memo);
  }
  const key = keyOfFact(fact);
  const found = memo.get(key);
  if (found) return found;
  memo.set(key, [fact]);
  const all = unique([fact, ...consequences(terms, fuel, fact)]);
  memo.set(key, all);
  return all;
}

const unique = (facts: readonly Fact[]): Fact[] => [
  ...new Map(facts.map((fact) => [keyOfFact(fact), fact])).values(),
];

function consequences(terms: Terms, fuel: Fuel, { test, holds }: Fact): readonly Fact[] {
  if (test.op === "not") return forced(terms, fuel, { test: test.test, holds: !holds });
  if (test.op === "and" || test.op === "or") {
    // Both are known when `and` came true or `or` false.
    if (holds !== (test.op === "and")) return [];
    return [
      ...forced(terms, fuel, { test: test.left, holds }),
      ...forced(terms, fuel, { test: test.right, holds }),
    ];
  }
  return operandsOf(terms, test).flatMap((operand) => [...ofChoice(terms, fuel, operand, holds)]);
}

const none: ReadonlyMap<Input, AbstractValue> = new Map();

/**
 * When only one side of a choice can make the test come out so, the choice is known, and what follows for the side; when
 * both can, what follows from either.
 */
function ofChoice(terms: Terms, fuel: Fuel, { term, testOf }: Operand, holds: boolean): readonly Fact[] {
  if (term.op !== "choice") return [];
  const { by, yes, no } = term;
  const may = (side: Term, branch: boolean): boolean => {
    const facts = isTest(by) ? [{ test: by, holds: branch }] : [];
    const found = new Evaluation(none, facts, fuel).test(testOf(side));
    return holds ? found.true : found.false;
  };
  const sides = [
    [yes, true],
    [no, false],
  ] as const;
  const [first, second] = sides
    .filter(([side, branch]) => may(side, branch))
    .map(([side, branch]) => [
      ...(isTest(by) ? forced(terms, fuel, { test: by, holds: branch }) : []),
      ...forced(terms, fuel, { test: testOf(side), holds }),
    ]);
  if (!first || !second) return first ?? [];
  const shared = new Set(second.map(keyOfFact));
  return first.filter((fact) => shared.has(keyOfFact(fact)));
}
