import { factsPerUnit } from "../fuel.js";
import { type Cutting, cut, graft } from "../json/graft.js";
import { type Fact, keyOfFact } from "../terms/evaluate.js";
import type { Input, Term } from "../terms/term.js";
import { intersects } from "./intersects.js";
import { Observed, type Report } from "./observed.js";
import type { Print } from "./prints.js";
import type { Prover } from "./prover.js";
import { keyOfState, type State } from "./state.js";

/** What a stretch of the walk asks of the state that it begins in, and what it makes of it. */
interface Summary {
  readonly asked: Pick<Observed, "names" | "inputs">;
  /** What the variables that were asked for held. */
  readonly variables: ReadonlyMap<string, Term | undefined>;
  /** What was known of the inputs that were asked for. */
  readonly facts: string;
  readonly cutting: Cutting;
  readonly exits: readonly Exit[];
  readonly prints: readonly Print[];
  readonly reports: readonly Report[];
}

/** An end of a stretch: what differs from where it began. */
interface Exit {
  readonly state: State;
  readonly written: ReadonlyMap<string, Term>;
  readonly learned: readonly Fact[];
}

/** Summaries of one stretch that are kept: what differs more often is seldom asked for again. */
const mostSummaries = 8;
/** Times that a stretch brought none, after which it is no longer tried. */
const mostFailures = 2;

/**
 * Stretches of the walk that were walked before, loops and Content Blocks: a loop inside another one begins in much the
 * same state in each of its iterations. A stretch is walked again only where what it asks of the state is answered otherwise.
 */
export class Summaries {
  readonly #known = new Map<string, Summary[]>();
  readonly #failures = new Map<string, number>();

  constructor(private readonly prover: Prover) {}

  /**
   * @param stretch the part of the template, the same text only where all around the state is the same
   * @param mayShare whether a term means the same wherever the stretch begins
   */
  of(
    stretch: string,
    state: State,
    walk: (state: State) => State[],
    mayShare: (one: { readonly inputs: ReadonlySet<Input> }) => boolean = () => true,
  ): State[] {
    // What is still pending is rare where a stretch begins.
    if (state.hole || state.interrupts.length > 0) return walk(state);
    const cutting = cut(state.track, state.json);
    const captured = state.captured?.map(({ id }) => id).join(" ") ?? "-";
    const key = `${stretch}|${keyOfState(state)}|${captured}|${cutting.key}`;
    const failures = this.#failures.get(stretch) ?? 0;
    if (failures >= mostFailures) return walk(state);
    for (const summary of this.#known.get(key) ?? []) {
      const ends = this.#holds(summary, state) ? this.#apply(summary, state) : undefined;
      if (ends) return ends;
    }
    const begin = { ...state, track: cutting.track };
    const { observed, ends } = this.#observe(() => walk(begin));
    const grafted = regrown(ends, cutting, state);
    const summary = grafted && this.#summary(state, begin, cutting, observed, ends, mayShare);
    if (summary) this.#known.set(key, [summary, ...(this.#known.get(key) ?? [])].slice(0, mostSummaries));
    else this.#failures.set(stretch, failures + 1);
    return grafted ?? walk(state);
  }

  /** Walks with an eye on what is asked and reported. */
  #observe(walk: () => State[]): { observed: Observed; ends: State[] } {
    const { prover } = this;
    const outer = prover.observed;
    const observed = new Observed();
    prover.observed = observed;
    try {
      return { observed, ends: walk() };
    } finally {
      prover.observed = outer;
      outer.asks(observed);
      for (const print of observed.prints) outer.print(print);
      for (const report of observed.reports) outer.report(report);
    }
  }

  #summary(
    state: State,
    begin: State,
    cutting: Cutting,
    observed: Observed,
    ends: readonly State[],
    mayShare: (one: { readonly inputs: ReadonlySet<Input> }) => boolean,
  ): Summary | undefined {
    for (const { inputs } of state.captured ?? []) observed.asked(inputs);
    const exits: Exit[] = [];
    for (const end of ends) {
      const written = new Map(
        [...end.variables].filter(([name, held]) => begin.variables.get(name) !== held),
      );
      const learned = beyond(begin.pathCondition, end.pathCondition);
      const whole =
        [...begin.variables.keys()].every((name) => end.variables.has(name)) &&
        end.pathCondition.length - learned.length === begin.pathCondition.length;
      if (!whole) return undefined;
      const printed = (end.captured ?? []).filter((part) => !begin.captured?.includes(part));
      if (![...written.values(), ...printed, ...learned.map(({ test }) => test)].every(mayShare))
        return undefined;
      exits.push({ state: end, written, learned });
    }
    return {
      asked: observed,
      variables: new Map([...observed.names].map((name) => [name, begin.variables.get(name)])),
      facts: this.#factsOf(state, observed.inputs),
      cutting,
      exits,
      prints: observed.prints,
      reports: observed.reports.map((one) => ({
        ...one,
        pathCondition: beyond(begin.pathCondition, one.pathCondition),
      })),
    };
  }

  #holds({ asked, variables, facts }: Summary, state: State): boolean {
    this.prover.fuel.spend(variables.size / factsPerUnit);
    for (const [name, held] of variables) if (state.variables.get(name) !== held) return false;
    return this.#factsOf(state, asked.inputs) === facts;
  }

  /** All that is known of some inputs, and of those that they are compared with. */
  #factsOf({ pathCondition }: State, inputs: ReadonlySet<Input>): string {
    const reached = new Set(inputs);
    const found = new Set<Fact>();
    for (let before = -1; before < found.size; ) {
      before = found.size;
      this.prover.fuel.spend(pathCondition.length / factsPerUnit);
      for (const fact of pathCondition) {
        if (found.has(fact) || (fact.test.inputs.size > 0 && !intersects(fact.test.inputs, reached)))
          continue;
        found.add(fact);
        for (const input of fact.test.inputs) reached.add(input);
      }
    }
    return [...found]
      .map(keyOfFact)
      .sort((a, b) => a - b)
      .join(" ");
  }

  #apply(summary: Summary, state: State): State[] | undefined {
    const { prover } = this;
    const ends = grafts(summary, state);
    if (!ends) return undefined;
    prover.fuel.spend(1 + ends.length + (summary.prints.length + summary.reports.length) / factsPerUnit);
    prover.observed.asks(summary.asked);
    for (const print of summary.prints) prover.note({ ...print, path: pathFrom(state, summary, print.path) });
    for (const report of summary.reports)
      prover.blame({
        ...report,
        pathCondition: [...state.pathCondition, ...beyond(state.pathCondition, report.pathCondition)],
      });
    return ends;
  }
}

/** The ends of a summary, as they follow from a state. */
const grafts = ({ exits, cutting }: Summary, from: State): State[] | undefined =>
  regrown(
    exits.map(({ state, written, learned }) => ({
      ...state,
      variables: written.size > 0 ? new Map([...from.variables, ...written]) : from.variables,
      pathCondition: [...from.pathCondition, ...learned],
    })),
    cutting,
    from,
  );

/** The same with the document that was there before; undefined where a stretch has changed that. */
function regrown(ends: readonly State[], cutting: Cutting, from: State): State[] | undefined {
  const grown: State[] = [];
  for (const end of ends) {
    const track = graft(from.track, cutting, end.track);
    if (!track) return undefined;
    grown.push({ ...end, track });
  }
  return grown;
}

/** A path inside a stretch, from where the stretch begins now. */
function pathFrom({ track }: State, { cutting }: Summary, path: readonly string[]): readonly string[] {
  const outside = cutting.inside === "value" ? track.frames.length : track.frames.length - 1;
  const names = track.frames.slice(0, Math.max(0, outside)).map(({ names }) => names[0] ?? "[]");
  return [...names.slice(0, path.length), ...path.slice(names.length)];
}

/** Facts that are not among those before. */
function beyond(before: readonly Fact[], facts: readonly Fact[]): Fact[] {
  const known = new Set(before.map(keyOfFact));
  return facts.filter((fact) => !known.has(keyOfFact(fact)));
}
