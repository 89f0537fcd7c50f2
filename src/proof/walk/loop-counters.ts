import type { Loop } from "../../liquid/runtime/machine.js";
import type { Order } from "../../liquid/values/compare.js";
import { abstractOf } from "../domain/abstract-of.js";
import { ofRange, rangeOf } from "../domain/range.js";
import { type AbstractValue, anyCount, has, Kind, ofKinds } from "../domain/value.js";
import type { Fact } from "../terms/evaluate.js";
import type { Term, Terms } from "../terms/term.js";
import { itemOf, type LoopFrame, memberOf } from "./loop-frames.js";
import type { Prover } from "./prover.js";
import type { State } from "./state.js";

/** Whether an iteration is the first, and the last; undefined where either may be. */
export interface Position {
  readonly first: boolean | undefined;
  readonly last: boolean | undefined;
  /** Which one it is, from 1 on, where it is walked by itself. */
  readonly index?: number;
  /** How many iterations were walked by themselves before it. */
  readonly after?: number;
  /** How many iterations the loop is limited to. */
  readonly limit?: number | undefined;
  /** The last one is so by the limit, and not by the end of the list. */
  readonly limited?: true;
}

/**
 * Where an iteration may be. First and last ones differ only where the template asks which it is; the last one by a
 * limit from that of a shorter list only where it asks for the size of the list, too.
 */
export function positionsOf(first: boolean, asks: boolean, limit: number | undefined): Position[] {
  if (!asks) return [{ first: undefined, last: undefined }];
  if (limit === undefined)
    return [
      { first, last: false },
      { first, last: true },
    ];
  const positions: Position[] = [{ first, last: true, limit }];
  if (!first || limit > 1) positions.unshift({ first, last: false, limit });
  // The first one is at a limit of one, and no other is.
  if (first === (limit === 1)) positions.push({ first, last: true, limit, limited: true });
  return positions;
}

/** The same for an iteration whose number is known. Without a `limit` the list may end at any. */
export function positionsAt(index: number, asksForSizes: boolean, limit: number | undefined): Position[] {
  const first = index === 1;
  const end: Position = { first, last: true, index, limit };
  if (limit === undefined || index < limit) return [{ first, last: false, index, limit }, end];
  const limited = { ...end, limited: true as const };
  return index > limit ? [] : asksForSizes ? [end, limited] : [limited];
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
  position: Position,
  sizes: readonly Term[],
): State {
  const { first, last, after = 0 } = position;
  const { here, terms } = prover;
  const at = position.index ?? (first ? 1 : position.limited ? position.limit : undefined);
  const flag = (name: string, yes: boolean | undefined) =>
    yes === undefined ? here.made(loop, name, ofKinds(Kind.true | Kind.false)) : terms.some(abstractOf(yes));
  const number = (name: string, known: number | undefined, values = anyCount) =>
    known === undefined ? here.made(loop, name, values) : terms.some(abstractOf(known));
  const own = {
    first: flag("first", first),
    last: flag("last", last),
    index: number("index", at, after ? countFrom(after + 1) : anyCount),
    index0: number("index0", at === undefined ? undefined : at - 1, after ? countFrom(after) : anyCount),
    rindex: number("rindex", last ? 1 : undefined),
    rindex0: number("rindex0", last ? 0 : undefined),
    length: number("length", last ? at : undefined),
  };
  const named = Object.entries(own).map(([name, term]) => [memberOf(frame, name), term] as const);
  const variables = new Map([...state.variables, ...named, [itemOf(frame), item]]);
  return counted(prover, { ...state, variables }, own, { ...position, index: at }, sizes);
}

const countFrom = (least: number): AbstractValue =>
  ofRange(Kind.integer, { most: rangeOf(anyCount).most, unit: 1, least });

/** Terms for the number of iterations: the size of a list that is walked from one end to the other, or to a limit. */
export function sizesOf(
  terms: Terms,
  { offset }: Loop,
  collection: Term,
  value: AbstractValue,
): readonly Term[] {
  if (offset || has(value, Kind.text | Kind.hash | Kind.other)) return [];
  return [terms.member(collection, "size"), terms.filter("size", collection, [])];
}

/** What the counters tell in an iteration that is not the first, or not the last. */
function counted(
  prover: Prover,
  state: State,
  own: Readonly<Record<"index" | "index0" | "rindex" | "rindex0" | "length", Term>>,
  { first, last, index, limit, limited }: Position,
  sizes: readonly Term[],
): State {
  const { terms } = prover;
  const count = (known: number): Term => terms.some(abstractOf(known));
  const beyond = (left: Term, least: number): Fact[] => {
    const [low, next] = [count(least), count(least + 1)];
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
  const listed = limited ? [] : sizes;
  const most = limit !== undefined && last === false && index === undefined ? [limit] : [];
  // In the last iteration, where its number is known, so is the length.
  const lengths = last && index !== undefined ? listed : [own.length, ...listed, ...most.map(count)];
  const facts: Fact[] = [
    ...most.map((one): Fact => {
      const right = count(one - 1);
      return { test: terms.test({ op: "order", order: "<", left: own.index0, right }), holds: true };
    }),
    ...(first === false && index === undefined ? [...beyond(own.index, 1), ...beyond(own.index0, 0)] : []),
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
