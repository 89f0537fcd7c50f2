import type { Range } from "../../source/source.js";
import { join } from "../domain/join.js";
import { anyMessage, errorText, type Messages } from "../domain/messages.js";
import { constants } from "../domain/printed.js";
import { anyJson, known, type Text } from "../domain/text.js";
import { gives, isFailing, type Outcome } from "../domain/transfer.js";
import { joinTruths, type Truth, truth } from "../domain/truth.js";
import { type AbstractValue, isEmptySet, nothing, ofText } from "../domain/value.js";
import type { Fault, FaultKind, FaultPath } from "../fault.js";
import { charactersPerUnit, Fuel, TooComplex } from "../fuel.js";
import { feedRope } from "../json/feed.js";
import { insideString, type JsonState, wantsValue } from "../json/machine.js";
import { joinTracks, type Track, trackRope, trackText } from "../json/track.js";
import { Evaluation, type Fact } from "../terms/evaluate.js";
import { withImplied } from "../terms/implied.js";
import { everyValue, type InputModel, isOfBlock } from "../terms/input-model.js";
import { type Input, isTest, type Term, Terms, type Test } from "../terms/term.js";
import { combinations } from "./combinations.js";
import { Decisions } from "./decisions.js";
import { intersects } from "./intersects.js";
import { Observed, type Report } from "./observed.js";
import { faultOf, feedOutput, staysInside } from "./output.js";
import { type Print, printOf } from "./prints.js";
import { ProgramPoint } from "./program-point.js";
import { type Selectors, selectorsIn } from "./selectors.js";
import { type Hole, joinAll, keyOfState, type State } from "./state.js";

/**
 * A proof gives up beyond these, and says so. Of all labelled bodies the dearest costs 7,400 units of work, and loops five
 * deep 684,664. A unit takes 1.5 to 3 microseconds in nested loops, and about 9 in long rows of optional members.
 */
export const bounds = {
  work: 1_000_000,
  states: 48,
  paths: 24,
  faults: 300,
} as const;

/** What an output may print for some users: the users by their inputs, and the values. */
interface Part {
  readonly cases: ReadonlyMap<Input, AbstractValue>;
  readonly value: AbstractValue;
  readonly fails: Messages;
}

/** Someone for whom a tag has failed, where, what is printed, and the test that fails, if that is why. */
export interface Failure {
  readonly state: State;
  readonly place: Range;
  readonly error: Text;
  readonly test?: Test;
  /** The test that tells who it is for, of all who came to the tag. */
  readonly when?: Test | undefined;
}

/** What the walk asks: which values are possible, which paths are open, where printing leads. Collects the faults. */
export class Prover {
  readonly terms: Terms;
  readonly here: ProgramPoint;
  readonly faults: Fault[] = [];
  /** What the stretch of the walk that is being remembered asks and reports; outside of all, the whole walk. */
  observed = new Observed();
  /** Conditions that may fail where nothing is printed, so that neither branch is taken and nobody hears of it. */
  readonly silent = new Map<number, Range>();
  readonly decisions = new Decisions();
  readonly fuel = new Fuel(bounds.work);
  #place: Range | undefined;

  /** The faults by kind and place. */
  readonly #known = new Map<string, FaultPath[]>();

  /**
   * @param mayBeGiven whether a variable may hold anything before the template sets it
   * @param mostFaults how many are told apart
   */
  constructor(
    mayBeGiven: (variable: string) => boolean = () => false,
    readonly model: InputModel = everyValue,
    private readonly mostFaults: number = bounds.faults,
  ) {
    this.terms = new Terms(mayBeGiven, model);
    this.here = new ProgramPoint(this.terms);
  }

  /** Whether a test may come out true, false, or fail where the walk is. */
  truth(state: State, test: Test, place: Range): Truth {
    this.fuel.spend(1, place);
    // The same test comes out the same.
    const facts = this.#relevant(state, test.inputs);
    const before = facts.find((fact) => fact.test === test);
    if (before) return truth(before.holds, !before.holds);
    const quick = new Evaluation(none, facts, this.fuel).test(test);
    if (!quick.true || (!quick.false && !quick.fails)) return quick;
    if (facts.length === 0 && !quick.fails) return quick;
    const found: Truth[] = [];
    const all = combinations(test.inputs, facts, this.fuel, place);
    for (const { evaluation } of this.#possible(all, facts)) found.push(evaluation.test(test));
    return joinTruths(...found);
  }

  /** Keeps how a condition of the template came out; what a Content Block tests is not the template's. */
  decided({ start, end }: Range, state: State, test: Test, found: Truth): void {
    if (this.#place || this.decisions.isOpen({ start, end })) return;
    // A test may come out so by parts that cannot be together, as `x == 'a' and x == 'b'`.
    const refined = (state: State, one: Truth) => ({
      true: one.true && this.#isSatisfiable(this.learn(state, test, true)),
      false: one.false && this.#isSatisfiable(this.learn(state, test, false)),
    });
    const outcome = refined(state, found);
    const free = { ...state, pathCondition: [] };
    const all =
      state.pathCondition.length === 0 ? outcome : refined(free, this.truth(free, test, { start, end }));
    const alone = all.true !== all.false;
    const fails = found.fails !== undefined;
    const constant = test.inputs.size === 0;
    this.decisions.add({ start, end, ...outcome, fails, constant, alone });
  }

  #isSatisfiable({ pathCondition }: State): boolean {
    return new Evaluation(none, pathCondition, this.fuel).isSatisfiable;
  }

  /** Whether making a value may fail for anyone at all. */
  mayFail(term: Term): boolean {
    return isFailing(new Evaluation(none, [], this.fuel).of(term));
  }

  /** The values of a term here, as one set. */
  value(state: State, term: Term, place: Range): Outcome {
    const parts = this.#parts(state, term, place);
    return gives(join(...parts.map((part) => part.value)), anyMessage(...parts.map((part) => part.fails)));
  }

  /** Goes on after an output: one state for each state of the document that it may leave. */
  print(state: State, term: Term, place: Range): State[] {
    if (state.captured) {
      const part = this.mayFail(term) ? this.terms.printed(term) : term;
      return [{ ...state, captured: [...state.captured, part] }];
    }
    if (this.isTakenToFit(term)) return this.#skip(state);
    this.fuel.spend(1, place);
    const facts = this.#relevant(state, term.inputs);
    const { value, fails } = new Evaluation(none, facts, this.fuel).of(term);
    this.#note(state, term, facts, place);
    const quick = feedOutput(state, term, { value, fails }, this.fuel);
    if (!fails && quick.faults.length === 0 && quick.states.size === 1 && !quick.empty)
      return [this.#moved(state, ...[...quick.states][0]!)];
    if (term.op === "text") {
      const parted = this.#printParts(state, term, place, selectorsIn(term));
      if (parted && !(quick.empty && wantsValue(state.json)))
        return parted.map((one) => ({ ...one, hole: undefined }));
    }
    // In doubt, each case by itself.
    const parts = this.#parts(state, term, place);
    const after: State[] = [];
    for (const part of parts) {
      const fed = feedOutput(state, term, part, this.fuel);
      const fault = faultOf(fed.faults, state.json, term);
      if (fault) this.report(fault.kind, place, state, fault.detail, part.cases);
      if (part.fails) this.#failed(state, place, part.cases, errorText(part.fails));
      const due = state.json.mode === "value" || state.json.mode === "first-item";
      const emptyHere = fed.empty && due && state.json.stack !== "";
      for (const [json, track] of fed.states) {
        const hole: Hole | undefined =
          emptyHere && json === state.json
            ? { start: place.start, end: place.end, cases: part.cases }
            : undefined;
        after.push({ ...state, json, track, hole: json === state.json ? (hole ?? state.hole) : undefined });
      }
    }
    return unique(after);
  }

  /**
   * Goes on after a text part by part, each branch of a part with what its test tells, so that a separator knows whether
   * anything is before it; undefined where a part is in doubt.
   */
  #printParts(state: State, term: Term, place: Range, selectors: Selectors): State[] | undefined {
    this.fuel.spend(1, place);
    if (term.op === "text") {
      let states: State[] | undefined = [state];
      for (const part of term.parts) {
        const after: State[] = [];
        for (const one of states) {
          const printed = this.#printParts(one, part, place, selectors);
          if (!printed || after.length > bounds.states) return undefined;
          after.push(...printed);
        }
        states = joinAll(this.terms, this.here, place, after, "parts");
      }
      return states;
    }
    if (term.op === "choice" && isTest(term.by)) {
      const { by, yes, no } = term;
      const found = this.truth(state, by, place);
      if (found.fails) return undefined;
      const branches = [...(found.true ? [true] : []), ...(found.false ? [false] : [])];
      const after = branches.map((holds) =>
        this.#printParts(
          branches.length > 1 ? this.learn(state, by, holds) : state,
          holds ? yes : no,
          place,
          selectors,
        )?.map((one) => this.#selected(one, selectors.get(by) ?? [], place)),
      );
      return after.every((one) => one !== undefined)
        ? joinAll(this.terms, this.here, place, after.flat(), "parts")
        : undefined;
    }
    const outcome = new Evaluation(none, this.#relevant(state, term.inputs), this.fuel).of(term);
    const fed = feedOutput(state, term, outcome, this.fuel);
    if (outcome.fails || fed.faults.length > 0) return undefined;
    return [...fed.states].map(([json, track]) => ({ ...state, json, track }));
  }

  /** The state with what some selectors hold there: once the paths meet, their tests no longer tell. */
  #selected(state: State, selectors: readonly Term[], place: Range): State {
    let known = state;
    for (const one of selectors) {
      const { value } = this.value(known, one, place);
      if (constants(value)?.length !== 1) continue;
      const test = this.terms.test({ op: "equals", left: one, right: this.terms.some(value) });
      known = { ...known, pathCondition: [...known.pathCondition, { test, holds: true }] };
    }
    return known;
  }

  /** What is printed where, over all paths. */
  get prints(): readonly Print[] {
    return [...this.observed.prints].sort((a, b) => a.start - b.start);
  }

  /** What was printed at a place, perhaps of a Content Block, is told where the template names the block. */
  note(print: Print): void {
    const { start, end } = this.#place ?? print;
    this.observed.print({ ...print, start, end });
  }

  #note(state: State, term: Term, facts: readonly Fact[], at: Range): void {
    this.note(printOf(state, term, facts, at, this.fuel));
  }

  /** An operation that fails prints its error: broken where a value is due, still JSON inside a string that it does not end. */
  #failed(state: State, place: Range, cases: ReadonlyMap<Input, AbstractValue>, error: Text): void {
    const kind = staysInside(state.json, error) ? "error-in-text" : "error-text";
    this.report(kind, place, state, undefined, cases);
  }

  /** What an author has made to fit where it is used: in the eyes of everyday data, whatever comes of Content Blocks alone. */
  isTakenToFit({ inputs }: { readonly inputs: ReadonlySet<Input> }): boolean {
    return this.model.everyday && inputs.size > 0 && [...inputs].every(({ place }) => isOfBlock(place));
  }

  /** Goes on after something unknown as if it were right there: a value where one is due, nothing elsewhere. */
  #skip(state: State): State[] {
    if (!wantsValue(state.json)) return [state];
    // Ahead of the document it may have set variables only, or be all of the document: what follows tells.
    if (state.json.stack === "") return [withFlag(state, maybeAll)];
    return [this.#afterAny(state)];
  }

  /** Where a template ends. */
  end(state: State): State {
    const isAll = state.flags.includes(maybeAll) && wantsValue(state.json) && state.json.stack === "";
    return isAll ? this.#afterAny(state) : state;
  }

  #afterAny(state: State): State {
    const value = trackRope(state.track, state.json, [{ kind: "json", first: anyJson }]);
    return this.#moved(state, state.json.afterValue(), value);
  }

  /** Takes what is reported meanwhile to one place: a Content Block breaks the document where it is named. */
  at<T>(place: Range, walk: () => T): T {
    const outer = this.#place;
    this.#place ??= place;
    try {
      return walk();
    } finally {
      this.#place = outer;
    }
  }

  /** Goes on after plain text. */
  printText(state: State, text: string, place: Range): State[] {
    if (state.captured)
      return [{ ...state, captured: [...state.captured, this.terms.some(ofText(known(text)))] }];
    this.fuel.spend(text.length / charactersPerUnit, place);
    const { states, faults } = feedRope(state.json, [{ kind: "known", text }]);
    faults.forEach((fault, index) => {
      const { hole } = state;
      if (
        index === 0 &&
        hole &&
        (fault.kind === "missing-value" || fault.kind === "trailing-comma" || fault.kind === "stray")
      ) {
        this.report("missing-value", hole, state, undefined, hole.cases);
        return;
      }
      const start = place.start + (fault.at ?? 0);
      this.report(fault.kind, { start, end: start + (fault.length ?? 1) }, state, fault.detail);
    });
    const [json] = states;
    if (json === state.json && text.trim() === "") return [state];
    return [this.#moved(state, json!, trackText(state.track, state.json, text))];
  }

  /** Goes on where a tag has failed and prints its error. Outside a string nothing sensible follows. */
  printError({ state, place, test, error }: Failure): State[] {
    if (state.captured) {
      const text = this.here.made(place, "error", ofText(error));
      return [{ ...state, captured: [...state.captured, text] }];
    }
    const facts = test ? this.#relevant(state, test.inputs) : [];
    const failing =
      test &&
      combinations(test.inputs, facts, this.fuel, place).find((cases) => {
        const evaluation = new Evaluation(cases, facts, this.fuel);
        return evaluation.isSatisfiable && evaluation.test(test).fails;
      });
    this.#failed(state, place, failing ?? none, error);
    return insideString(state.json) ? [state] : [];
  }

  /** The state with a test that came out so, and all that follows from it. */
  learn(state: State, test: Test, holds: boolean): State {
    this.observed.asked(test.inputs);
    if (this.#isConstant(test)) return state;
    return {
      ...state,
      pathCondition: withImplied(this.terms, this.fuel, state.pathCondition, { test, holds }),
    };
  }

  /** Whether no data decides a test, so that there is nothing to remember of how it came out. */
  #isConstant(test: Test): boolean {
    if (test.inputs.size > 0) return false;
    const found = new Evaluation(none, [], this.fuel).test(test);
    return found.true !== found.false;
  }

  /** Where what is in a Content Block is told. */
  placeOf(at: Range): Range {
    return this.#place ?? at;
  }

  report(
    kind: FaultKind,
    at: Range,
    state: State | undefined,
    detail?: string,
    cases: ReadonlyMap<Input, AbstractValue> = none,
  ): void {
    this.blame({ kind, at, pathCondition: state?.pathCondition ?? [], detail, cases });
  }

  blame(report: Report): void {
    const { kind, cases, pathCondition, detail } = report;
    const place = this.#place ?? report.at;
    this.observed.report({ ...report, at: place });
    const path: FaultPath = { cases, pathCondition };
    const key = `${kind} ${place.start}`;
    const known = this.#known.get(key);
    if (known) {
      if (known.length < bounds.paths) known.push(path);
      return;
    }
    if (this.faults.length >= this.mostFaults) throw new TooComplex(place);
    const paths = [path];
    this.#known.set(key, paths);
    this.faults.push({ kind, start: place.start, end: place.end, paths, detail });
  }

  /** Facts that speak of one of the inputs. */
  #relevant({ pathCondition }: State, inputs: ReadonlySet<Input>): Fact[] {
    this.observed.asked(inputs);
    return pathCondition.filter(({ test }) => test.inputs.size === 0 || intersects(test.inputs, inputs));
  }

  #moved(state: State, json: JsonState, track: Track): State {
    return { ...state, json, track, hole: undefined };
  }

  /** The combinations that the facts allow. Facts about inputs that are the same in all of them are asked once. */
  *#possible(
    all: readonly ReadonlyMap<Input, AbstractValue>[],
    facts: readonly Fact[],
  ): Generator<{ cases: ReadonlyMap<Input, AbstractValue>; evaluation: Evaluation }> {
    const [first] = all;
    if (!first) return;
    const varying = new Set(
      [...first.keys()].filter((input) => all.some((one) => one.get(input) !== first.get(input))),
    );
    const same = facts.filter(({ test }) => !intersects(test.inputs, varying));
    const others = facts.filter(({ test }) => intersects(test.inputs, varying));
    const common = new Map([...first].filter(([input]) => !varying.has(input)));
    if (same.length > 0 && !new Evaluation(common, facts, this.fuel).admits(same)) return;
    for (const cases of all) {
      const evaluation = new Evaluation(cases, facts, this.fuel);
      if (evaluation.admits(others)) yield { cases, evaluation };
    }
  }

  /** The values of a term, case by case, as far as its inputs are few enough. */
  #parts(state: State, term: Term, place: Range): Part[] {
    const facts = this.#relevant(state, term.inputs);
    const all = term.inputs.size === 0 ? undefined : combinations(term.inputs, facts, this.fuel, place);
    if (!all) {
      const outcome = new Evaluation(none, facts, this.fuel).of(term);
      return [{ cases: none, ...outcome }];
    }
    const parts: Part[] = [];
    for (const { cases, evaluation } of this.#possible(all, facts)) {
      const outcome = evaluation.of(term);
      if (!isEmptySet(outcome.value) || outcome.fails) parts.push({ cases, ...outcome });
    }
    return parts.length > 0 ? parts : [{ cases: none, ...gives(nothing) }];
  }
}

/** Raised where a Content Block may be the whole document. */
const maybeAll = "all";

const withFlag = (state: State, flag: string): State =>
  state.flags.includes(flag) ? state : { ...state, flags: [...state.flags, flag] };

const none: ReadonlyMap<Input, AbstractValue> = new Map();

/** One state for each state of the document. */
function unique(states: readonly State[]): State[] {
  const found = new Map<string, State>();
  for (const state of states) {
    const other = found.get(keyOfState(state));
    found.set(keyOfState(state), other ? { ...state, track: joinTracks(other.track, state.track) } : state);
  }
  return [...found.values()];
}
