import type { Loop, LoopBodies } from "../../liquid/runtime/machine.js";
import type { Expression } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import { abstractOf } from "../domain/abstract-of.js";
import { join, keyOf, only, widened } from "../domain/join.js";
import { greatestOf, leastOf, ofRange, rangeOf } from "../domain/range.js";
import {
  type AbstractValue,
  anyCount,
  anyData,
  anyInteger,
  anything,
  arrayOf,
  has,
  Kind,
  nothing,
  ofText,
} from "../domain/value.js";
import { TooComplex } from "../fuel.js";
import { joinTracks, keyOfTrack } from "../json/track.js";
import { keyOfFact } from "../terms/evaluate.js";
import type { Term } from "../terms/term.js";
import { gathered, printed } from "./gathered.js";
import type { Lookups } from "./lookups.js";
import { entered, enteredAt, positionsAt, positionsOf, sizesOf } from "./loop-counters.js";
import { isOfFrame, type LoopFrame, type LoopFrames } from "./loop-frames.js";
import { variesIn } from "./program-point.js";
import type { Prover } from "./prover.js";
import { defaultOf, joinAll, keyOfState, type State } from "./state.js";
import type { Uses } from "./uses.js";

const maxIterations = 60;
/** Iterations after which a value that still grows is taken as anything of its kinds. */
const iterationsUntilWidening = 3;

/** What a loop is given, where the walk is. */
interface Evaluated {
  readonly collection: Term;
  readonly limit: Term | undefined;
}

/** Iterations of loops inside each other that are walked one by one. */
const mostCopies = 24;

/** A loop runs none, one or many iterations: the states at the head of an iteration are collected until nothing new comes. */
export class Loops {
  /** How often the loops around are written out. */
  #copies = 1;

  constructor(
    private readonly prover: Prover,
    private readonly lookups: Lookups,
    private readonly frames: LoopFrames,
    private readonly uses: Uses,
    private readonly run: (states: readonly State[], run: () => void) => State[],
  ) {}

  /** What a loop evaluates first; each may fail. */
  operands(state: State, loop: Loop): { evaluated: Evaluated; operands: readonly Term[] } {
    const { terms } = this.prover;
    const bound = (expression: Expression | undefined) =>
      expression && terms.bound(this.lookups.expression(state, expression), loop.bounds === "strict");
    const offset = loop.offset?.kind === "continue" ? undefined : bound(loop.offset);
    const limit = bound(loop.limit);
    const cols = bound(loop.cols);
    const collection = this.lookups.expression(state, loop.collection);
    const operands = [offset, collection, limit, cols].filter((term) => term !== undefined);
    return { evaluated: { collection, limit }, operands };
  }

  each(state: State, loop: Loop, bodies: LoopBodies, evaluated: Evaluated): State[] {
    const { captured } = state;
    if (!captured) return this.#each(state, loop, bodies, evaluated);
    // What a capture holds already stays as it is: only what the iterations add is gathered.
    return this.#each({ ...state, captured: [] }, loop, bodies, evaluated).map((end) => ({
      ...end,
      captured: [...captured, ...(end.captured ?? [])],
    }));
  }

  #each(state: State, loop: Loop, bodies: LoopBodies, { collection, limit }: Evaluated): State[] {
    const { here } = this.prover;
    const id = here.id(loop);
    const { value } = this.prover.value(state, collection, loop);
    const listed = this.#listed(state, loop, collection, value, limit);
    if (listed) return this.#oneByOne(state, loop, bodies, listed);
    const items = this.#items(state, loop, collection, value);
    const exits: State[] = [];
    if (this.#mayBeEmpty(state, loop, collection, value, limit)) {
      const { begin, end, none } = bodies;
      const empty = this.#walked(state, loop, collection, value, false);
      exits.push(...this.run(empty, begin ? () => [begin(), end?.()] : none));
    }
    const filled = items.kinds === 0 ? [] : this.#walked(state, loop, collection, value, true);
    if (filled.length === 0) return exits;
    const begun = bodies.begin ? this.run(filled, bodies.begin) : filled;
    const ended: State[] = [];
    here.inLoop(id, () =>
      this.frames.within(loop, (frame) => {
        const item = this.#item(collection, items, loop);
        const { asksForSizes } = this.uses;
        const numbered = this.uses.countsTo(loop.drop, loop);
        const known = limit && (asksForSizes || numbered > 0) ? this.#integer(state, limit, loop) : undefined;
        const most = known !== undefined && known > 0 ? known : undefined;
        const alone = this.#walkedAlone(numbered, most);
        const outer = this.#copies;
        const sizes = limit && !most ? [] : sizesOf(this.prover.terms, loop, collection, value);
        const asks = this.uses.isRead(loop.drop, loop);
        const heads = new Map<string, State>();
        let queue = begun.map((one) => ({ state: one, first: true }));
        for (let iteration = 0; queue.length > 0; iteration++) {
          if (iteration > maxIterations) throw new TooComplex(loop);
          const isAlone = iteration < alone;
          this.#copies = isAlone ? outer * alone : outer;
          const turn = Math.max(0, iteration - alone);
          const next: State[] = [];
          for (const { state: head, first } of queue) {
            const positions = isAlone
              ? positionsAt(iteration + 1, asksForSizes, most)
              : positionsOf(first, asks, most).map((one) => ({ ...one, after: alone }));
            for (const position of positions) {
              const { last } = position;
              const inside = entered(this.prover, head, loop, frame, item, position, sizes);
              const { after, breaks } = this.#iteration(inside, loop, frame, bodies);
              ended.push(...breaks);
              if (last !== false) ended.push(...after);
              if (last !== true)
                next.push(...after.map((one) => gathered(this.prover, head, one, loop, turn)));
            }
          }
          const settled = next.map((one) => this.#settle(one, loop, id, "head"));
          const joined = joinAll(this.prover.terms, here, loop, settled, "head");
          // Before the last one that is walked by itself, what one ends in is not what another begins in.
          const fresh = iteration + 1 < alone ? joined : this.#newHeads(heads, joined, turn, loop);
          queue = fresh.map((one) => ({ state: one, first: false }));
        }
      }),
    );
    const after = ended.map((one) => this.#settle(one, loop, id, "after"));
    return [...exits, ...(bodies.end ? this.run(after, bodies.end) : after)];
  }

  /** How many iterations are walked by themselves: those that the template tells from others by their number, or all up to a limit. */
  #walkedAlone(numbered: number, limit: number | undefined): number {
    // Each is walked as the last one, too.
    const isFew = (count: number) => 2 * count * this.#copies <= mostCopies;
    const wanted = limit !== undefined && isFew(limit) ? limit : numbered;
    return numbered > 0 && wanted > 1 && isFew(wanted) ? wanted : 0;
  }

  /** What is known of the size of a list in which there was something to walk over, or nothing; no state where neither can be. */
  #walked(state: State, loop: Loop, collection: Term, { kinds }: AbstractValue, some: boolean): State[] {
    // A number has a size as well, and an object may have a member of that name.
    const isTold = (kinds & ~(Kind.nil | Kind.array | Kind.text)) === 0;
    if (!isTold || loop.limit || loop.offset || !this.uses.asksForSizes) return [state];
    const { terms } = this.prover;
    const [left, right] = [terms.member(collection, "size"), terms.some(abstractOf(0))];
    const test = terms.test({ op: "order", order: ">", left, right });
    const found = this.prover.truth(state, test, loop);
    if (!(some ? found.true : found.false || found.fails)) return [];
    return [this.prover.learn(state, test, some)];
  }

  /** The items one by one, where the template says which they are and they are few. */
  #listed(
    state: State,
    { offset, reversed, start, end }: Loop,
    collection: Term,
    value: AbstractValue,
    limit: Term | undefined,
  ): readonly AbstractValue[] | undefined {
    if (offset) return undefined;
    const place = { start, end };
    const most = limit ? this.#integer(state, limit, place) : Number.POSITIVE_INFINITY;
    const all = collection.op === "range" ? this.#rangeItems(state, collection, place) : itemsListed(value);
    if (!all || most === undefined || most < 0) return undefined;
    const list = all.slice(0, most);
    if (list.length * this.#copies > mostCopies) return undefined;
    return reversed ? list.toReversed() : list;
  }

  #rangeItems(
    state: State,
    { first, last }: Term & { op: "range" },
    place: Range,
  ): readonly AbstractValue[] | undefined {
    const [from, to] = [this.#integer(state, first, place), this.#integer(state, last, place)];
    if (from === undefined || to === undefined || to - from >= mostCopies) return undefined;
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => abstractOf(from + index));
  }

  #integer(state: State, term: Term, place: Range): number | undefined {
    const { kinds, integer } = this.#values(state, term, place);
    return kinds === Kind.integer && typeof integer === "number" ? integer : undefined;
  }

  /** Each iteration by itself, as if it were written out. */
  #oneByOne(state: State, loop: Loop, bodies: LoopBodies, items: readonly AbstractValue[]): State[] {
    const { here, terms } = this.prover;
    const { begin, end, none } = bodies;
    if (items.length === 0) return this.run([state], begin ? () => [begin(), end?.()] : none);
    let heads = begin ? this.run([state], begin) : [state];
    const ended: State[] = [];
    const outer = this.#copies;
    this.#copies *= items.length;
    this.frames.within(loop, (frame) => {
      for (const [index, values] of items.entries())
        here.inIteration(loop, index, () => {
          const item = here.made(loop, "item", values);
          const next = heads.flatMap((head) => {
            const inside = enteredAt(this.prover, head, frame, item, index, items.length);
            const { after, breaks } = this.#iteration(inside, loop, frame, bodies);
            ended.push(...breaks);
            return after;
          });
          heads = joinAll(terms, here, loop, next, "next");
        });
    });
    this.#copies = outer;
    const after = [...ended, ...heads];
    return end ? this.run(after, end) : after;
  }

  #mayBeEmpty(
    state: State,
    { offset }: Loop,
    collection: Term,
    value: AbstractValue,
    limit: Term | undefined,
  ): boolean {
    if (offset) return true;
    if (limit) {
      const most = this.prover.value(state, limit, { start: 0, end: 0 }).value;
      if (most.kinds !== Kind.integer || most.integer === undefined || most.integer < 1) return true;
    }
    if (collection.op === "range") {
      const [first, last] = [collection.first, collection.last].map((end) =>
        end.op === "some" ? end.value.integer : undefined,
      );
      return first === undefined || last === undefined || first > last;
    }
    return has(value, ~(Kind.array | Kind.hash)) || !value.filled;
  }

  /** The states after an iteration. An interrupt that the loop takes leads to its end, or to the next iteration. */
  #iteration(
    state: State,
    { takesInterrupts }: Loop,
    frame: LoopFrame,
    { iteration }: LoopBodies,
  ): { after: State[]; breaks: State[] } {
    const after: State[] = [];
    const breaks: State[] = [];
    for (const one of this.run([state], iteration)) {
      // After the iteration its own names are gone.
      const variables = new Map([...one.variables].filter(([name]) => !isOfFrame(frame, name)));
      const interrupt = takesInterrupts ? one.interrupts.at(-1) : undefined;
      const interrupts = interrupt ? one.interrupts.slice(0, -1) : one.interrupts;
      (interrupt === "break" ? breaks : after).push({ ...one, variables, interrupts });
    }
    return { after, breaks };
  }

  /** What is walked over. The integers of a range lie between its ends, and no loop from one end goes further than it counts. */
  #items(state: State, loop: Loop, collection: Term, value: AbstractValue): AbstractValue {
    const items = itemsOf(value);
    if (collection.op !== "range" || value.kinds !== Kind.other) return items;
    const first = this.#values(state, collection.first, loop);
    if (first.kinds !== Kind.integer) return items;
    const last = this.#values(state, collection.last, loop);
    const end = last.kinds === Kind.integer ? greatestOf(rangeOf(last)) : Number.POSITIVE_INFINITY;
    const start = rangeOf(first);
    const reached =
      loop.limit || loop.offset || loop.reversed ? end : Math.min(end, start.most + rangeOf(anyCount).most);
    const least = leastOf(start);
    const most = Math.max(Math.abs(least), Math.abs(reached));
    return ofRange(Kind.integer, { most, unit: 1, least, greatest: reached });
  }

  /** One iteration's item; a fixture can set it where the loop walks over something of the user's. */
  #item(collection: Term, items: AbstractValue, node: Loop): Term {
    const { here, terms } = this.prover;
    terms.walked.add(collection);
    if (collection.op !== "input" || collection.input.place.kind === "made")
      return here.made(node, "item", items);
    const of = collection.input;
    return terms.input(`item ${here.id(node)} ${keyOf(items)}`, () => ({
      place: { kind: "item", of },
      domain: items,
      loops: here.loops,
    }));
  }

  /** At the end of an iteration its item is gone: what was made of it is known by its values only. */
  #settle(state: State, node: Loop, loop: string, when: "head" | "after"): State {
    const settled = (term: Term, name: string): Term => {
      if (!variesIn(term, loop)) return term;
      // Most variables are written anew in each iteration: what they held is not worth the work.
      const values = this.uses.variesIn(name, node) ? anything : this.#values(state, term, node);
      return this.#made(node, `${when} ${name}`, values);
    };
    const variables = new Map(
      [...state.variables].map(([name, term]) => [name, settled(term, name)] as const),
    );
    return {
      ...state,
      variables,
      pathCondition: state.pathCondition.filter((fact) => !variesIn(fact.test, loop)),
      captured: state.captured && this.#shortened(state.captured, state, node, when),
    };
  }

  /** What a capture holds after an iteration, as one value, so that iterations do not pile up. */
  #shortened(captured: readonly Term[], state: State, node: Loop, when: string): Term[] {
    return [this.#made(node, `${when} capture`, ofText(printed(this.prover, captured, state, node)))];
  }

  /** All that a capture holds. What a head has made of it is that already. */
  #whole(captured: readonly Term[]): Term {
    const [one, more] = captured;
    const isMade = one?.op === "input" && one.input.place.kind === "made";
    return isMade && !more ? one : this.prover.terms.text(captured);
  }

  #made(node: Loop, what: string, values: AbstractValue): Term {
    return this.prover.here.made(node, what, values);
  }

  #values(state: State, term: Term, place: Range): AbstractValue {
    return this.prover.value(state, term, place).value;
  }

  /** Heads that were not there before, or hold more than before. */
  #newHeads(heads: Map<string, State>, states: readonly State[], iteration: number, node: Loop): State[] {
    const fresh: State[] = [];
    for (const state of states) {
      const key = keyOfState(state);
      const old = heads.get(key);
      const grown = old ? this.#grown(old, state, iteration, node) : state;
      if (!grown) continue;
      heads.set(key, grown);
      fresh.push(grown);
    }
    return fresh;
  }

  /** Both states as one, or undefined when the old one holds the new one already. */
  #grown(old: State, state: State, iteration: number, node: Loop): State | undefined {
    const { terms } = this.prover;
    let changed = false;
    const joined = (name: string, a: Term, b: Term): Term => {
      if (a === b) return a;
      const left = this.#values(old, a, node);
      const both = join(left, this.#values(state, b, node));
      const same = keyOf(both) === keyOf(left);
      const made = this.#made(
        node,
        `head ${name}`,
        same || iteration <= iterationsUntilWidening ? both : widened(both),
      );
      if (made !== a) changed = true;
      return made;
    };
    const names = new Set([...old.variables.keys(), ...state.variables.keys()]);
    const variables = new Map(
      [...names].map((name) => {
        const of = (one: State) => one.variables.get(name) ?? defaultOf(terms, one, name);
        return [name, joined(name, of(old), of(state))] as const;
      }),
    );
    const known = new Set(state.pathCondition.map(keyOfFact));
    const pathCondition = old.pathCondition.filter((fact) => known.has(keyOfFact(fact)));
    if (pathCondition.length < old.pathCondition.length) changed = true;
    const captured =
      old.captured && state.captured
        ? [joined("capture", this.#whole(old.captured), this.#whole(state.captured))]
        : undefined;
    const track = joinTracks(old.track, state.track);
    if (keyOfTrack(track) !== keyOfTrack(old.track)) changed = true;
    return changed ? { ...old, track, variables, pathCondition, captured } : undefined;
  }
}

const itemsListed = ({ kinds, list }: AbstractValue): readonly AbstractValue[] | undefined =>
  kinds === Kind.array ? list : undefined;

/** What the items of a collection may be; a hash gives pairs, a text itself. */
function itemsOf(value: AbstractValue): AbstractValue {
  const parts: AbstractValue[] = [nothing];
  if (has(value, Kind.array)) parts.push(value.items ?? anyData);
  if (has(value, Kind.hash)) parts.push(arrayOf(anyData, true));
  if (has(value, Kind.other)) parts.push(anyInteger);
  if (has(value, Kind.text)) parts.push(only(value, Kind.text));
  return join(...parts);
}
