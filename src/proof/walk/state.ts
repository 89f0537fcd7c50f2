import type { Interrupt } from "../../liquid/runtime/machine.js";
import type { Range } from "../../source/source.js";
import { withEntry } from "../domain/entries.js";
import type { AbstractValue } from "../domain/value.js";
import { type JsonState, startOfDocument } from "../json/machine.js";
import { emptyTrack, joinTracks, type Track } from "../json/track.js";
import { type Fact, keyOfFact } from "../terms/evaluate.js";
import type { Input, Term, Terms } from "../terms/term.js";
import type { ProgramPoint } from "./program-point.js";

/** What the walk knows at a place: what was printed, what the variables hold, what is known. */
export interface State {
  readonly json: JsonState;
  /** What the document holds so far. */
  readonly track: Track;
  readonly variables: ReadonlyMap<string, Term>;
  readonly pathCondition: readonly Fact[];
  /** Inside a capture: what it holds so far; nothing goes to the machine. */
  readonly captured?: readonly Term[] | undefined;
  /** What `break` and `continue` have left pending, the latest last. */
  readonly interrupts: readonly Interrupt[];
  /** Switches of tags that are raised. */
  readonly flags: readonly string[];
  /** An output that may have printed nothing where a value is due. */
  readonly hole?: Hole | undefined;
}

export interface Hole extends Range {
  readonly cases: ReadonlyMap<Input, AbstractValue>;
}

/** Where a template begins. */
export const initialState = (): State => ({
  json: startOfDocument(),
  track: emptyTrack,
  variables: new Map(),
  pathCondition: [],
  interrupts: [],
  flags: [],
});

const strayText = /^text (\d+) (\d+)$/;

/**
 * A text was printed there that fits nowhere. The first one breaks the document: whoever has that one goes on as one state,
 * whatever is printed later, or each further tag would double them.
 */
export const withStrayText = (state: State, { start, end }: Range): State =>
  state.flags.some((flag) => strayText.test(flag))
    ? state
    : { ...state, flags: [...state.flags, `text ${start} ${end}`] };

/** Where a state has such a text after it. */
export const strayTextsOf = ({ flags }: State): Range[] =>
  flags.flatMap((flag) => {
    const match = strayText.exec(flag);
    return match ? [{ start: Number(match[1]), end: Number(match[2]) }] : [];
  });

/** What a variable holds where the template has not written it: its counter, or what it is given from outside. */
export const defaultOf = (terms: Terms, { variables }: State, name: string): Term =>
  variables.get(`+${name}`) ?? terms.variable(name.replace(/^\+/, ""));

export const withVariable = (state: State, name: string, value: Term): State => ({
  ...state,
  variables: withEntry(state.variables, name, value),
});

/**
 * Where two paths meet in the same state of the document they go on as one: what they both know stays, and a variable
 * that differs is a choice between its two terms. With the test that parted them, the choice remembers which is which.
 */
export function joinStates(terms: Terms, a: State, b: State, by: Fact | Input): State {
  if (a === b) return a;
  const choose = (left: Term, right: Term): Term =>
    "holds" in by
      ? terms.choice(by.test, by.holds ? left : right, by.holds ? right : left)
      : terms.choice(by, left, right);
  const variables = new Map<string, Term>();
  for (const name of new Set([...a.variables.keys(), ...b.variables.keys()])) {
    variables.set(
      name,
      choose(
        a.variables.get(name) ?? defaultOf(terms, a, name),
        b.variables.get(name) ?? defaultOf(terms, b, name),
      ),
    );
  }
  const known = new Set(b.pathCondition.map(keyOfFact));
  const pathCondition = a.pathCondition.filter((fact) => known.has(keyOfFact(fact)));
  const captured = a.captured && b.captured && joinCaptured(terms, a.captured, b.captured, choose);
  return {
    json: a.json,
    interrupts: a.interrupts,
    flags: a.flags,
    track: joinTracks(a.track, b.track),
    variables,
    pathCondition,
    captured,
    hole: a.hole && b.hole ? a.hole : undefined,
  };
}

/** What two captures begin with stays as it is, or each `if` inside one would copy all that is before it. */
function joinCaptured(
  terms: Terms,
  a: readonly Term[],
  b: readonly Term[],
  choose: (left: Term, right: Term) => Term,
): readonly Term[] {
  const differs = a.findIndex((part, index) => part !== b[index]);
  const shared = differs < 0 ? a.length : differs;
  if (shared === a.length && shared === b.length) return a;
  return [...a.slice(0, shared), choose(terms.text(a.slice(shared)), terms.text(b.slice(shared)))];
}

/** One state for each state of the document and each hole; what differs between those that meet hangs on the way gone. */
export function joinAll(
  terms: Terms,
  here: ProgramPoint,
  place: Range,
  states: readonly State[],
  what = "",
): State[] {
  if (states.length < 2) return [...states];
  const found = new Map<string, State>();
  states.forEach((state, index) => {
    const key = keyOfState(state);
    const other = found.get(key);
    found.set(key, other ? joinStates(terms, other, state, here.branch(place, `${what} ${index}`)) : state);
  });
  return [...found.values()];
}

/** States with one key go on as one. */
export const keyOfState = ({ json, hole, interrupts, flags }: State): string =>
  `${json.stack} ${json.mode} ${hole?.start ?? ""} ${interrupts.join(" ")} ${flags.join(" ")}`;
