import type { Range } from "../../source/source.js";
import { knownRope, textMin } from "../domain/text.js";
import { type AbstractValue, has, Kind } from "../domain/value.js";
import { type Fuel, factsPerUnit } from "../fuel.js";
import { insideString } from "../json/machine.js";
import { Evaluation, type Fact } from "../terms/evaluate.js";
import { type Input, isTest, type Term, type Test } from "../terms/term.js";
import type { State } from "./state.js";

/** What one output prints into the payload, and how that was made: what a rule asks that looks at meaning, not at JSON. */
export interface Print extends Range {
  /** Names of the members down to the value, `[]` for an item, `*` for a name that only the data tells. */
  readonly path: readonly string[];
  /** Inside a JSON string. */
  readonly quoted: boolean;
  /** What users hold that is printed as it is, or changed but not hashed. */
  readonly reads: readonly Input[];
  readonly digests: readonly Digest[];
  /** It is a time in seconds: `date: "%s"` without anything that makes milliseconds of it. */
  readonly seconds: boolean;
  /** It is the moment of sending. */
  readonly now: boolean;
  /** It is made of something that is blank for everybody. */
  readonly nothing: boolean;
}

/** A hash that is printed. */
export interface Digest {
  readonly filter: string;
  readonly of: Input;
  /** For some user there is nothing to hash, and yet it is printed. */
  readonly ofNothing: boolean;
  /** Filters that the value went through before. */
  readonly after: readonly string[];
}

/** The path of the value that is being printed. */
function pathOf({ track, json }: State): string[] {
  const inName = json.mode.startsWith("name-");
  return track.frames.map(({ names }, index) => {
    if (inName && index === track.frames.length - 1) return "*";
    return names.length === 0 ? "[]" : (names[0] ?? "*");
  });
}

/** Whether a test that came out so says that a value is blank. */
function saysBlank(test: Test, holds: boolean, value: Term): boolean {
  switch (test.op) {
    case "not":
      return saysBlank(test.test, !holds, value);
    case "blank":
    case "empty":
      return holds && test.value === value;
    case "equals":
      return (
        holds &&
        [test.left, test.right].includes(value) &&
        [test.left, test.right].some((side) => constantText(side) === "")
      );
    case "fails":
    case "truthy":
    case "contains":
    case "order":
    case "and":
    case "or":
    case "unknown-operator":
    case "fixed":
      return false;
  }
}

/** @param facts what is known where it is printed */
export function printOf(state: State, term: Term, facts: readonly Fact[], place: Range, fuel: Fuel): Print {
  const reads = new Set<Input>();
  const found = new Map<string, Digest>();
  const look: Look = { reads, digests: found, seen: new Map(), fuel };
  gather(term, facts, look, 0);
  return {
    start: place.start,
    end: place.end,
    path: pathOf(state),
    quoted: insideString(state.json),
    reads: [...reads],
    digests: [...found.values()],
    ...timeOf(term),
    nothing: isNothing(term),
  };
}

interface Look {
  readonly reads: Set<Input>;
  readonly digests: Map<string, Digest>;
  /** Terms seen with so many facts: more of them could only tell less. */
  readonly seen: Map<number, number>;
  readonly fuel: Fuel;
}

const deepest = 60;

function gather(term: Term, facts: readonly Fact[], look: Look, depth: number): void {
  const before = look.seen.get(term.id);
  if (term.inputs.size === 0 || depth > deepest || (before !== undefined && before <= facts.length)) return;
  look.seen.set(term.id, facts.length);
  look.fuel.spend(1 + facts.length / factsPerUnit);
  const go = (one: Term, known = facts) => gather(one, known, look, depth + 1);
  // What is always blank there tells nothing of anybody.
  const arm = (one: Term, known: readonly Fact[]) => {
    if (!known.some((fact) => saysBlank(fact.test, fact.holds, one))) go(one, known);
  };
  switch (term.op) {
    case "input":
      look.reads.add(term.input);
      return;
    case "filter":
      if (term.filter.traits.digest) digestOf(term, facts, look);
      else for (const one of [term.input, ...term.args]) go(one);
      return;
    case "member":
      go(term.of);
      return;
    case "item":
      go(term.item);
      return;
    case "choice": {
      const { by } = term;
      const test = isTest(by) ? by : undefined;
      const known = test && facts.find((fact) => fact.test === test)?.holds;
      const with_ = (holds: boolean) => (test ? [...facts, { test, holds }] : facts);
      if (known !== false) arm(term.yes, with_(true));
      if (known !== true) arm(term.no, with_(false));
      return;
    }
    case "text":
      for (const part of term.parts) go(part);
      return;
    case "attempt":
      go(term.value);
      go(term.otherwise);
      return;
    case "printed":
      go(term.value);
      return;
    case "range":
      go(term.first);
      go(term.last);
      return;
    case "some":
    // A `limit` or an `offset` is not printed.
    case "bound":
      return;
  }
}

function digestOf(
  { filter: { name }, input }: Extract<Term, { op: "filter" }>,
  facts: readonly Fact[],
  { digests, fuel }: Look,
): void {
  const evaluation = new Evaluation(new Map(), facts, fuel);
  if (!evaluation.isSatisfiable) return;
  const { value } = evaluation.of(input);
  const after: string[] = [];
  for (let one = input; one.op === "filter"; one = one.input) after.push(one.filter.name);
  for (const of of input.inputs) {
    const there = evaluation.of(rootOf(input, of) ?? input).value;
    const key = `${name} ${of.id}`;
    const ofNothing = (mayBeNothing(value) && mayBeNothing(there)) || (digests.get(key)?.ofNothing ?? false);
    // A signature of a text in which the value is says nothing about the value.
    if (isData(of) && isItself(input, of)) digests.set(key, { filter: name, of, ofNothing, after });
  }
}

/** Whether a term is an input, brought into some form, and not a text in which it is among others. */
function isItself(term: Term, of: Input): boolean {
  switch (term.op) {
    case "input":
      return term.input === of;
    case "filter": {
      const { group, traits } = term.filter;
      const encodes = group === "encoding" || group === "json" || traits.digest === true;
      return !encodes && isItself(term.input, of);
    }
    case "choice":
      return isItself(term.yes, of) || isItself(term.no, of);
    case "attempt":
      return isItself(term.value, of) || isItself(term.otherwise, of);
    case "printed":
      return isItself(term.value, of);
    case "text":
      return (
        term.parts.some((part) => isItself(part, of)) &&
        term.parts.every((part) => part.inputs.size > 0 || (constantText(part) ?? "").trim() === "")
      );
    case "member":
    case "item":
    case "some":
    case "range":
    case "bound":
      return false;
  }
}

/** The term that is the input itself: what `strip` leaves of a text that is there is not what is meant by nothing. */
function rootOf(term: Term, of: Input): Term | undefined {
  let one = term;
  while (one.op === "filter") one = one.input;
  return one.op === "input" && one.input === of ? one : undefined;
}

/** Which branch was taken, and what is only made, is nobody's data. */
const isData = ({ place }: Input): boolean => place.kind !== "branch" && place.kind !== "made";

const mayBeNothing = (value: AbstractValue): boolean =>
  has(value, Kind.nil) || (has(value, Kind.text) && textMin(value.text) === 0);

/** Whether it is a time in seconds, and whether that is now. */
function timeOf(term: Term): { seconds: boolean; now: boolean } {
  let seconds = false;
  let scaled = false;
  let one = term;
  for (;;) {
    if (one.op === "attempt") one = one.value;
    else if (one.op === "text" && one.parts.length === 1) one = one.parts[0]!;
    else if (one.op === "text" && one.parts.length > 1) {
      // Digits after the seconds, as in {{ x | date: "%s" }}000, make milliseconds.
      scaled = true;
      one = one.parts[0]!;
    } else if (one.op === "filter") {
      const { strftime, rescales } = one.filter.traits;
      const format = strftime ? constantText(one.args[0]) : undefined;
      if (format !== undefined) seconds = format === "%s" && !scaled;
      else if (rescales) scaled = true;
      one = one.input;
    } else break;
  }
  const word = constantText(one);
  return { seconds, now: word === "now" || word === "today" };
}

/** Whether a value is made, step by step, of what is blank for everybody. */
function isNothing(term: Term, known = new Map<number, boolean>()): boolean {
  if (term.inputs.size > 0) return false;
  const before = known.get(term.id);
  if (before !== undefined) return before;
  const every = (...parts: readonly Term[]) => parts.every((part) => isNothing(part, known));
  const found =
    term.op === "some"
      ? term.value.kinds === Kind.nil || constantText(term) === ""
      : term.op === "filter"
        ? every(term.input, ...term.args)
        : term.op === "text"
          ? every(...term.parts)
          : term.op === "member"
            ? every(term.of)
            : term.op === "printed" && every(term.value);
  known.set(term.id, found);
  return found;
}

export function constantText(term: Term | undefined): string | undefined {
  if (term?.op !== "some" || term.value.kinds !== Kind.text || term.value.text.length !== 1) return undefined;
  return knownRope(term.value.text[0]!);
}

export const keyOfPrint = ({ start, path }: Print): string => `${start} ${path.join("\0")}`;

/** What several paths print at one place, as one. */
export function joinPrints(a: Print, b: Print): Print {
  const digests = new Map(a.digests.map((one) => [`${one.filter} ${one.of.id}`, one]));
  for (const one of b.digests) {
    const other = digests.get(`${one.filter} ${one.of.id}`);
    digests.set(
      `${one.filter} ${one.of.id}`,
      other ? { ...other, ofNothing: other.ofNothing || one.ofNothing } : one,
    );
  }
  return {
    ...a,
    quoted: a.quoted || b.quoted,
    reads: [...new Set([...a.reads, ...b.reads])],
    digests: [...digests.values()],
    seconds: a.seconds || b.seconds,
    now: a.now || b.now,
    nothing: a.nothing && b.nothing,
  };
}
