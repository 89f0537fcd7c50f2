import { type Declared, type DeclaredData, dataKey } from "../../braze/data.js";
import { departures } from "../../braze/fixture/departures.js";
import { render } from "../../braze/liquid.js";
import type { Assumptions } from "../../liquid/assumptions.js";
import type { Rendering } from "../../liquid/runtime/rendering.js";
import type { Scope } from "../../liquid/runtime/scope.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { isHash, type Value } from "../../liquid/value.js";
import { jsonText } from "../../source/json-text.js";
import { nil } from "../domain/value.js";
import type { Fault } from "../fault.js";
import { charactersPerUnit, Fuel, TooComplex } from "../fuel.js";
import { keyOfRoot } from "../terms/declared.js";
import { Evaluation, type Fact, keyOfFact } from "../terms/evaluate.js";
import type { Input } from "../terms/term.js";
import { Candidates } from "./candidates.js";
import { otherMoments } from "./dates.js";
import {
  type Assignment,
  type Circumstances,
  fixtureOf,
  isSettable,
  type WitnessFixture,
  witnessNow,
} from "./fixture.js";
import { type ListShape, listShapes } from "./lists.js";
import { plainUsers } from "./plain-users.js";
import { scopeFor, witnessLimits } from "./scope.js";
import { Shown, showsFault } from "./shows-fault.js";

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

/** A replacement that refers to a group which no pattern of Liquid has: `replace` fails for it. */
const missingGroup = "\\k<x>";

const plainest: Circumstances = { lists: "alone", now: witnessNow };
/** Numbers that a template writes, to which its loops may count, and how many of them are tried. */
const mostCounted = 40;
const mostLonger = 2;
/** Candidates for a fault that are tried at other moments too, in a template that asks for the time, and with longer lists. */
const mostAtOtherMoments = 8;

/** Renders that the search along one path may cost, and along all. */
const triesOfPath = 60;
const mostTries = 400;
/**
 * What the whole search of a template may cost, in units of work: of all labelled bodies the dearest takes 7,161. A unit
 * takes about 8 microseconds.
 */
export const mostWork = 400_000;
/** A candidate by itself: its rendering looked at. */
const costOfCandidate = 20;
/** A name of a candidate: it is written into a fixture, and read. */
const costOfName = 2;
const stepsPerUnit = 16;
const inputsPerUnit = 8;
const mostWritten = 12;
/** Names of a witness that are left out one by one, to see whether it still is one; of more, those that no guard asks for. */
const mostTakenAway = 16;

/** What says no more than the fault needs: an object of nothing, and, where texts cannot be compared, an amount as text. */
function plainerThan(value: Value, { kind }: Fault): Value | undefined {
  if (isHash(value)) return value.size > 0 ? new Map() : undefined;
  return kind === "error-text" && typeof value === "string" && value !== amount ? amount : undefined;
}

const amount = "42";

/** Renderings that are kept, since other faults ask for them. */
const mostRemembered = 100;

/** What a user is shown where Braze is as assumed. */
interface ShownUnder {
  readonly shown: Shown;
  readonly assume: Partial<Assumptions>;
}

/** Looks for a user for whom a fault is real: the emulator renders each candidate, and only a body that breaks there counts. */
export class WitnessSearch {
  #renders = 0;
  readonly #candidates: Candidates;
  /** The names that the template reads. */
  readonly #read: ReadonlySet<string | undefined>;
  readonly #atOnce: readonly Circumstances[];
  readonly #everywhere: readonly Circumstances[];
  readonly #fuel = new Fuel(mostWork);
  /** How Braze may be, the usual way first: only where all is looked for, and the template has what an assumption is about. */
  readonly #settings: readonly Partial<Assumptions>[];
  /** Texts and numbers that the template writes. */
  readonly #written: readonly (string | number)[];
  readonly #filled = new Map<number, readonly Input[]>();
  readonly #shownTo = new Map<string, readonly ShownUnder[]>();
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
    this.#written = [
      ...new Set(literals.filter((one) => typeof one === "string" || typeof one === "number")),
    ];
    const replaces = nodesOf(template.nodes, "filter").some(({ name }) => name.text.startsWith("replace"));
    const odd = replaces ? [missingGroup] : [];
    this.#candidates = new Candidates(inputs, this.#written, data, isEveryday, this.#fuel, odd);
    // Only where a loop walks over what a user has is there a list to shape.
    const isWalked = inputs.some(({ place }) => place.kind === "item");
    const shapes: readonly ListShape[] = isWalked ? listShapes : ["alone"];
    const longer = isWalked ? this.#longerLists() : [];
    const asksForNow = literals.some((one) => typeof one === "string" && /^(now|today)$/i.test(one));
    const at = (now: string, lengths = shapes) => lengths.map((lists) => ({ lists, now }));
    this.#atOnce = at(witnessNow);
    const saves = nodesOf(template.nodes, "connected_content").length > 0;
    this.#settings = isEveryday || !saves ? [{}] : [{}, { "saved-text": "printed" }];
    this.#everywhere = [
      ...this.#atOnce,
      ...at(witnessNow, longer),
      ...(asksForNow ? otherMoments.flatMap((moment) => at(moment)) : []),
    ];
  }

  /** How many items a list may need: what is wrong where a loop counts to a number may be so at it, or after it. */
  #longerLists(): readonly number[] {
    const counted = this.#written.filter((one) => typeof one === "number" && one > 1 && one < mostCounted);
    const lengths = counted.slice(0, mostLonger).flatMap((count) => {
      const last = Math.ceil(Number(count));
      return [last + 1, last, last + 2];
    });
    const asksForPlace = nodesOf(this.template.nodes, "variable").some(({ text }) => text === "forloop");
    return [...new Set([...lengths, ...(asksForPlace ? [3] : [])])];
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
        this.#fuel.spend(assignment.size / inputsPerUnit);
        const key = jsonText(fixtureOf(assignment, circumstances));
        if (seen.has(key)) continue;
        seen.add(key);
        const found = this.#try(assignment, fault, circumstances);
        if (found) return found;
      }
      return undefined;
    };
    // A text that is printed breaks a body whatever the template asks of the answer, which then has no members.
    if (this.#settings.length > 1) {
      const answers = this.inputs.filter(({ place }) => place.kind === "answer");
      const found = tryNew(new Map(answers.map((input) => [input, "plain text"])));
      if (found) return this.#described(this.#smaller(found, fault), fault);
    }
    // Each path by itself first, then everyone, then the first ones once more with all shuffled.
    for (const most of [triesOfPath, mostTries]) {
      if (most === mostTries) {
        const everyone = this.#candidates.everyone(fault, mostTries);
        for (const assignment of everyone ?? []) {
          const found = tryNew(assignment);
          if (found) return this.#described(this.#smaller(found, fault), fault);
        }
        if (everyone) this.#everyoneTried.add(fault);
      }
      for (const [index, path] of fault.paths.entries()) {
        let ofPath = 0;
        for (const assignment of this.#candidates.on(path, fault.start + index + most)) {
          if (++ofPath > most) break;
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
    // Who holds nothing in a name is who does not have it; only an item's list is there for it.
    const held = new Map(
      [...witness.assignment].filter(([{ place }, value]) => value !== null || place.kind === "item"),
    );
    let best = this.#try(held, fault) ?? { ...witness, assignment: held };
    const needed = held.size > mostTakenAway ? this.#needed(fault) : new Set<Input>();
    for (const input of [...held.keys()].reverse()) {
      if (needed.has(input)) continue;
      const fewer = new Map(best.assignment);
      fewer.delete(input);
      const found = this.#try(fewer, fault, best.circumstances);
      if (found) best = found;
    }
    for (const [input, value] of best.assignment) {
      const plainer = plainerThan(value, fault);
      if (plainer === undefined) continue;
      const found = this.#try(new Map(best.assignment).set(input, plainer), fault, best.circumstances);
      if (found) best = found;
    }
    return best;
  }

  /** Inputs that hold something on every path to the fault. */
  #needed({ paths }: Fault): ReadonlySet<Input> {
    // A list is there as soon as one of its items is.
    const holders = new Set(
      this.inputs.flatMap(({ place }) => ("of" in place && place.of ? [place.of] : [])),
    );
    const onPaths = paths.map(
      ({ cases, pathCondition }) =>
        new Set(
          pathCondition
            .flatMap((fact) => this.#filledBy(fact))
            .filter((input) => !cases.has(input) && !holders.has(input)),
        ),
    );
    const [first = new Set<Input>(), ...others] = onPaths;
    return new Set([...first].filter((input) => others.every((path) => path.has(input))));
  }

  /** The input of which a fact says that it holds something. */
  #filledBy(fact: Fact): readonly Input[] {
    const key = keyOfFact(fact);
    let found = this.#filled.get(key);
    if (!found) {
      const [input, more] = fact.test.inputs;
      const one = input && !more && isSettable(input) ? input : undefined;
      const denies = one && !new Evaluation(new Map([[one, nil]]), [fact], this.#fuel).isSatisfiable;
      found = denies ? [one] : [];
      this.#filled.set(key, found);
    }
    return found;
  }

  #described(witness: Found, fault: Fault): Witness {
    const forAll =
      [...witness.assignment.values()].every((value) => value === null) &&
      fault.paths.some(({ cases, pathCondition }) => cases.size === 0 && pathCondition.length === 0) &&
      [...plainUsers(this.inputs), ...this.#writtenUsers()].every((friend) =>
        this.#try(friend, fault, witness.circumstances),
      );
    return { ...witness, forAll };
  }

  /** Users who hold a text that the template writes, in every name: it may ask for no other. */
  #writtenUsers(): Assignment[] {
    const texts = this.#written.filter((one) => typeof one === "string").slice(0, mostWritten);
    return texts.map((text) => new Map(this.inputs.map((input) => [input, text])));
  }

  #try(assignment: Assignment, fault: Fault, circumstances: Circumstances = plainest): Found | undefined {
    this.#renders++;
    this.#fuel.spend(costOfCandidate + costOfName * assignment.size);
    const fixture = fixtureOf(assignment, circumstances);
    for (const { shown, assume } of this.#shown(fixture, circumstances.now)) {
      const { rendering } = shown;
      this.#fuel.spend(rendering.steps / stepsPerUnit + rendering.text.length / charactersPerUnit);
      if (rendering.outcome === "sent" && showsFault(shown, fault))
        return { fixture, rendering, assignment, circumstances, assume };
    }
    return undefined;
  }

  /** What a user is shown under each setting; nothing where there is no such user. Faults have many users in common. */
  #shown(fixture: WitnessFixture, now: string): Iterable<ShownUnder> {
    const text = jsonText(fixture);
    const known = this.#shownTo.get(text);
    if (known) return known;
    const scope = scopeFor(fixture, now, this.contentBlocks, text);
    if (!scope || !this.#exists(scope)) return [];
    if (this.#shownTo.size >= mostRemembered) return this.#rendered(scope);
    const shown = [...this.#rendered(scope)];
    this.#shownTo.set(text, shown);
    return shown;
  }

  *#rendered(scope: Scope): Generator<ShownUnder> {
    for (const assume of this.#settings)
      yield {
        shown: new Shown(render(this.template, scope, { lenient: true, limits: witnessLimits, assume })),
        assume,
      };
  }

  /** Whether somebody's data is as declared; beyond the everyday Braze may have made texts of it, or Times. */
  #exists(scope: Scope): boolean {
    const isRead = (root: Declared["root"]) => this.#read.has(dataKey(root, []));
    return (
      this.data.size === 0 ||
      departures(scope, this.data, isRead, { converted: !this.isEveryday }).length === 0
    );
  }
}
