import { isTest, type Term, type Test } from "../terms/term.js";

/** Variables that a test sets to one constant or another, such as the comma before all members but the first. */
export type Selectors = ReadonlyMap<Test, readonly Term[]>;

/** The selectors that a text and its tests are made of, by the test that sets each. */
export function selectorsIn(text: Term): Selectors {
  const found = new Map<Test, Term[]>();
  const seen = new Set<Term | Test>();
  const queue: (Term | Test)[] = [text];
  const isSelector = selectorTest();
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    if (one.op === "choice" && isTest(one.by) && isSelector(one))
      found.set(one.by, [...(found.get(one.by) ?? []), one]);
    queue.push(...partsOf(one));
  }
  return found;
}

function selectorTest(): (term: Term) => boolean {
  const known = new Map<Term, boolean>();
  const isSelector = (term: Term): boolean => {
    if (term.op === "some") return true;
    if (term.op !== "choice") return false;
    let found = known.get(term);
    if (found === undefined) {
      found = isSelector(term.yes) && isSelector(term.no);
      known.set(term, found);
    }
    return found;
  };
  return isSelector;
}

function partsOf(one: Term | Test): readonly (Term | Test)[] {
  switch (one.op) {
    case "choice":
      return [...(isTest(one.by) ? [one.by] : []), one.yes, one.no];
    case "text":
      return one.parts;
    case "printed":
    case "truthy":
    case "blank":
    case "empty":
      return [one.value];
    case "not":
    case "fails":
      return [one.test];
    case "and":
    case "or":
    case "equals":
    case "contains":
    case "order":
      return [one.left, one.right];
    case "filter":
    case "some":
    case "input":
    case "member":
    case "item":
    case "range":
    case "bound":
    case "attempt":
    case "unknown-operator":
    case "fixed":
      return [];
  }
}
