import type { DeclaredData } from "../../braze/data.js";
import { RubyFloat, type Value } from "../../liquid/value.js";
import { SeededRandom } from "../../seeded-random.js";
import { jsonText } from "../../source/json-text.js";
import { abstractOf } from "../domain/abstract-of.js";
import { type AbstractValue, has, Kind } from "../domain/value.js";
import type { Fault, FaultPath } from "../fault.js";
import type { Fuel } from "../fuel.js";
import type { Case } from "../terms/case.js";
import { casesOf } from "../terms/cases.js";
import { declaredAt } from "../terms/declared.js";
import { Evaluation } from "../terms/evaluate.js";
import type { Input } from "../terms/term.js";
import { constantsIn, disguised, wordsIn } from "./compared.js";
import { type Assignment, isSettable } from "./fixture.js";
import { plainValue } from "./plain-users.js";

/** Users who are worth rendering a template for. */
export class Candidates {
  constructor(
    private readonly inputs: readonly Input[],
    /** What the template itself writes down: a guard that the path forgot may have asked for one of them. */
    private readonly literals: readonly Value[],
    private readonly data: DeclaredData,
    /** Only users who exist are looked for. */
    private readonly isEveryday: boolean,
    private readonly fuel: Fuel,
    /** Texts for which a filter of the template fails. */
    private readonly odd: readonly string[] = [],
  ) {}

  /** Every example in every name, or undefined where those are more than `most`. */
  everyone(fault: Fault, most: number): Assignment[] | undefined {
    const words = [...this.literals, ...fault.paths.flatMap(({ pathCondition }) => wordsIn(pathCondition))];
    let all: Assignment[] = [new Map()];
    for (const input of this.inputs) {
      const examples = casesOf(input).flatMap((one) => one.examples);
      const values = [
        null,
        ...examples,
        ...words.filter((word) => has(input.domain, abstractOf(word).kinds)),
      ];
      if (all.length * values.length > most) return undefined;
      all = all.flatMap((others) => values.map((value) => new Map(others).set(input, value)));
    }
    return all;
  }

  /** Users on one path to a fault, without end: the plainest first, then drawn by the seed. */
  *on(path: FaultPath, seed: number): Generator<Assignment> {
    const fixed = [...path.cases]
      .filter(([input]) => isSettable(input))
      .map(([input, value]) => {
        const compared = constantsIn(path.pathCondition, input)
          .flatMap((one) => one.examples)
          .filter((example) => this.#admits(input, example));
        return [input, [...compared, ...examplesOf(input, value)]] as const;
      });
    const guards = this.#guards(path);
    const rest = this.inputs.filter((input) => !path.cases.has(input) && !guards.has(input));
    const fill = (pick: (input: Input) => Value) =>
      new Map(rest.map((input) => [input, pick(input)] as const));
    const bases = [
      fill((input) => this.#least(input)),
      fill((input) => plainValue(input)),
      // Two numbers may be too large together only.
      ...(this.isEveryday
        ? []
        : [fill((input) => (has(input.domain, Kind.float) ? large : this.#least(input)))]),
    ];
    // The plainest guards first, with every bad value; then all of it shuffled.
    for (const base of bases) {
      for (const guard of firstChoices(guards)) {
        for (const bad of products(fixed, 24)) yield new Map([...base, ...guard, ...bad]);
      }
    }
    // The item before it or after it may be the one that a loop leaves out.
    const [, plain = new Map<Input, Value>()] = bases;
    for (const guard of firstChoices(this.#leftOut(guards))) yield new Map([...plain, ...guard]);
    // A list may have to be empty while another is not.
    for (const list of this.#lists().slice(0, mostLists)) {
      const others = [...plain].filter(([input]) => !isWithin(input, list));
      yield new Map([...others, [list, null]]);
    }
    yield* this.#together(path, fixed);
    // What was made of an input may have to be a text that the path to the fault compares it with.
    const words: readonly Value[] = [...wordsIn(path.pathCondition), ...this.literals];
    const passing = words.flatMap((word) => (typeof word === "string" ? disguised(word) : []));
    const awkward = this.isEveryday ? nasty : [...nasty, null, "\u0001"];
    const seeded = new SeededRandom(seed);
    const random = () => seeded.next();
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    for (;;) {
      const assignment = new Map<Input, Value>();
      for (const input of rest) {
        const draw = random();
        const list = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => item());
        const item = (): Value => (random() < 0.4 ? "x" : (pick(random() < 0.5 ? words : awkward) ?? "y"));
        const value =
          draw < 0.25
            ? plainValue(input)
            : draw < 0.35 && has(input.domain, Kind.array)
              ? list()
              : draw < 0.5
                ? pick(awkward)
                : draw < 0.65 && words.length > 0
                  ? pick(words)
                  : pick(pick(casesOf(input))?.examples ?? [null]);
        assignment.set(input, this.#admits(input, value ?? null) ? (value ?? null) : plainValue(input));
      }
      for (const [input, choices] of guards)
        assignment.set(input, pick(pick(choices)?.examples ?? [null]) ?? null);
      for (const [input, examples] of fixed)
        assignment.set(input, pick(random() < 0.7 ? examples : passing) ?? pick(examples) ?? null);
      yield assignment;
    }
  }

  /**
   * The same word in every name that the path speaks of: two inputs may have to be equal, or to be what the template asks
   * of each. A filter may fail for what one of them holds only where another has the word.
   */
  *#together(path: FaultPath, fixed: readonly (readonly [Input, readonly Value[]])[]): Generator<Assignment> {
    const asked = path.pathCondition.flatMap(({ test }) => [...test.inputs]).filter(isSettable);
    const inputs = [...new Set([...fixed.map(([input]) => input), ...asked])];
    const words = [...new Set([...wordsIn(path.pathCondition), ...this.literals])];
    for (const word of words.slice(0, mostTogether).flatMap(withOpposite)) {
      const all = inputs.filter((input) => this.#admits(input, word));
      if (all.length === 0) continue;
      const same = new Map(all.map((input) => [input, word] as const));
      yield same;
      if (typeof word !== "string") continue;
      for (const odd of this.odd)
        for (const input of all.slice(0, mostTogether)) yield new Map(same).set(input, odd);
    }
  }

  /** Whether anyone who is looked for may have a value there. */
  #admits({ domain }: Input, value: Value): boolean {
    return !this.isEveryday || value === null || has(domain, abstractOf(value).kinds);
  }

  /** Inputs that the path to the fault speaks of, with the cases in which it is open. */
  #guards(path: FaultPath): Map<Input, Case[]> {
    const guards = new Map<Input, Case[]>();
    for (const { test } of path.pathCondition)
      for (const input of test.inputs) if (!path.cases.has(input) && isSettable(input)) guards.set(input, []);
    for (const input of guards.keys()) {
      const facts = path.pathCondition.filter((fact) => fact.test.inputs.has(input));
      const open = casesOf(input).filter(
        ({ value }) =>
          new Evaluation(new Map([...path.cases, [input, value]]), facts, this.fuel).isSatisfiable,
      );
      const compared = constantsIn(facts, input).map((one) => ({
        ...one,
        examples: one.examples.filter((example) => this.#admits(input, example)),
      }));
      guards.set(input, [...compared.filter(({ examples }) => examples.length > 0), ...open]);
    }
    return guards;
  }

  /** Members of items that a guard asks for, with the cases for which it does not open. */
  #leftOut(guards: ReadonlyMap<Input, readonly Case[]>): Map<Input, Case[]> {
    const closed = new Map<Input, Case[]>();
    for (const [input, open] of guards) {
      if (!isInItem(input)) continue;
      const others = casesOf(input).filter((one) => !open.includes(one));
      if (others.length > 0) closed.set(input, others);
    }
    return closed;
  }

  /** Lists of which there are several that a loop walks over. */
  #lists(): readonly Input[] {
    const lists = new Set(
      this.inputs.flatMap(({ place }) => (place.kind === "item" && place.of ? [place.of] : [])),
    );
    return lists.size > 1 ? [...lists] : [];
  }

  /** What stands for nothing: of what is declared as required, there is always something. */
  #least(input: Input): Value {
    return declaredAt(this.data, input.place)?.required ? plainValue(input) : null;
  }
}

/** Whether an input is a list itself or something in it. */
const isWithin = (input: Input, list: Input): boolean =>
  input === list || ("of" in input.place && input.place.of !== undefined && isWithin(input.place.of, list));

const isInItem = ({ place }: Input): boolean =>
  place.kind === "item" || (place.kind === "member" && isInItem(place.of));

/** Lists that are left out one by one. */
const mostLists = 6;

const large = new RubyFloat(1e300);

/** Words, and inputs, that are tried together. */
const mostTogether = 6;

/** A number, and the one on the other side of zero: a filter may have turned it over. */
const withOpposite = (word: Value): Value[] =>
  typeof word === "number" && word !== 0 ? [word, -word] : [word];

/** What breaks most bodies. */
const nasty: readonly Value[] = ['Bo\'s "Deli"', "two\nlines", "", 7];

function examplesOf(input: Input, value: AbstractValue): readonly Value[] {
  const own = casesOf(input).find(
    (one) => one.value.kinds === value.kinds && jsonText(one.value.text) === jsonText(value.text),
  );
  return own?.examples ?? casesOf(input).flatMap((one) => one.examples.slice(0, 2));
}

/** The first example of each open case, guard by guard. */
function firstChoices(guards: ReadonlyMap<Input, readonly Case[]>): Map<Input, Value>[] {
  const rows = [...guards].map(
    ([input, choices]) =>
      [
        input,
        choices.map((one) =>
          one.examples.includes("plain text") ? "plain text" : (one.examples[0] ?? null),
        ),
      ] as const,
  );
  return [...products(rows, 12)];
}

/** Combinations of one example each, the first ones first. */
function* products(
  rows: readonly (readonly [Input, readonly Value[]])[],
  most: number,
): Generator<Map<Input, Value>> {
  let count = 0;
  const longest = Math.max(1, ...rows.map(([, examples]) => examples.length));
  for (let shift = 0; shift < longest && count < most; shift++, count++) {
    yield new Map(
      rows.map(([input, examples]) => [input, examples[shift % Math.max(1, examples.length)] ?? null]),
    );
  }
}
