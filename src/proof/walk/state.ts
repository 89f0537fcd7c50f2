import type { Interrupt } from "../../liquid/runtime/machine.js";
import type { Range } from "../../source/source.js";
import type { Abstract } from "../domain/value.js";
import { type Fact, keyOfFact } from "../formula/evaluate.js";
import type { Formulas, Input, Symbol_ } from "../formula/term.js";
import { type JsonState, startOfDocument } from "../json/machine.js";
import { emptyTrack, joinTracks, type Track } from "../json/track.js";
import type { Whereabouts } from "./program-point.js";

/** Where the walk may stand: what was printed, what the variables hold, what is known. */
export interface State {
  readonly json: JsonState;
  /** What the document holds so far. */
  readonly track: Track;
  readonly variables: ReadonlyMap<string, Symbol_>;
  readonly facts: readonly Fact[];
  /** Inside a capture: what it holds so far; nothing goes to the machine. */
  readonly captured?: readonly Symbol_[] | undefined;
  /** What `break` and `continue` have left pending, the latest last. */
  readonly interrupts: readonly Interrupt[];
  /** Switches of tags that are raised. */
  readonly flags: readonly string[];
  /** An output that may have printed nothing where a value is due. */
  readonly hole?: Hole | undefined;
}

export interface Hole extends Range {
  readonly cases: ReadonlyMap<Input, Abstract>;
}

/** Where a template begins. */
export const initialState = (): State => ({
  json: startOfDocument(),
  track: emptyTrack,
  variables: new Map(),
  facts: [],
  interrupts: [],
  flags: [],
});

const strayText = /^text (\d+) (\d+)$/;

/** A text was printed there that fits nowhere. */
export const withStrayText = (state: State, { start, end }: Range): State => ({
  ...state,
  flags: [...new Set([...state.flags, `text ${start} ${end}`])],
});

/** Where a state has such a text behind it. */
export const strayTextsOf = ({ flags }: State): Range[] =>
  flags.flatMap((flag) => {
    const match = strayText.exec(flag);
    return match ? [{ start: Number(match[1]), end: Number(match[2]) }] : [];
  });

/** What a variable holds where the template has not written it: its counter, or what it is given from outside. */
export const defaultOf = (formulas: Formulas, { variables }: State, name: string): Symbol_ =>
  variables.get(`+${name}`) ?? formulas.variable(name.replace(/^\+/, ""));

export const withVariable = (state: State, name: string, value: Symbol_): State => ({
  ...state,
  variables: new Map(state.variables).set(name, value),
});

/**
 * Where two ways meet in the same state of the document they go on as one: what they both know stays, and a variable
 * that differs is a choice between its two formulas. With the test that parted them, the choice remembers which is which.
 */
export function meet(formulas: Formulas, a: State, b: State, by: Fact | Input): State {
  if (a === b) return a;
  const choose = (left: Symbol_, right: Symbol_): Symbol_ =>
    "holds" in by
      ? formulas.choice(by.test, by.holds ? left : right, by.holds ? right : left)
      : formulas.choice(by, left, right);
  const variables = new Map<string, Symbol_>();
  for (const name of new Set([...a.variables.keys(), ...b.variables.keys()])) {
    variables.set(
      name,
      choose(
        a.variables.get(name) ?? defaultOf(formulas, a, name),
        b.variables.get(name) ?? defaultOf(formulas, b, name),
      ),
    );
  }
  const known = new Set(b.facts.map(keyOfFact));
  const facts = a.facts.filter((fact) => known.has(keyOfFact(fact)));
  const captured =
    a.captured && b.captured
      ? a.captured.length === b.captured.length &&
        a.captured.every((part, index) => part === b.captured![index])
        ? a.captured
        : [choose(formulas.text(a.captured), formulas.text(b.captured))]
      : a.captured;
  return {
    json: a.json,
    interrupts: a.interrupts,
    flags: a.flags,
    track: joinTracks(a.track, b.track),
    variables,
    facts,
    captured,
    hole: a.hole && b.hole ? a.hole : undefined,
  };
}

/** One state for each state of the document and each hole; what differs between those that meet hangs on the way gone. */
export function merged(
  formulas: Formulas,
  here: Whereabouts,
  place: Range,
  states: readonly State[],
  what = "",
): State[] {
  if (states.length < 2) return [...states];
  const found = new Map<string, State>();
  states.forEach((state, index) => {
    const key = keyOfState(state);
    const other = found.get(key);
    found.set(key, other ? meet(formulas, other, state, here.way(place, `${what} ${index}`)) : state);
  });
  return [...found.values()];
}

/** States with one key go on as one. */
export const keyOfState = ({ json, hole, interrupts, flags }: State): string =>
  `${json.stack} ${json.mode} ${hole?.start ?? ""} ${interrupts.join(" ")} ${flags.join(" ")}`;
