import { type Declared, type DeclaredData, dataKey } from "../../braze/data.js";
import { departures } from "../../braze/fixture/departures.js";
import { render } from "../../braze/liquid.js";
import type { Assumptions } from "../../liquid/assumptions.js";
import type { Rendering } from "../../liquid/runtime/rendering.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { RubyFloat, type Value } from "../../liquid/value.js";
import { SeededRandom } from "../../seeded-random.js";
import { type AbstractValue, abstractOf, has, Kind } from "../domain/value.js";
import type { Fault, FaultPath } from "../fault.js";
import { charactersPerUnit, Fuel, TooComplex } from "../fuel.js";
import { isJson, trace } from "../json/trace.js";
import type { Case } from "../terms/case.js";
import { casesOf } from "../terms/cases.js";
import { declaredAt, keyOfRoot } from "../terms/declared.js";
import { Evaluation } from "../terms/evaluate.js";
import type { Input } from "../terms/term.js";
import { asksForDate, datesAround, otherMoments } from "./dates.js";
import {
  type Assignment,
  type Circumstances,
  fixtureOf,
  isSettable,
  type WitnessFixture,
  witnessNow,
} from "./fixture.js";
import { listShapes } from "./lists.js";
import { plainUsers, plainValue } from "./plain-users.js";
import { scopeFor, witnessLimits } from "./scope.js";

export interface Witness {
  readonly fixture: WitnessFixture;
  readonly rendering: Rendering;
  /** What each input holds that matters. */
  readonly assignment: Assignment;
  readonly circumstances: Circumstances;
  /** What Braze has to do that is not assumed of it; by default nothing. */
  readonly assume: Partial<Assumptions>;
  /** Whoever has nothing is a witness, and so is whoever has everything. */
  readonly forAll: boolean;
}

type Found = Omit<Witness, "forAll">;

const plainest: Circumstances = { lists: "alone", now: witnessNow };
/** Candidates for a fault that are tried at other moments too, in a template that asks for the time. */
const mostAtOtherMoments = 8;

/** Renders that the search along one path may cost, and along all. */
const triesOfWay = 60;
const mostTries = 400;
/**
 * What the whole search of a template may cost, in units of work: of all labelled bodies the dearest takes 3,289. A unit
 * takes about 8 microseconds.
 */
export const mostWork = 400_000;
/** A candidate by itself: its fixture is read, and its rendering looked at. */
const costOfCandidate = 20;
const stepsPerUnit = 16;
const inputsPerUnit = 8;

/** Looks for a user for whom a fault is real: the emulator renders each candidate, and only a body that breaks there counts. */
export class WitnessSearch {
  #renders = 0;
  /** Whatever the template itself writes down: a guard that the path forgot may have asked for one of them. */
  readonly #literals: readonly Value[];
  /** The names that the template reads. */
  readonly #read: ReadonlySet<string | undefined>;
  readonly #atOnce: readonly Circumstances[];
  readonly #everywhere: readonly Circumstances[];
  readonly #fuel = new Fuel(mostWork);
  /** How Braze may be, the usual way first: only where all is looked for, and the template has what an assumption is about. */
  readonly #settings: readonly Partial<Assumptions>[];
  /** Faults for which everyone there is was tried, and nobody is a witness. */
  readonly #everyoneTried = new Set<Fault>();

  constructor(
    private readonly template: Template,
    private readonly inputs: readonly Input[],
    private readonly contentBlocks: ReadonlyMap<string, string>,
    private readonly data: DeclaredData,
    /** Only users who exist are looked for. */
    private readonly isEveryday = false,
    private readonly budget = 4000,
  ) {
    this.#read = new Set(inputs.map(({ place }) => keyOfRoot(place)));
    const literals = nodesOf(template.nodes, "literal").map(({ value }) => value);
    this.#literals = [
      ...new Set(literals.filter((one) => typeof one === "string" || typeof one === "number")),
    ];
    // Only where a loop walks over what a user has is there a list to shape.
    const shapes = inputs.some(({ place }) => place.kind === "item") ? listShapes : (["alone"] as const);
    const asksForNow = literals.some((one) => typeof one === "string" && /^(now|today)$/i.test(one));
    const at = (now: string) => shapes.map((lists) => ({ lists, now }));
    this.#atOnce = at(witnessNow);
    const saves = nodesOf(template.nodes, "connected_content").length > 0;
    this.#settings = isEveryday || !saves ? [{}] : [{}, { "saved-text": "printed" }];
    this.#everywhere = [...this.#atOnce, ...(asksForNow ? otherMoments.flatMap(at) : [])];
  }

  /** Whether a search in vain has ended because there was nobody left to try, and not at one of its bounds. */
  isComplete(fault: Fault): boolean {
    return this.#everyoneTried.has(fault);
  }

  /** Nobody is found, too, when the work that a search may cost is done. */
  find(fault: Fault): Witness | undefined {
    try {
      return this.#find(fault);
    } catch (error) {
      if (error instanceof TooComplex) return undefined;
      throw error;
    }
  }

  #find(fault: Fault): Witness | undefined {
    let tries = 0;
    const seen = new Set<string>();
    let assigned = 0;
    const tryNew = (assignment: Assignment): Found | undefined => {
      for (const circumstances of assigned++ < mostAtOtherMoments ? this.#everywhere : this.#atOnce) {
        const key = JSON.stringify(fixtureOf(assignment, circumstances));
        if (seen.has(key)) continue;
        seen.add(key);
        const found = this.#try(assignment, fault, circumstances);
        if (found) return found;
      }
      return undefined;
    };
    // Each path by itself first, then everyone, then the first ones once more with all shuffled.
    for (const most of [triesOfWay, mostTries]) {
      if (most === mostTries) {
        for (const assignment of this.#everyone(fault)) {
          const found = tryNew(assignment);
          if (found) return this.#described(this.#smaller(found, fault), fault);
        }
      }
      for (const [index, path] of fault.paths.entries()) {
        let ofWay = 0;
        for (const assignment of this.#candidates(path, fault.start + index + most)) {
          if (++ofWay > most) break;
          this.#fuel.spend(assignment.size / inputsPerUnit);
          if (++tries > mostTries || this.#renders > this.budget) return undefined;
          const found = tryNew(assignment);
          if (found) return this.#described(this.#smaller(found, fault), fault);
        }
      }
    }
    return undefined;
  }

  /** Takes away whatever the fault does not need. */
  #smaller(witness: Found, fault: Fault): Found {
    let best = this.#try(witness.assignment, fault) ?? witness;
    for (const input of [...witness.assignment.keys()].reverse()) {
      const fewer = new Map(best.assignment);
      fewer.delete(input);
      const found = this.#try(fewer, fault, best.circumstances);
      if (found) best = found;
    }
    return best;
  }

  #described(witness: Found, fault: Fault): Witness {
    const forAll =
      [...witness.assignment.values()].every((value) => value === null) &&
      fault.paths.some(({ cases, pathCondition }) => cases.size === 0 && pathCondition.length === 0) &&
      plainUsers(this.inputs).every((friend) => this.#try(friend, fault, witness.circumstances));
    return { ...witness, forAll };
  }

  #try(assignment: Assignment, fault: Fault, circumstances: Circumstances = plainest): Found | undefined {
    this.#renders++;
    this.#fuel.spend(costOfCandidate);
    const fixture = fixtureOf(assignment, circumstances);
    const scope = scopeFor(fixture, circumstances.now, this.contentBlocks);
    if (!scope || !this.#exists(scope)) return undefined;
    for (const assume of this.#settings) {
      const rendering = render(this.template, scope, { lenient: true, limits: witnessLimits, assume });
      this.#fuel.spend(rendering.steps / stepsPerUnit + rendering.text.length / charactersPerUnit);
      if (rendering.outcome === "sent" && isReal(rendering, fault))
        return { fixture, rendering, assignment, circumstances, assume };
    }
    return undefined;
  }

  /** Whether somebody's data is as declared; beyond the everyday Braze may have made texts of it, or Times. */
  #exists(scope: Scope): boolean {
    const isRead = (root: Declared["root"]) => this.#read.has(dataKey(root, []));
    return (
      this.data.size === 0 ||
      departures(scope, this.data, isRead, { converted: !this.isEveryday }).length === 0
    );
  }

  /** What stands for nothing: of what is declared as required, there is always something. */
  #least(input: Input): Value {
    return declaredAt(this.data, input.place)?.required ? plainValue(input) : null;
  }

  /** Every example in every name, where they are few enough to try them all. */
  *#everyone(fault: Fault): Generator<Assignment> {
    const words = [...this.#literals, ...fault.paths.flatMap(({ pathCondition }) => wordsIn(pathCondition))];
    let all: Assignment[] = [new Map()];
    for (const input of this.inputs) {
      const examples = casesOf(input).flatMap((one) => one.examples);
      const values = [
        null,
        ...examples,
        ...words.filter((word) => has(input.domain, abstractOf(word).kinds)),
      ];
      if (all.length * values.length > mostTries) return;
      all = all.flatMap((others) => values.map((value) => new Map(others).set(input, value)));
    }
    yield* all;
    this.#everyoneTried.add(fault);
  }

  *#candidates(fault: FaultPath, seed: number): Generator<Assignment> {
    const fixed = [...fault.cases]
      .filter(([input]) => isSettable(input))
      .map(([input, value]) => {
        const compared = constantsIn(fault.pathCondition, input).flatMap((one) => one.examples);
        return [input, [...compared, ...examplesOf(input, value)]] as const;
      });
    const guards = this.#guards(fault);
    const rest = this.inputs.filter((input) => !fault.cases.has(input) && !guards.has(input));
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
    // What was made of an input may have to be a text that the path to the fault compares it with.
    const words: readonly Value[] = [...wordsIn(fault.pathCondition), ...this.#literals];
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

  /** Whether anyone who is looked for may have a value there. */
  #admits({ domain }: Input, value: Value): boolean {
    return !this.isEveryday || value === null || has(domain, abstractOf(value).kinds);
  }

  /** Inputs that the path to the fault speaks of, with the cases in which that way is open. */
  #guards(fault: FaultPath): Map<Input, Case[]> {
    const guards = new Map<Input, Case[]>();
    for (const { test } of fault.pathCondition)
      for (const input of test.inputs)
        if (!fault.cases.has(input) && isSettable(input)) guards.set(input, []);
    for (const input of guards.keys()) {
      const facts = fault.pathCondition.filter((fact) => fact.test.inputs.has(input));
      const open = casesOf(input).filter(
        ({ value }) =>
          new Evaluation(new Map([...fault.cases, [input, value]]), facts, this.#fuel).isSatisfiable,
      );
      guards.set(input, [...constantsIn(facts, input), ...open]);
    }
    return guards;
  }
}

/** Texts that a test of an input compares with: a guard such as `x == 'a'` opens for nothing else. */
function constantsIn(facts: FaultPath["pathCondition"], input: Input): Case[] {
  const own = facts.filter((fact) => fact.test.inputs.has(input));
  const texts: Value[] = wordsIn(own);
  const dates = own.some(({ test }) => asksForDate(test)) ? datesAround(witnessNow) : [];
  return [
    ...(texts.length > 0
      ? [
          {
            value: input.domain,
            examples: [...texts, ...texts.flatMap((one) => (typeof one === "string" ? disguised(one) : []))],
          },
        ]
      : []),
    ...dates.map((date) => ({ value: input.domain, examples: [date] })),
  ];
}

/** A text that passes for the word once it is stripped, or that contains it, and breaks a JSON string as it is. */
const disguised = (word: string): string[] => [`${word}\n`, `${word} "x"`, `"${word}"`, word.toUpperCase()];

/** Every text that some facts compare with, and every number with those beside it. */
function wordsIn(facts: FaultPath["pathCondition"]): (string | number)[] {
  const found = new Set<string | number>();
  const visit = (test: FaultPath["pathCondition"][number]["test"]): void => {
    switch (test.op) {
      case "not":
        visit(test.test);
        return;
      case "and":
      case "or":
        visit(test.left);
        visit(test.right);
        return;
      case "equals":
      case "contains":
      case "order":
        for (const side of [test.left, test.right]) {
          if (side.op !== "some") continue;
          for (const rope of side.value.text)
            if (rope.length === 1 && rope[0]!.kind === "known") found.add(rope[0]!.text);
          const { integer } = side.value;
          if (typeof integer === "number") for (const near of [0, 1, -1]) found.add(integer + near);
        }
    }
  };
  for (const fact of facts) visit(fact.test);
  return [...found];
}

const large = new RubyFloat(1e300);

/** What breaks most bodies. */
const nasty: readonly Value[] = ['Bo\'s "Deli"', "two\nlines", "", 7];

function examplesOf(input: Input, value: AbstractValue): readonly Value[] {
  const own = casesOf(input).find(
    (one) => one.value.kinds === value.kinds && JSON.stringify(one.value.text) === JSON.stringify(value.text),
  );
  return own?.examples ?? casesOf(input).flatMap((one) => one.examples.slice(0, 2));
}

/** The first example of each open case, guard by guard. */
function firstChoices(guards: ReadonlyMap<Input, Case[]>): Map<Input, Value>[] {
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

/** Whether the rendering shows the fault, at its place. */
function isReal(rendering: Rendering, fault: Fault): boolean {
  if (fault.kind === "error-in-text")
    return rendering.pieces.some(
      ({ span, start, end }) =>
        span.start < fault.end &&
        fault.start < span.end &&
        rendering.text.slice(start, end).includes("Liquid error"),
    );
  if (isJson(rendering.text)) return false;
  if (fault.kind === "unclosed") return trace(rendering).some((one) => one.kind === "unclosed");
  const leftOut =
    fault.kind === "missing-value" || (fault.kind === "bare-value" && printsSpace(rendering, fault));
  return trace(rendering).some((one) => {
    if (one.start < fault.end && fault.start < Math.max(one.end, one.start + 1)) return true;
    // What an output left out is missed only where the text goes on.
    return leftOut && one.start >= fault.end && one.start <= fault.end + 200;
  });
}

/** Whether nothing but white space was printed at the place of a fault. */
const printsSpace = ({ pieces, text }: Rendering, fault: Fault): boolean =>
  pieces.every(
    ({ span, start, end }) =>
      span.end <= fault.start || fault.end <= span.start || text.slice(start, end).trim() === "",
  );
