import { chars, digits, unsafe } from "../domain/chars.js";
import { leastOf } from "../domain/range.js";
import type { Atom, Rope, Text } from "../domain/text.js";
import type { FaultKind } from "../fault.js";
import {
  insideString,
  isBetweenCharacters,
  isInOtherQuotes,
  type JsonState,
  type Mode,
  type NumberMode,
  plainEnd,
  step,
  wantsValue,
} from "./machine.js";
import { beforeOutput, recover } from "./recover.js";

/** Where reading a rope may end, and what may go wrong on the way. */
export interface Fed {
  readonly states: ReadonlySet<JsonState>;
  readonly faults: readonly FeedFault[];
}

export interface FeedFault {
  readonly kind: FaultKind;
  /** Offset and length in the known text that is at fault; undefined when it is unknown text. */
  readonly at?: number | undefined;
  readonly length?: number | undefined;
  readonly detail?: string | undefined;
}

/** Of one text; what is beyond is told by none of the proofs. */
const mostFaults = 20_000;

/** Reads known text, fixing each fault and going on. */
export function feedText(start: JsonState, text: string): { state: JsonState; faults: FeedFault[] } {
  const faults: FeedFault[] = [];
  let state = start;
  let offset = 0;
  let stuck = 0;
  let furthest = -1;
  let isBroken = false;
  while (offset < text.length) {
    if (state.mode === "lost") break;
    if (isBetweenCharacters(state)) {
      const end = plainEnd(text, offset);
      if (end > offset) {
        offset = end;
        continue;
      }
    }
    const next = step(state, text[offset]!);
    if (next) {
      state = next;
      if (!insideString(state)) isBroken = false;
      offset++;
      continue;
    }
    const recovery = recover(state, text, offset);
    const { kind, at = offset, length, detail } = recovery;
    // A string that is broken once is broken: each further line of it would only be the same fault again.
    const isSame = kind === "line-break" && isBroken;
    if (!isSame && faults.length < mostFaults) faults.push({ kind, at, length: Math.max(1, length), detail });
    state = recovery.state;
    isBroken = kind === "line-break";
    const resume = recovery.resume ?? at + length;
    // A fix that reads nothing twice over would never end.
    stuck = resume <= furthest ? stuck + 1 : 0;
    furthest = stuck > 2 ? furthest + 1 : Math.max(furthest, resume);
    offset = stuck > 2 ? furthest : resume;
  }
  const late = beforeOutput(state, text);
  if (late) {
    const { kind, at, length, detail } = late;
    faults.push({ kind, at, length, detail });
    return { state: late.state, faults };
  }
  return { state, faults };
}

/** Reads every text that a rope stands for. */
export function feedRope(start: JsonState, rope: Rope): Fed {
  let states = new Set([start]);
  const faults: FeedFault[] = [];
  for (const atom of rope) {
    const next = new Set<JsonState>();
    for (const state of states) {
      const fed = feedAtom(state, atom);
      for (const one of fed.states) next.add(one);
      faults.push(...fed.faults);
    }
    states = next;
  }
  return { states, faults };
}

const to = (...states: readonly JsonState[]): Fed => ({ states: new Set(states), faults: [] });
const broken = (kind: FaultKind, ...states: readonly JsonState[]): Fed => ({
  states: new Set(states),
  faults: [{ kind }],
});

const white = chars("space");

/** States that a repeated text may reach; one that opens a bracket each time would never end. */
const mostStates = 32;

function feedRepeat(start: JsonState, of: Text): Fed {
  const states = new Set([start]);
  const faults: FeedFault[] = [];
  for (const state of states) {
    for (const rope of of) {
      const fed = feedRope(state, rope);
      faults.push(...fed.faults);
      for (const one of fed.states) states.add(one);
      if (states.size > mostStates)
        return { states: new Set([start]), faults: [...faults, { kind: "bare-value" }] };
    }
  }
  return { states, faults };
}

function feedAtom(state: JsonState, atom: Atom): Fed {
  if (atom.kind === "known") {
    const { state: end, faults } = feedText(state, atom.text);
    return { states: new Set([end]), faults };
  }
  if (state.mode === "lost") return to(state);
  if (atom.kind === "repeat") return feedRepeat(state, atom.of);
  if (insideString(state)) return feedInString(state, atom);
  switch (atom.kind) {
    case "integer":
      return feedInteger(state, atom);
    case "float":
      if (wantsValue(state) || (state.mode === "minus" && atom.unsigned))
        return to(state.in("fraction"), state.in("exponent-digits"));
      return broken("stray", state);
    case "json":
      if (wantsValue(state)) return to(state.afterValue());
      if (atom.first === '"' && (state.mode === "first-name" || state.mode === "name"))
        return to(state.in("colon"));
      return broken("stray", state);
    case "chars":
    case "escaped":
      return feedUnknown(state, atom);
  }
}

/** A number may go on with the digits of another one that has no sign, and begin with them after a minus. */
function feedInteger(state: JsonState, { range }: Extract<Atom, { kind: "integer" }>): Fed {
  const least = range ? leastOf(range) : Number.NEGATIVE_INFINITY;
  if (wantsValue(state) || (state.mode === "minus" && least >= 0))
    return least >= 1 ? to(state.in("integer")) : to(state.in("integer"), state.in("zero"));
  const goesOn = least >= 0 ? afterDigits[state.mode] : undefined;
  return goesOn ? to(state.in(goesOn)) : broken("stray", state);
}

/** What a number is after more digits, where any may follow. */
const afterDigits: Partial<Record<Mode, NumberMode>> = {
  integer: "integer",
  point: "fraction",
  fraction: "fraction",
  exponent: "exponent-digits",
  "exponent-sign": "exponent-digits",
  "exponent-digits": "exponent-digits",
};

function feedInString(state: JsonState, atom: Exclude<Atom, { kind: "known" | "repeat" }>): Fed {
  const normal = state.in(state.string === "name" ? "name-string" : "text-string");
  if (state !== normal && !isInOtherQuotes(state)) return broken("bad-escape", normal);
  switch (atom.kind) {
    case "integer":
    case "float":
    case "escaped":
      return to(state);
    case "json":
      return /^[-0-9tfn]*$/.test(atom.first) ? to(state) : broken("quoted-json", state);
    case "chars":
      return (atom.set & unsafe) === 0 ? to(state) : broken("unescaped", state);
  }
}

/** Text of which only the characters are known, outside a string: digits may be a number, anything else is not JSON. */
function feedUnknown(state: JsonState, atom: Extract<Atom, { kind: "chars" | "escaped" }>): Fed {
  const { stack, mode } = state;
  const max = atom.kind === "chars" ? atom.max : Number.POSITIVE_INFINITY;
  if (max === 0 || atom.set === 0 || (atom.set & ~white) === 0) return to(state);
  const onlyDigits = (atom.set & ~digits) === 0;
  if (onlyDigits && (mode === "integer" || mode === "fraction" || mode === "exponent-digits"))
    return to(state);
  if (!wantsValue(state))
    return broken(
      mode === "done" || stack === "" ? "stray" : "bare-value",
      mode === "done" ? state.in("lost") : state,
    );
  const noLeadingZero = (atom.set & chars("zero")) === 0 || max === 1;
  if (onlyDigits && noLeadingZero) {
    const after =
      max === 1
        ? [state.in("integer"), ...(atom.set & chars("zero") ? [state.in("zero")] : [])]
        : [state.in("integer")];
    return atom.min > 0 ? to(...after) : to(state, ...after);
  }
  // Before the document, reading goes on as if nothing had been printed.
  return stack === "" ? broken("stray", state) : broken("bare-value", state.afterValue());
}
