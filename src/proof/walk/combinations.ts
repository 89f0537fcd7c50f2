import type { Range } from "../../source/source.js";
import { type AbstractValue, isEmptySet } from "../domain/value.js";
import type { Fuel } from "../fuel.js";
import { casesOf } from "../terms/cases.js";
import { Evaluation, type Fact } from "../terms/evaluate.js";
import type { Input } from "../terms/term.js";

const maxCombinations = 220;

/**
 * Every way to choose a case for each input, as far as the facts allow it. Where that would be too many, the inputs
 * that come last stay whole.
 */
export function combinations(
  inputs: ReadonlySet<Input>,
  facts: readonly Fact[],
  fuel: Fuel,
  place: Range,
): Map<Input, AbstractValue>[] {
  let all: Map<Input, AbstractValue>[] = [new Map()];
  const chosen = new Set<Input>();
  for (const input of [...inputs].sort((a, b) => rank(a) - rank(b))) {
    // What a branch decides is either of two values, however it is chosen; and what was made where nobody comes is no value.
    if (input.place.kind === "branch" || isEmptySet(input.domain)) continue;
    const own = facts.filter(({ test }) => test.inputs.size === 1 && test.inputs.has(input));
    const choices = casesOf(input)
      .map(({ value }) => value)
      .filter(
        (value) => own.length === 0 || new Evaluation(new Map([[input, value]]), own, fuel).isSatisfiable,
      );
    if (all.length * choices.length > maxCombinations * 8) continue;
    fuel.spend(1, place);
    chosen.add(input);
    const settled = facts.filter(
      ({ test }) => test.inputs.size > 1 && test.inputs.has(input) && isSubset(test.inputs, chosen),
    );
    fuel.spend(all.length * choices.length);
    const next = all
      .flatMap((cases) => choices.map((value) => new Map(cases).set(input, value)))
      .filter((cases) => settled.length === 0 || new Evaluation(cases, settled, fuel).isSatisfiable);
    if (next.length > maxCombinations) chosen.delete(input);
    else all = next;
  }
  return all;
}

/** What was only made, and what a Content Block may have set, matters least. */
const rank = ({ place }: Input): number => (place.kind === "variable" ? 2 : place.kind === "made" ? 1 : 0);

const isSubset = (inputs: ReadonlySet<Input>, of: ReadonlySet<Input>): boolean => {
  for (const input of inputs) if (!of.has(input)) return false;
  return true;
};
