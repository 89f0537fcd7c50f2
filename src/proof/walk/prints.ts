import type { Range } from "../../source/source.js";
import { knownRope, textMin } from "../domain/text.js";
import { type Abstract, has, Kind } from "../domain/value.js";
import { Evaluation, type Fact } from "../formula/evaluate.js";
import { type Input, isTest, type Symbol_, type Test } from "../formula/term.js";
import { type Fuel, factsPerUnit } from "../fuel.js";
import { insideString } from "../json/machine.js";
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
function saysBlank(test: Test, holds: boolean, value: Symbol_): boolean {
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
export function printOf(
  state: State,
  symbol: Symbol_,
  facts: readonly Fact[],
  place: Range,
  fuel: Fuel,
): Print {
  const reads = new Set<Input>();
  const found = new Map<string, Digest>();
  const look: Look = { reads, digests: found, seen: new Map(), fuel };
  gather(symbol, facts, look, 0);
  return {
    start: place.start,
    end: place.end,
    path: pathOf(state),
    quoted: insideString(state.json),
    reads: [...reads],
    digests: [...found.values()],
    ...timeOf(symbol),
    nothing: isNothing(symbol),
  };
}

interface Look {
  readonly reads: Set<Input>;
  readonly digests: Map<string, Digest>;
  /** Formulas seen with so many facts: more of them could only tell less. */
  readonly seen: Map<number, number>;
  readonly fuel: Fuel;
}

const deepest = 60;

function gather(symbol: Symbol_, facts: readonly Fact[], look: Look, depth: number): void {
  const before = look.seen.get(symbol.id);
  if (symbol.inputs.size === 0 || depth > deepest || (before !== undefined && before <= facts.length)) return;
  look.seen.set(symbol.id, facts.length);
  look.fuel.spend(1 + facts.length / factsPerUnit);
  const go = (one: Symbol_, known = facts) => gather(one, known, look, depth + 1);
  // What is always blank there tells nothing of anybody.
  const arm = (one: Symbol_, known: readonly Fact[]) => {
    if (!known.some((fact) => saysBlank(fact.test, fact.holds, one))) go(one, known);
  };
  switch (symbol.op) {
    case "input":
      look.reads.add(symbol.input);
      return;
    case "filter":
      if (symbol.filter.traits.digest) digestOf(symbol, facts, look);
      else for (const one of [symbol.input, ...symbol.args]) go(one);
      return;
    case "member":
      go(symbol.of);
      return;
    case "item":
      go(symbol.item);
      return;
    case "choice": {
      const { by } = symbol;
      const test = isTest(by) ? by : undefined;
      const known = test && facts.find((fact) => fact.test === test)?.holds;
      const with_ = (holds: boolean) => (test ? [...facts, { test, holds }] : facts);
      if (known !== false) arm(symbol.yes, with_(true));
      if (known !== true) arm(symbol.no, with_(false));
      return;
    }
    case "text":
      for (const part of symbol.parts) go(part);
      return;
    case "attempt":
      go(symbol.value);
      go(symbol.otherwise);
  }
}

function digestOf(
  { filter: { name }, input }: Extract<Symbol_, { op: "filter" }>,
  facts: readonly Fact[],
  { digests, fuel }: Look,
): void {
  const evaluation = new Evaluation(new Map(), facts, fuel);
  if (!evaluation.possible) return;
  const { value } = evaluation.of(input);
  const after: string[] = [];
  for (let one = input; one.op === "filter"; one = one.input) after.push(one.filter.name);
  for (const of of input.inputs) {
    const there = evaluation.of(rootOf(input, of) ?? input).value;
    const key = `${name} ${of.id}`;
    const ofNothing = (mayBeNothing(value) && mayBeNothing(there)) || (digests.get(key)?.ofNothing ?? false);
    // A signature of a text in which the value stands says nothing about the value.
    if (isData(of) && isItself(input, of)) digests.set(key, { filter: name, of, ofNothing, after });
  }
}

/** Whether a formula is an input, brought into some form, and not a text in which it stands among others. */
function isItself(symbol: Symbol_, of: Input): boolean {
  switch (symbol.op) {
    case "input":
      return symbol.input === of;
    case "filter": {
      const { group, traits } = symbol.filter;
      const encodes = group === "encoding" || group === "json" || traits.digest === true;
      return !encodes && isItself(symbol.input, of);
    }
    case "choice":
      return isItself(symbol.yes, of) || isItself(symbol.no, of);
    case "attempt":
      return isItself(symbol.value, of) || isItself(symbol.otherwise, of);
    case "printed":
      return isItself(symbol.value, of);
    case "text":
      return (
        symbol.parts.some((part) => isItself(part, of)) &&
        symbol.parts.every((part) => part.inputs.size > 0 || (constantText(part) ?? "").trim() === "")
      );
    case "member":
    case "item":
    case "some":
    case "range":
    case "bound":
      return false;
  }
}

/** The formula that is the input itself: what `strip` leaves of a text that is there is not what is meant by nothing. */
function rootOf(symbol: Symbol_, of: Input): Symbol_ | undefined {
  let one = symbol;
  while (one.op === "filter") one = one.input;
  return one.op === "input" && one.input === of ? one : undefined;
}

/** Which way was gone, and what is only made, is nobody's data. */
const isData = ({ place }: Input): boolean => place.kind !== "way" && place.kind !== "made";

const mayBeNothing = (value: Abstract): boolean =>
  has(value, Kind.nil) || (has(value, Kind.text) && textMin(value.text) === 0);

/** Whether it is a time in seconds, and whether that is now. */
function timeOf(symbol: Symbol_): { seconds: boolean; now: boolean } {
  let seconds = false;
  let scaled = false;
  let one = symbol;
  for (;;) {
    if (one.op === "attempt") one = one.value;
    else if (one.op === "text" && one.parts.length === 1) one = one.parts[0]!;
    else if (one.op === "text" && one.parts.length > 1) {
      // Digits behind the seconds, as in {{ x | date: "%s" }}000, make milliseconds.
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
function isNothing(symbol: Symbol_, known = new Map<number, boolean>()): boolean {
  if (symbol.inputs.size > 0) return false;
  const before = known.get(symbol.id);
  if (before !== undefined) return before;
  const every = (...parts: readonly Symbol_[]) => parts.every((part) => isNothing(part, known));
  const found =
    symbol.op === "some"
      ? symbol.value.kinds === Kind.nil || constantText(symbol) === ""
      : symbol.op === "filter"
        ? every(symbol.input, ...symbol.args)
        : symbol.op === "text"
          ? every(...symbol.parts)
          : symbol.op === "member"
            ? every(symbol.of)
            : symbol.op === "printed" && every(symbol.value);
  known.set(symbol.id, found);
  return found;
}

function constantText(symbol: Symbol_ | undefined): string | undefined {
  if (symbol?.op !== "some" || symbol.value.kinds !== Kind.text || symbol.value.text.length !== 1)
    return undefined;
  return knownRope(symbol.value.text[0]!);
}

export const keyOfPrint = ({ start, path }: Print): string => `${start} ${path.join("\0")}`;

/** What several ways print at one place, as one. */
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
