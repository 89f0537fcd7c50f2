import { type FilterDefinition, findFilter } from "../../liquid/filters/index.js";
import type { Order } from "../../liquid/values/compare.js";
import { type Abstract, anyData, Kind, keyOf, nil, ofKinds } from "../domain/value.js";
import type { Case } from "./case.js";

/**
 * What a variable holds, as a formula over the inputs: the proof never forgets how a value came to be, so that a test on
 * it tells something about everything else that was made of the same input. Equal formulas are the same object.
 */
export type Symbol_ = { readonly id: number; readonly inputs: ReadonlySet<Input> } & Formula;

export type Formula =
  /** Any of a set of values. */
  | { readonly op: "some"; readonly value: Abstract }
  | { readonly op: "input"; readonly input: Input }
  | {
      readonly op: "filter";
      readonly filter: FilterDefinition;
      readonly input: Symbol_;
      readonly args: readonly Symbol_[];
    }
  /** A member or item that no input of its own stands for. */
  | { readonly op: "member"; readonly of: Symbol_; readonly key: string }
  /** An item by an index that is computed, which fails where the index is too long for an array. */
  | { readonly op: "item"; readonly item: Symbol_; readonly of: Symbol_; readonly index: Symbol_ }
  /** One of two values, by a test or by the way that was gone. */
  | { readonly op: "choice"; readonly by: Test | Input; readonly yes: Symbol_; readonly no: Symbol_ }
  /** What a capture holds: the prints of its parts, one behind the other. */
  | { readonly op: "text"; readonly parts: readonly Symbol_[] }
  /** `(first..last)`, which fails where an end is not a number. */
  | { readonly op: "range"; readonly first: Symbol_; readonly last: Symbol_ }
  /** A `limit` or an `offset`, which fails where it is not an integer. */
  | { readonly op: "bound"; readonly value: Symbol_; readonly strict: boolean }
  /** What printing a value writes: the text of its error where it fails. */
  | { readonly op: "printed"; readonly value: Symbol_ }
  /** A value, or another one where making the first fails. */
  | { readonly op: "attempt"; readonly value: Symbol_; readonly otherwise: Symbol_ };

/** Something that a user or an event may hold, one item of an array, or what the walk knows only by its values. */
export interface Input {
  readonly id: string;
  readonly place: Place;
  /** The values that it may hold. */
  readonly domain: Abstract;
  /** Its cases, where they are not those of its domain. */
  readonly cases?: readonly Case[] | undefined;
  /** Loops in each turn of which it is another value. */
  readonly loops?: readonly string[] | undefined;
}

/** Where an input stands, so that a user can be made who has it. */
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
  /** Which of two ways was gone. */
  | { readonly kind: "way" };

/** A condition as a formula. */
export type Test = { readonly id: number; readonly inputs: ReadonlySet<Input> } & TestFormula;

export type TestFormula =
  | { readonly op: "truthy"; readonly value: Symbol_ }
  | { readonly op: "equals" | "contains"; readonly left: Symbol_; readonly right: Symbol_ }
  | { readonly op: "order"; readonly order: Order; readonly left: Symbol_; readonly right: Symbol_ }
  | { readonly op: "blank" | "empty"; readonly value: Symbol_ }
  | { readonly op: "not"; readonly test: Test }
  | { readonly op: "and" | "or"; readonly left: Test; readonly right: Test }
  | {
      readonly op: "unknown-operator";
      readonly operator: string;
      readonly left: Symbol_;
      readonly right: Symbol_;
    }
  /** Always one of the two. */
  | { readonly op: "fixed"; readonly holds: boolean };

export const isTest = (by: Test | Input): by is Test => "op" in by;

const eitherWay = ofKinds(Kind.true | Kind.false);

/** What decides which values an input may hold. */
export interface Model {
  /** @param domain what the place itself allows */
  of(place: Place, domain: Abstract): Pick<Input, "domain" | "cases">;
}

/** Makes formulas, each once. */
export class Formulas {
  readonly #symbols = new Map<string, Symbol_>();
  readonly #tests = new Map<string, Test>();
  readonly #inputs = new Map<string, Input>();

  input(id: string, make: () => Omit<Input, "id">): Symbol_ {
    let input = this.#inputs.get(id);
    if (!input) {
      const made = make();
      input = { id, ...made, ...this.model.of(made.place, made.domain) };
      this.#inputs.set(id, input);
    }
    return this.#symbol(`input ${id}`, { op: "input", input }, new Set([input]));
  }

  /** @param mayBeGiven whether a variable may hold anything before the template sets it */
  constructor(
    private readonly mayBeGiven: (variable: string) => boolean,
    private readonly model: Model,
  ) {}

  /** What a variable holds before the template sets it: nothing, for everybody, unless something unknown may set it. */
  variable(name: string): Symbol_ {
    if (!this.mayBeGiven(name)) return this.some(nil);
    return this.input(`variable ${name}`, () => ({ place: { kind: "variable", name }, domain: anyData }));
  }

  get terms(): Iterable<Symbol_> {
    return this.#symbols.values();
  }

  get inputs(): readonly Input[] {
    return [...this.#inputs.values()];
  }

  some(value: Abstract): Symbol_ {
    return this.#symbol(`some ${keyOf(value)}`, { op: "some", value }, none);
  }

  filter(name: string, input: Symbol_, args: readonly Symbol_[]): Symbol_ {
    const filter = findFilter(name);
    // A filter that does not exist passes its value on.
    if (!filter) return input;
    const key = `filter ${name} ${input.id} ${args.map((arg) => arg.id).join(" ")}`;
    return this.#symbol(key, { op: "filter", filter, input, args }, all(input, ...args));
  }

  member(of: Symbol_, key: string): Symbol_ {
    return this.#symbol(`member ${of.id} ${key}`, { op: "member", of, key }, of.inputs);
  }

  /** @param item what it may be */
  item(item: Symbol_, of: Symbol_, index: Symbol_): Symbol_ {
    const key = `item ${item.id} ${of.id} ${index.id}`;
    return this.#symbol(key, { op: "item", item, of, index }, all(item, of, index));
  }

  choice(by: Test | Input, yes: Symbol_, no: Symbol_): Symbol_ {
    if (yes === no) return yes;
    const decides = isTest(by)
      ? by
      : this.#symbol(`input ${by.id}`, { op: "input", input: by }, new Set([by]));
    const key = `choice ${by.id} ${yes.id} ${no.id}`;
    return this.#symbol(key, { op: "choice", by, yes, no }, all(decides, yes, no));
  }

  /** Stands for which of two ways was gone, where no test of the template tells. */
  way(id: string, loops: readonly string[]): Input {
    const symbol = this.input(`way ${id}`, () => ({ place: { kind: "way" }, domain: eitherWay, loops }));
    return (symbol as Symbol_ & { op: "input" }).input;
  }

  text(parts: readonly Symbol_[]): Symbol_ {
    return this.#symbol(
      `text ${parts.map((part) => part.id).join(" ")}`,
      { op: "text", parts },
      all(...parts),
    );
  }

  range(first: Symbol_, last: Symbol_): Symbol_ {
    return this.#symbol(`range ${first.id} ${last.id}`, { op: "range", first, last }, all(first, last));
  }

  bound(value: Symbol_, strict: boolean): Symbol_ {
    return this.#symbol(`bound ${value.id} ${strict}`, { op: "bound", value, strict }, value.inputs);
  }

  printed(value: Symbol_): Symbol_ {
    return this.#symbol(`printed ${value.id}`, { op: "printed", value }, value.inputs);
  }

  attempt(value: Symbol_, otherwise: Symbol_): Symbol_ {
    return this.#symbol(
      `attempt ${value.id} ${otherwise.id}`,
      { op: "attempt", value, otherwise },
      all(value, otherwise),
    );
  }

  test(formula: TestFormula): Test {
    if (formula.op === "not" && formula.test.op === "not") return formula.test.test;
    const [key, inputs] = testKey(formula);
    let test = this.#tests.get(key);
    if (!test) {
      test = { ...formula, id: this.#tests.size, inputs };
      this.#tests.set(key, test);
    }
    return test;
  }

  #symbol(key: string, formula: Formula, inputs: ReadonlySet<Input>): Symbol_ {
    let symbol = this.#symbols.get(key);
    if (!symbol) {
      symbol = { ...formula, id: this.#symbols.size, inputs };
      this.#symbols.set(key, symbol);
    }
    return symbol;
  }
}

const none: ReadonlySet<Input> = new Set();

/** Formulas over one input are common, and share its set. */
function all(...symbols: readonly { readonly inputs: ReadonlySet<Input> }[]): ReadonlySet<Input> {
  const there = symbols.filter((symbol) => symbol.inputs.size > 0);
  if (there.length === 0) return none;
  const [first] = there;
  if (there.every((symbol) => symbol.inputs === first!.inputs)) return first!.inputs;
  return new Set(there.flatMap((symbol) => [...symbol.inputs]));
}

function testKey(formula: TestFormula): [string, ReadonlySet<Input>] {
  switch (formula.op) {
    case "truthy":
    case "blank":
    case "empty":
      return [`${formula.op} ${formula.value.id}`, formula.value.inputs];
    case "equals":
    case "contains":
      return [`${formula.op} ${formula.left.id} ${formula.right.id}`, all(formula.left, formula.right)];
    case "unknown-operator":
      return [`${formula.operator} ${formula.left.id} ${formula.right.id}`, all(formula.left, formula.right)];
    case "order":
      return [`${formula.order} ${formula.left.id} ${formula.right.id}`, all(formula.left, formula.right)];
    case "not":
      return [`not ${formula.test.id}`, formula.test.inputs];
    case "and":
    case "or":
      return [`${formula.op} ${formula.left.id} ${formula.right.id}`, all(formula.left, formula.right)];
    case "fixed":
      return [`fixed ${formula.holds}`, none];
  }
}
