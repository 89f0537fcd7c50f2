import { longestText } from "../../braze/inputs.js";
import {
  type Answer,
  type Choice,
  type Compute,
  type Flag,
  type Interrupt,
  type Loop,
  type LoopBodies,
  type Machine,
  type MadeKinds,
  type Operand,
  runBody,
  type Way,
} from "../../liquid/runtime/machine.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import type { Body, Expression, Filtered, Node } from "../../liquid/syntax/template.js";
import type { TagDefinition } from "../../liquid/tags/definition.js";
import { tags } from "../../liquid/tags/index.js";
import type { Range } from "../../source/source.js";
import { abstractOf } from "../domain/abstract-of.js";
import { codeChars } from "../domain/chars.js";
import { join, only } from "../domain/join.js";
import { errorText } from "../domain/messages.js";
import { atom, known } from "../domain/text.js";
import {
  type AbstractValue,
  anyData,
  anyInteger,
  arrayOf,
  has,
  Kind,
  nil,
  ofKinds,
} from "../domain/value.js";
import { inputsPerUnit, TooComplex, variablesPerUnit } from "../fuel.js";
import type { Term, Test } from "../terms/term.js";
import { equality, testOf } from "./conditions.js";
import type { ContentBlocks } from "./content-blocks.js";
import { Lookups } from "./lookups.js";
import { LoopFrames } from "./loop-frames.js";
import { Loops } from "./loops.js";
import { isGiven } from "./program-point.js";
import { bounds, type Failure, type Prover } from "./prover.js";
import {
  defaultOf,
  joinAll,
  joinStates,
  keyOfState,
  type State,
  withStrayText,
  withVariable,
} from "./state.js";
import { Summaries } from "./summaries.js";
import type { Uses } from "./uses.js";

/** Pending interrupts beyond these are more than any template has a use for. */
const mostInterrupts = 8;
/** Tests ahead of one that fails, so many of which are told with it. */
const mostAskedBefore = 8;

/** Runs a template for all users at once: what tags do happens to every state that some user may be in. */
export class Walk implements Machine {
  readonly #frames: LoopFrames;
  readonly #lookups: Lookups;
  readonly #loops: Loops;
  readonly #summaries: Summaries;
  #current: State[] = [];
  /** Who left each body around early. */
  readonly #parked: State[][] = [];
  /** For whom the tag that runs has failed. */
  #failed: Failure[] = [];
  #flags = 0;
  /** What the terms were over when it was last paid for. */
  #gathered = 0;

  constructor(
    readonly prover: Prover,
    uses: Uses,
    private readonly blocks: ContentBlocks,
  ) {
    this.#frames = new LoopFrames(prover.terms, prover.here, (name) => prover.observed.name(name));
    this.#lookups = new Lookups(prover.terms, prover.here, this.#frames);
    this.#summaries = new Summaries(prover);
    this.#loops = new Loops(prover, this.#lookups, this.#frames, uses, (states, run) =>
      this.#run(states, run),
    );
  }

  /** The states in which a body may end. */
  body(body: Body, states: readonly State[]): State[] {
    return this.#run(states, () => runBody(this, body));
  }

  // control flow

  node(node: Exclude<Node, { kind: "text" }>): void {
    if (this.#current.length > bounds.states) throw new TooComplex(node);
    const { gathered } = this.#terms;
    this.prover.fuel.spend(this.#current.length + (gathered - this.#gathered) / inputsPerUnit, node);
    this.#gathered = gathered;
    if (node.kind === "broken") return;
    const outer = this.#failed;
    this.#failed = [];
    const isAlone = this.#current.length === 1;
    if (node.kind === "output") this.print(node.value, node);
    else (tags[node.kind] as TagDefinition).run(node, this);
    const failed = this.#failed;
    this.#failed = outer;
    // What has failed first is asked first.
    for (const failure of failed.toReversed()) {
      const after = node.blank ? this.#silent(failure) : this.prover.printError(failure);
      const { when } = failure;
      this.#current =
        when && isAlone
          ? this.#joinBranches(node, when, after, this.#current)
          : this.#joinAll(node, [...this.#current, ...after]);
    }
    this.#current = this.#joinAll(node, this.#current);
  }

  enterBody(): void {
    this.#parked.push([]);
  }

  interrupted(): boolean {
    this.#parked.at(-1)!.push(...this.#current.filter((state) => state.interrupts.length > 0));
    this.#current = this.#current.filter((state) => state.interrupts.length === 0);
    return this.#current.length === 0;
  }

  leaveBody(): void {
    this.#current = [...this.#parked.pop()!, ...this.#current];
  }

  interrupt(kind: Interrupt): void {
    this.#current = this.#current.map((state) => ({ ...state, interrupts: [...state.interrupts, kind] }));
    if (this.#current.some(({ interrupts }) => interrupts.length > mostInterrupts))
      throw new TooComplex({ start: 0, end: 0 });
  }

  choose(ways: readonly Way[], otherwise: () => void): void {
    // Where a `case` has matched in one state and not in another, a test that fails tells nothing of which of them it is.
    const isAlone = this.#current.length === 1;
    this.#each((begin) => {
      const taken: (Pick<Way, "at" | "wanted"> & { asked: Test; after: State[] })[] = [];
      let [rest]: (State | undefined)[] = [begin];
      for (const { test, wanted, at, run } of ways) {
        const state = rest;
        if (!state) break;
        const asked = this.#asked(state, test);
        const found = this.prover.truth(state, asked, at);
        if (test.kind === "condition") this.prover.decided(test, state, asked, found);
        if (found.fails && !this.prover.isTakenToFit(asked))
          this.#failed.push({
            state,
            place: at,
            test: asked,
            when: isAlone ? this.#failsAfter(taken, asked) : undefined,
            error: errorText(found.fails),
          });
        const [here, elsewhere] = [true, false].map((isHere) => {
          const holds = isHere === wanted;
          return (holds ? found.true : found.false) ? this.prover.learn(state, asked, holds) : undefined;
        });
        taken.push({ at, wanted, asked, after: here ? this.#run([here], run) : [] });
        rest = elsewhere;
      }
      let after = rest ? this.#run([rest], otherwise) : [];
      for (const way of taken.reverse())
        after = way.wanted
          ? this.#joinBranches(way.at, way.asked, way.after, after)
          : this.#joinBranches(way.at, way.asked, after, way.after);
      return after;
    });
  }

  /** That a test fails, where none of those before it has led elsewhere. */
  #failsAfter(
    before: readonly { readonly asked: Test; readonly wanted: boolean }[],
    test: Test,
  ): Test | undefined {
    if (before.length > mostAskedBefore) return undefined;
    return before.reduceRight(
      (right, { asked, wanted }) => {
        const left = wanted ? this.#terms.test({ op: "not", test: asked }) : asked;
        return this.#terms.test({ op: "and", left, right });
      },
      this.#terms.test({ op: "fails", test }),
    );
  }

  flag(use: (flag: Flag) => void): void {
    const own = `flag ${this.#flags++}`;
    use({
      raise: () => {
        this.#current = this.#current.map((state) => ({ ...state, flags: [...state.flags, own] }));
      },
      unlessRaised: (run) => {
        const raised = this.#current.filter(({ flags }) => flags.includes(own));
        const open = this.#current.filter(({ flags }) => !flags.includes(own));
        this.#current = [...raised, ...this.#run(open, run)];
      },
    });
    this.#flags--;
    const lowered = (state: State): State => ({ ...state, flags: state.flags.filter((one) => one !== own) });
    this.#current = this.#current.map(lowered);
    this.#failed = this.#failed.map((failure) => ({ ...failure, state: lowered(failure.state) }));
  }

  each(loop: Loop, bodies: LoopBodies): void {
    this.#each((state) => {
      const { evaluated, operands } = this.#loops.operands(state, loop);
      if (!this.#evaluated(state, operands, loop)) return [];
      const over = operands.map(({ id }) => id).join(" ");
      const stretch = `loop ${this.#here.id(loop)} in ${this.#here.loops.join(" ")} over ${over}`;
      return this.#summaries.of(stretch, state, (begin) => this.#loops.each(begin, loop, bodies, evaluated));
    });
  }

  decide(branches: readonly (() => void)[], given: readonly Operand[], at: Range): void {
    this.#operands(given, at);
    if (branches.length === 0) return;
    const open = this.#current;
    this.#current = this.#joinAll(
      at,
      branches.flatMap((branch) => this.#run(open, branch)),
    );
  }

  fail(message: string, at: Range): void {
    const error = errorText(known(message));
    this.#failed.push(...this.#current.map((state) => ({ state, place: at, error })));
    this.#current = [];
  }

  abort(): void {
    this.#current = [];
  }

  // printing

  text(text: string, at: Range): void {
    this.#current = this.#joinAll(
      at,
      this.#current.flatMap((state) => this.prover.printText(state, text, at)),
    );
  }

  write(text: string, at: Range): void {
    this.#print(at, () => this.#terms.some({ kinds: Kind.text, text: known(text) }));
  }

  print(value: Filtered | Expression, at: Range): void {
    const block = value.kind === "filtered" ? contentBlockOf(value) : undefined;
    if (block === undefined) this.#print(at, (state) => this.#lookups.value(state, value));
    else this.#contentBlock(block, at);
  }

  printChanged(body: Body, at: Range): void {
    this.#each((state) =>
      this.#captured(state, body).flatMap(([after, text]) => [after, ...this.prover.print(after, text, at)]),
    );
  }

  made(kinds: MadeKinds, given: readonly Operand[], at: Range): void {
    this.#operands(given, at);
    this.#print(at, () => this.#here.made(at, kinds === "code" ? "code" : "number", madeValues[kinds]));
  }

  count(name: string, by: 1 | -1, prints: "before" | "after", at: Range): void {
    this.#each((state) => {
      const before = this.#held(state, counterOf(name)) ?? this.#terms.some(nil);
      const { value } = this.prover.value(state, before, at);
      const plus = (number: number) =>
        this.#terms.filter("plus", before, [this.#terms.some(abstractOf(number))]);
      // What is missing or false counts as 0, in a sum as well.
      if (!has(value, ~(Kind.nil | Kind.false | Kind.integer)))
        return this.prover.print(
          this.#keep(state, counterOf(name), plus(by)),
          plus(prints === "before" ? 0 : by),
          at,
        );
      const number = join(anyInteger, only(value, Kind.float));
      const after = this.#keep(state, counterOf(name), this.#here.made(at, "counter", number));
      return this.prover.print(after, this.#here.made(at, prints, number), at);
    });
  }

  // variables

  assign(name: string, value: Filtered): void {
    this.#current = this.#current.map((state) => {
      const made = this.#lookups.filtered(state, value);
      // An assignment that fails says nothing, and leaves the variable as it was.
      const kept = this.prover.mayFail(made)
        ? this.#terms.attempt(made, this.#held(state, name) ?? defaultOf(this.#terms, state, name))
        : made;
      return this.#keep(state, name, kept);
    });
  }

  capture(name: string, body: Body): void {
    this.#each((state) => this.#captured(state, body).map(([after, text]) => this.#keep(after, name, text)));
  }

  answer({ variable, source, text }: Answer, given: readonly Operand[], at: Range): void {
    this.#operands(given, at);
    // Each call has an answer of its own, even where two keep it under one name.
    const answer = this.#terms.input(`answer ${variable} ${this.#here.id(at)}`, () => ({
      place: source,
      domain: source.kind === "catalog" ? arrayOf(undefined) : anyData,
      loops: this.#here.loops,
    }));
    // Everyday data is taken as the assumption has it by default.
    const prints = text === "printed" || (text === "assumed" && !this.prover.model.everyday);
    this.#each((state) => {
      const kept = this.#keep(state, variable, answer);
      if (!prints) return [kept];
      // Where the text is assumed to be kept, it breaks the body of those alone whose send is not aborted for want of an answer.
      if (text === "assumed" && !state.captured) return [kept, withStrayText(state, this.prover.placeOf(at))];
      const { value } = this.prover.value(state, answer, at);
      const printed = this.#here.made(at, "answer", only(value, Kind.text));
      return [kept, ...this.prover.print(state, printed, at)];
    });
  }

  effect(given: readonly Operand[], at: Range): void {
    this.#operands(given, at);
  }

  opaque(_given: readonly Operand[], at: Range, _run: Compute<void>, unknown: string): void {
    throw new TooComplex(at, unknown);
  }

  // inside

  get #here() {
    return this.prover.here;
  }

  get #terms() {
    return this.prover.terms;
  }

  #asked(state: State, test: Choice): Test {
    return test.kind === "equality"
      ? equality(this.#terms, this.#lookups, state, test.left, test.right)
      : testOf(this.#terms, this.#lookups, state, test);
  }

  #held(state: State, name: string): Term | undefined {
    this.prover.observed.name(name);
    return state.variables.get(name);
  }

  /** What a variable held before may stay where paths meet, so that to write it is to ask for it, too. */
  #keep(state: State, name: string, value: Term): State {
    this.prover.observed.name(name);
    this.prover.observed.name(counterOf(name));
    return withVariable(state, name, value);
  }

  #run(states: readonly State[], run: () => void): State[] {
    const outer = this.#current;
    this.#current = [...states];
    if (states.length > 0) run();
    const after = this.#current;
    this.#current = outer;
    return after;
  }

  #each(step: (state: State) => readonly State[]): void {
    this.#current = this.#current.flatMap((state) => [...step(state)]);
  }

  #joinAll(place: Range, states: readonly State[], what = ""): State[] {
    const variables = states.reduce((sum, state) => sum + state.variables.size, 0);
    this.prover.fuel.spend(variables / variablesPerUnit, place);
    return joinAll(this.#terms, this.#here, place, states, what);
  }

  #print(at: Range, value: (state: State) => Term): void {
    this.#each((state) => this.prover.print(state, value(state), at));
    this.#current = this.#joinAll(at, this.#current);
  }

  /** What a body prints, in each state in which it may end. */
  #captured(state: State, body: Body): [State, Term][] {
    const { captured, json, track, hole } = state;
    return this.body(body, [{ ...state, captured: [] }]).map((inside) => [
      { ...inside, captured, json, track, hole },
      this.#terms.text(inside.captured ?? []),
    ]);
  }

  /** Takes out those for whom an operand fails. */
  #operands(given: readonly Operand[], at: Range): void {
    this.#current = this.#current.filter((state) =>
      this.#evaluated(
        state,
        given.flatMap((one) =>
          one.kind === "interpolation"
            ? one.parts.flatMap((part) => (part.kind === "braced" ? this.#lookups.value(state, part) : []))
            : this.#lookups.value(state, one),
        ),
        at,
      ),
    );
  }

  /** Whether all values can be made for anyone; for whom one cannot, the tag has failed. */
  #evaluated(state: State, terms: readonly Term[], at: Range): boolean {
    return terms.every((value) => {
      if (!this.prover.mayFail(value)) return true;
      const test = this.#terms.test({ op: "truthy", value });
      const found = this.prover.truth(state, test, at);
      if (found.fails)
        this.#failed.push({
          state,
          place: at,
          test,
          when: this.#failsAfter([], test),
          error: errorText(found.fails),
        });
      return found.true || found.false;
    });
  }

  /** A condition that fails where nothing can be printed takes neither branch. */
  #silent({ state, place }: Failure): State[] {
    this.prover.silent.set(place.start, { start: place.start, end: place.end });
    return [state];
  }

  /** Braze puts the block's own Liquid in the place of its name; what a third block in a chain holds vanishes. */
  #contentBlock(name: string, at: Range): void {
    const block = this.blocks.of(name, at);
    if (!block) {
      const text = this.#lookups.contentBlock(name);
      this.#each((state) => this.prover.print(state, text, at));
      return;
    }
    const { nodes } = block;
    if (!nodes) return;
    const around = `${this.#here.loops.join(" ")} ${this.#frames.names} ${this.#flags}`;
    const walk = (state: State) => this.#here.inBlock(at, () => this.body(nodes, [state]));
    this.blocks.within(block, (chain) =>
      this.prover.at(at, () =>
        this.#each((state) => this.#summaries.of(`block ${chain} ${around}`, state, walk, isGiven)),
      ),
    );
  }

  /** Both branches of a test; where they are joined, variables remember the test. */
  #joinBranches(place: Range, test: Test, yes: readonly State[], no: readonly State[]): State[] {
    const found = new Map(this.#joinAll(place, yes, "yes").map((state) => [keyOfState(state), state]));
    for (const state of this.#joinAll(place, no, "no")) {
      const other = found.get(keyOfState(state));
      found.set(
        keyOfState(state),
        other ? joinStates(this.#terms, other, state, { test, holds: true }) : state,
      );
    }
    return [...found.values()];
  }
}

const madeValues: Readonly<Record<MadeKinds, AbstractValue>> = {
  integer: anyInteger,
  fraction: ofKinds(Kind.float),
  either: ofKinds(Kind.integer | Kind.float),
  code: { kinds: Kind.text, text: atom({ kind: "chars", set: codeChars, min: 1, max: longestText }) },
};

/** A name that no template can write. */
const counterOf = (name: string) => `+${name}`;
