import type { Loop } from "../../liquid/runtime/machine.js";
import type { Order } from "../../liquid/values/compare.js";
import { abstractOf } from "../domain/abstract-of.js";
import { type AbstractValue, anyCount, has, Kind, ofKinds } from "../domain/value.js";
import type { Fact } from "../terms/evaluate.js";
import type { Term, Terms } from "../terms/term.js";
import { itemOf, type LoopFrame, memberOf } from "./loop-frames.js";
import type { Prover } from "./prover.js";
import type { State } from "./state.js";

/** Whether an iteration is the first, and the last; undefined where either may be. */
interface Position {
  readonly first: boolean | undefined;
  readonly last: boolean | undefined;
}

/** The same where the iterations are walked one by one. */
export function enteredAt(
  { terms }: Prover,
  state: State,
  frame: LoopFrame,
  item: Term,
  index: number,
  length: number,
): State {
  const own = {
    first: index === 0,
    last: index === length - 1,
    index: index + 1,
    index0: index,
    rindex: length - index,
    rindex0: length - index - 1,
    length,
  };
  const variables = new Map(state.variables).set(itemOf(frame), item);
  for (const [name, value] of Object.entries(own))
    variables.set(memberOf(frame, name), terms.some(abstractOf(value)));
  return { ...state, variables };
}

/** The state in which an iteration begins: its item, and what `forloop` tells of where it is. */
export function entered(
  prover: Prover,
  state: State,
  loop: Loop,
  frame: LoopFrame,
  item: Term,
  { first, last }: Position,
  sizes: readonly Term[],
): State {
  const { here, terms } = prover;
  const flag = (name: string, yes: boolean | undefined) =>
    yes === undefined ? here.made(loop, name, ofKinds(Kind.true | Kind.false)) : terms.some(abstractOf(yes));
  const number = (name: string, known: number | undefined) =>
    known === undefined ? here.made(loop, name, anyCount) : terms.some(abstractOf(known));
  const own = {
    first: flag("first", first),
    last: flag("last", last),
    index: number("index", first ? 1 : undefined),
    index0: number("index0", first ? 0 : undefined),
    rindex: number("rindex", last ? 1 : undefined),
    rindex0: number("rindex0", last ? 0 : undefined),
    length: number("length", first && last ? 1 : undefined),
  };
  const named = Object.entries(own).map(([name, term]) => [memberOf(frame, name), term] as const);
  const variables = new Map([...state.variables, ...named, [itemOf(frame), item]]);
  return counted(prover, { ...state, variables }, own, { first, last }, sizes);
}

/** Terms for the number of iterations: the size of a list that is walked from one end to the other. */
export function sizesOf(
  terms: Terms,
  { limit, offset }: Loop,
  collection: Term,
  value: AbstractValue,
): readonly Term[] {
  if (limit || offset || has(value, Kind.text | Kind.hash | Kind.other)) return [];
  return [terms.member(collection, "size"), terms.filter("size", collection, [])];
}

/** What the counters tell in an iteration that is not the first, or not the last. */
function counted(
  prover: Prover,
  state: State,
  own: Readonly<Record<"index" | "index0" | "rindex" | "rindex0" | "length", Term>>,
  { first, last }: Position,
  sizes: readonly Term[],
): State {
  const { terms } = prover;
  const beyond = (left: Term, least: number): Fact[] => {
    const [low, next] = [least, least + 1].map((one) => terms.some(abstractOf(one))) as [Term, Term];
    const order = (word: Order, right: Term, holds: boolean): Fact => ({
      test: terms.test({ op: "order", order: word, left, right }),
      holds,
    });
    return [
      { test: terms.test({ op: "equals", left, right: low }), holds: false },
      order(">", low, true),
      order("<=", low, false),
      order(">=", next, true),
      order("<", next, false),
    ];
  };
  // In the only iteration the length is a number that is known.
  const lengths = first && last ? sizes : [own.length, ...sizes];
  const facts: Fact[] = [
    ...(first === false ? [...beyond(own.index, 1), ...beyond(own.index0, 0)] : []),
    ...(last === false ? [...beyond(own.rindex, 1), ...beyond(own.rindex0, 0)] : []),
    ...(last === undefined
      ? []
      : lengths.flatMap((right) => [
          { test: terms.test({ op: "equals", left: own.index, right }), holds: last },
          { test: terms.test({ op: "order", order: "<", left: own.index, right }), holds: !last },
        ])),
  ];
  return facts.reduce((known, fact) => prover.learn(known, fact.test, fact.holds), state);
}
