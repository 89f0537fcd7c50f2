import { everydayMade } from "../../braze/inputs.js";
import { type FilterDefinition, findFilter } from "../../liquid/filters/index.js";
import type { Order } from "../../liquid/values/compare.js";
import { keyOf } from "../domain/join.js";
import { mostCharacters } from "../domain/text.js";
import { type AbstractValue, anyData, Kind, nil, ofKinds } from "../domain/value.js";
import type { Case } from "./case.js";

/**
 * What a variable holds, as a term over the inputs: the proof never forgets how a value came to be, so that a test on
 * it tells something about everything else that was made of the same input. Equal terms are the same object.
 */
export type Term = { readonly id: number; readonly inputs: ReadonlySet<Input> } & TermNode;

export type TermNode =
  /** Any of a set of values. */
  | { readonly op: "some"; readonly value: AbstractValue }
  | { readonly op: "input"; readonly input: Input }
  | {
      readonly op: "filter";
      readonly filter: FilterDefinition;
      readonly input: Term;
      readonly args: readonly Term[];
    }
  /** A member or item that no input of its own stands for. */
  | { readonly op: "member"; readonly of: Term; readonly key: string }
  /** An item by an index that is computed, which fails where the index is too long for an array. */
  | { readonly op: "item"; readonly item: Term; readonly of: Term; readonly index: Term }
  /** One of two values, by a test or by the branch that was taken. */
  | { readonly op: "choice"; readonly by: Test | Input; readonly yes: Term; readonly no: Term }
  /** What a capture holds: the prints of its parts, one after the other. */
  | { readonly op: "text"; readonly parts: readonly Term[] }
  /** `(first..last)`, which fails where an end is not a number. */
  | { readonly op: "range"; readonly first: Term; readonly last: Term }
  /** A `limit` or an `offset`, which fails where it is not an integer. */
  | { readonly op: "bound"; readonly value: Term; readonly strict: boolean }
  /** What printing a value writes: the text of its error where it fails. */
  | { readonly op: "printed"; readonly value: Term }
  /** A value, or another one where making the first fails. */
  | { readonly op: "attempt"; readonly value: Term; readonly otherwise: Term };

/** Something that a user or an event may hold, one item of an array, or what the walk knows only by its values. */
export interface Input {
  readonly id: string;
  readonly place: Place;
  /** The values that it may hold. */
  readonly domain: AbstractValue;
  /** Its cases, where they are not those of its domain. */
  readonly cases?: readonly Case[] | undefined;
  /** Loops in each iteration of which it is another value. */
  readonly loops?: readonly string[] | undefined;
}

/** Where an input is, so that a user can be made who has it. */
export type Place =
  | { readonly kind: "profile"; readonly name: string }
  | { readonly kind: "namespace"; readonly namespace: string; readonly name: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "answer"; readonly name: string }
  | { readonly kind: "catalog" }
  | { readonly kind: "member"; readonly of: Input; readonly key: string | number }
  | { readonly kind: "item"; readonly of: Input | undefined }
  /** Known by its values only; no fixture can set it. */
  | { readonly kind: "made" }
  /** Which of two branches was taken. */
  | { readonly kind: "branch" };

/** A condition as a term. */
export type Test = { readonly id: number; readonly inputs: ReadonlySet<Input> } & TestNode;

export type TestNode =
  | { readonly op: "truthy"; readonly value: Term }
  | { readonly op: "equals" | "contains"; readonly left: Term; readonly right: Term }
  | { readonly op: "order"; readonly order: Order; readonly left: Term; readonly right: Term }
  | { readonly op: "blank" | "empty"; readonly value: Term }
  | { readonly op: "not"; readonly test: Test }
  /** Whether asking it fails. */
  | { readonly op: "fails"; readonly test: Test }
  | { readonly op: "and" | "or"; readonly left: Test; readonly right: Test }
  | {
      readonly op: "unknown-operator";
      readonly operator: string;
      readonly left: Term;
      readonly right: Term;
    }
  /** Always one of the two. */
  | { readonly op: "fixed"; readonly holds: boolean };

export const isTest = (by: Test | Input): by is Test => "op" in by;

const eitherBranch = ofKinds(Kind.true | Kind.false);

/** What decides which values an input may hold. */
export interface Model {
  /** Whether no text that a template makes is longer than `everydayMade`. */
  readonly makesShortTexts?: boolean;
  /** @param domain what the place itself allows */
  of(place: Place, domain: AbstractValue): Pick<Input, "domain" | "cases">;
}

/** Makes terms, each once. */
export class Terms {
  readonly #terms = new Map<string, Term>();
  readonly #tests = new Map<string, Test>();
  readonly #inputs = new Map<string, Input>();

  input(id: string, make: () => Omit<Input, "id">): Term {
    let input = this.#inputs.get(id);
    if (!input) {
      const made = make();
      input = { id, ...made, ...this.model.of(made.place, made.domain) };
      this.#inputs.set(id, input);
    }
    return this.#intern(`input ${id}`, { op: "input", input }, new Set([input]));
  }

  /** @param mayBeGiven whether a variable may hold anything before the template sets it */
  constructor(
    private readonly mayBeGiven: (variable: string) => boolean,
    private readonly model: Model,
  ) {}

  /** What a variable holds before the template sets it: nothing, for everybody, unless something unknown may set it. */
  variable(name: string): Term {
    if (!this.mayBeGiven(name)) return this.some(nil);
    return this.input(`variable ${name}`, () => ({ place: { kind: "variable", name }, domain: anyData }));
  }

  get all(): Iterable<Term> {
    return this.#terms.values();
  }

  get inputs(): readonly Input[] {
    return [...this.#inputs.values()];
  }

  #gathered = 0;

  /** How many inputs its terms are over, counted term by term: what it costs to keep them. */
  get gathered(): number {
    return this.#gathered;
  }

  /** What loops walk over. */
  readonly walked = new Set<Term>();

  some(value: AbstractValue): Term {
    return this.#intern(`some ${keyOf(value)}`, { op: "some", value }, none);
  }

  filter(name: string, input: Term, args: readonly Term[]): Term {
    const filter = findFilter(name);
    // A filter that does not exist passes its value on.
    if (!filter) return input;
    const given = this.model.makesShortTexts && cutsLong(name, args) ? [args[0]!, this.some(toTheEnd)] : args;
    const key = `filter ${name} ${input.id} ${given.map((arg) => arg.id).join(" ")}`;
    return this.#intern(key, { op: "filter", filter, input, args: given }, inputsOf(input, ...given));
  }

  member(of: Term, key: string): Term {
    return this.#intern(`member ${of.id} ${key}`, { op: "member", of, key }, of.inputs);
  }

  /** @param item what it may be */
  item(item: Term, of: Term, index: Term): Term {
    const key = `item ${item.id} ${of.id} ${index.id}`;
    return this.#intern(key, { op: "item", item, of, index }, inputsOf(item, of, index));
  }

  choice(by: Test | Input, yes: Term, no: Term): Term {
    if (yes === no) return yes;
    const decides = isTest(by)
      ? by
      : this.#intern(`input ${by.id}`, { op: "input", input: by }, new Set([by]));
    const key = `choice ${by.id} ${yes.id} ${no.id}`;
    return this.#intern(key, { op: "choice", by, yes, no }, inputsOf(decides, yes, no));
  }

  /** Stands for which of two branches was taken, where no test of the template tells. */
  branch(id: string, loops: readonly string[]): Input {
    const term = this.input(`branch ${id}`, () => ({
      place: { kind: "branch" },
      domain: eitherBranch,
      loops,
    }));
    return (term as Term & { op: "input" }).input;
  }

  text(parts: readonly Term[]): Term {
    return this.#intern(
      `text ${parts.map((part) => part.id).join(" ")}`,
      { op: "text", parts },
      inputsOf(...parts),
    );
  }

  range(first: Term, last: Term): Term {
    return this.#intern(`range ${first.id} ${last.id}`, { op: "range", first, last }, inputsOf(first, last));
  }

  bound(value: Term, strict: boolean): Term {
    return this.#intern(`bound ${value.id} ${strict}`, { op: "bound", value, strict }, value.inputs);
  }

  printed(value: Term): Term {
    return this.#intern(`printed ${value.id}`, { op: "printed", value }, value.inputs);
  }

  attempt(value: Term, otherwise: Term): Term {
    return this.#intern(
      `attempt ${value.id} ${otherwise.id}`,
      { op: "attempt", value, otherwise },
      inputsOf(value, otherwise),
    );
  }

  test(node: TestNode): Test {
    if (node.op === "not" && node.test.op === "not") return node.test.test;
    const [key, inputs] = testKey(node);
    let test = this.#tests.get(key);
    if (!test) {
      test = { ...node, id: this.#tests.size, inputs };
      this.#tests.set(key, test);
    }
    return test;
  }

  #intern(key: string, node: TermNode, inputs: ReadonlySet<Input>): Term {
    let term = this.#terms.get(key);
    if (!term) {
      term = { ...node, id: this.#terms.size, inputs };
      this.#gathered += inputs.size;
      this.#terms.set(key, term);
    }
    return term;
  }
}

const toTheEnd: AbstractValue = { kinds: Kind.integer, text: [], integer: mostCharacters };

/** Whether a filter cuts off what only a long text has. */
export function cutsLong(name: string, args: readonly Term[]): boolean {
  const length = name === "slice" && args.length === 2 ? args[1]! : undefined;
  if (length?.op !== "some" || length.value.kinds !== Kind.integer) return false;
  const { integer } = length.value;
  return integer !== undefined && integer >= everydayMade;
}

const none: ReadonlySet<Input> = new Set();

/** Terms over one input are common, and share its set. */
function inputsOf(...terms: readonly { readonly inputs: ReadonlySet<Input> }[]): ReadonlySet<Input> {
  const there = terms.filter((term) => term.inputs.size > 0);
  if (there.length === 0) return none;
  const [first] = there;
  if (there.every((term) => term.inputs === first!.inputs)) return first!.inputs;
  const all = new Set(first!.inputs);
  for (const { inputs } of there) for (const input of inputs) all.add(input);
  return all;
}

function testKey(node: TestNode): [string, ReadonlySet<Input>] {
  switch (node.op) {
    case "truthy":
    case "blank":
    case "empty":
      return [`${node.op} ${node.value.id}`, node.value.inputs];
    case "equals":
    case "contains":
      return [`${node.op} ${node.left.id} ${node.right.id}`, inputsOf(node.left, node.right)];
    case "unknown-operator":
      return [`${node.operator} ${node.left.id} ${node.right.id}`, inputsOf(node.left, node.right)];
    case "order":
      return [`${node.order} ${node.left.id} ${node.right.id}`, inputsOf(node.left, node.right)];
    case "not":
    case "fails":
      return [`${node.op} ${node.test.id}`, node.test.inputs];
    case "and":
    case "or":
      return [`${node.op} ${node.left.id} ${node.right.id}`, inputsOf(node.left, node.right)];
    case "fixed":
      return [`fixed ${node.holds}`, none];
  }
}
