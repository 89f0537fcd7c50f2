import { type FilterDefinition, wrongCount } from "../../liquid/filters/index.js";
import { isLong, type Value } from "../../liquid/value.js";
import { abstractOf } from "../domain/abstract-of.js";
import { join, withText } from "../domain/join.js";
import { anyMessage, errorText, internal, invalidInteger, type Messages } from "../domain/messages.js";
import { constants, prints } from "../domain/printed.js";
import { rangeOf } from "../domain/range.js";
import { inRow } from "../domain/repeat.js";
import { anyOf, known, knownRope, sizeOf, type Text, textChars, union, withOneJson } from "../domain/text.js";
import { gives, type Outcome } from "../domain/transfer.js";
import {
  equals,
  equalsBlank,
  equalsEmpty,
  includes,
  maybe,
  orders,
  type Truth,
  truth,
  truthOf,
} from "../domain/truth.js";
import {
  type AbstractValue,
  anyCount,
  anyData,
  has,
  heldAt,
  isEmptySet,
  Kind,
  nil,
  nothing,
  ofKinds,
  ofText,
} from "../domain/value.js";
import { charactersPerUnit, type Fuel, factsPerUnit, testsPerUnit } from "../fuel.js";
import { withoutFirst, withoutLast } from "../transfer/cut.js";
import { looseBound, rangeEnds, strictBound } from "./bounds.js";
import { filtered } from "./filtered.js";
import { refine, sizedBy } from "./refine.js";
import { type Row, rowOf } from "./row.js";
import { type Input, isTest, type Term, type Test } from "./term.js";

/** Something that is known to hold where the walk is. */
export interface Fact {
  readonly test: Test;
  readonly holds: boolean;
}

/** The same for the same fact, another for any other. */
export const keyOfFact = ({ test, holds }: Fact): number => (holds ? test.id : -1 - test.id);

/** Choices inside each other that are seen with what the outer ones tell: each costs twice the one inside it. */
const deepest = 6;
/** And such looks in all: a variable that 200 conditions may write is a choice of 200. */
const mostLooks = 400;

/** Parts of a text that an `if` may leave out: each doubles what the text may be. */
const mostOptional = 6;

/** What the inputs hold, as far as it is fixed, and what is known about them. */
export class Evaluation {
  readonly #memo = new Map<number, Outcome>();
  readonly #factsOf: ReadonlyMap<number, readonly Fact[]>;
  readonly #deniedOf: ReadonlyMap<number, Denied>;
  readonly #busy = new Set<number>();
  readonly #inner = new Map<number, Evaluation>();
  readonly #known: ReadonlyMap<number, boolean>;

  constructor(
    private readonly cases: ReadonlyMap<Input, AbstractValue>,
    private readonly facts: readonly Fact[],
    private readonly fuel: Fuel,
    private readonly depth = 0,
    private readonly looks = { left: mostLooks },
  ) {
    fuel.spend((indexes.has(facts) ? 1 : facts.length) / factsPerUnit);
    const { known, of, denied } = indexOf(facts);
    this.#known = known;
    this.#factsOf = of;
    this.#deniedOf = denied;
  }

  /** The values that a term may give here. */
  of(term: Term): Outcome {
    const found = this.#memo.get(term.id);
    if (found) return found;
    this.fuel.spend(1);
    const made = this.#compute(term);
    this.fuel.spend(sizeOf(made.value.text) / charactersPerUnit);
    const outcome = this.#refined(term, made);
    this.#memo.set(term.id, outcome);
    return outcome;
  }

  /** What a test may come to here. */
  test(test: Test): Truth {
    const known = this.#known.get(test.id);
    return known === undefined ? this.#tested(test) : truth(known, !known);
  }

  /** The same, whatever is known of exactly this test. */
  #tested(test: Test): Truth {
    this.fuel.spend(1 / testsPerUnit);
    switch (test.op) {
      case "fixed":
        return truth(test.holds, !test.holds);
      case "unknown-operator":
        return this.#binary(test.left, test.right, () =>
          truth(false, false, known(`Unknown operator ${test.operator}`)),
        );
      case "not": {
        const inner = this.test(test.test);
        return truth(inner.false, inner.true, inner.fails);
      }
      case "fails": {
        const inner = this.test(test.test);
        return truth(inner.fails !== undefined, inner.true || inner.false);
      }
      case "and": {
        const left = this.test(test.left);
        const right = this.test(test.right);
        return truth(
          left.true && right.true,
          left.false || (left.true && right.false),
          anyMessage(left.fails, left.true ? right.fails : undefined),
        );
      }
      case "or": {
        const left = this.test(test.left);
        const right = this.test(test.right);
        return truth(
          left.true || (left.false && right.true),
          left.false && right.false,
          anyMessage(left.fails, left.false ? right.fails : undefined),
        );
      }
      case "truthy":
        return this.#unary(test.value, truthOf);
      case "blank":
        return this.#unary(test.value, equalsBlank);
      case "empty":
        return this.#unary(test.value, equalsEmpty);
      case "equals":
        if (test.left === test.right && constants(this.of(test.left).value))
          return this.#unary(test.left, () => truth(true, false));
        return this.#binary(test.left, test.right, equals);
      case "contains":
        return this.#binary(test.left, test.right, includes);
      case "order":
        return this.#binary(test.left, test.right, (left, right) => orders(test.order, left, right));
    }
  }

  /** False when what is known cannot be so. */
  get isSatisfiable(): boolean {
    return this.admits(this.facts);
  }

  /** The same of some of it. */
  admits(facts: readonly Fact[]): boolean {
    const { denied, others } = indexOf(facts);
    return (
      [...denied.values()].every((one) => this.#mayDiffer(one)) &&
      others.every(({ test, holds }) => {
        const found = this.#tested(test);
        return holds ? found.true : found.false;
      })
    );
  }

  /** Whether a term may be something else than each of some constants. */
  #mayDiffer({ term, constants: denied }: Denied): boolean {
    const { value } = this.of(term);
    if (isEmptySet(value)) return false;
    const [one, ...others] = constants(value) ?? [];
    return one === undefined || others.length > 0 || !denied.has(one);
  }

  #unary(term: Term, test: (value: AbstractValue) => Truth): Truth {
    const { value, fails } = this.of(term);
    const found = isEmptySet(value) ? truth(false, false) : test(value);
    return { ...found, fails: anyMessage(found.fails, fails) };
  }

  #binary(left: Term, right: Term, test: (left: AbstractValue, right: AbstractValue) => Truth): Truth {
    const [a, b] = [this.of(left), this.of(right)];
    const found = isEmptySet(a.value) || isEmptySet(b.value) ? truth(false, false) : test(a.value, b.value);
    return { ...found, fails: anyMessage(found.fails, a.fails, b.fails) };
  }

  /** What is known of exactly this term narrows it. A fact may speak of the term through itself: once is enough. */
  #refined(term: Term, outcome: Outcome): Outcome {
    const denied = this.#deniedOf.get(term.id);
    const facts = this.#factsOf.get(term.id) ?? [];
    if ((!denied && facts.length === 0) || this.#busy.has(term.id)) return outcome;
    this.#busy.add(term.id);
    this.#memo.set(term.id, outcome);
    let { value } = outcome;
    if (denied) value = withoutTexts(value, denied.constants);
    this.fuel.spend(facts.length + (denied ? 1 : 0));
    for (const { test, holds } of facts)
      value = refine(value, term, test, holds, (other) => this.of(other).value);
    this.#busy.delete(term.id);
    return gives(value, outcome.fails);
  }

  #compute(term: Term): Outcome {
    switch (term.op) {
      case "some":
        return gives(term.value);
      case "input":
        return gives(this.cases.get(term.input) ?? term.input.domain);
      case "filter":
        return (
          this.#withoutEnds(term) ??
          this.#filter(
            term.filter,
            this.of(term.input),
            term.args.map((arg) => this.of(arg)),
          )
        );
      case "member":
        return this.#member(term);
      case "item": {
        const [of, index] = [this.of(term.of), this.of(term.index)];
        const refused = has(of.value, Kind.array) && mayBeLong(index.value);
        const value = itemAt(of.value, index.value) ?? this.of(term.item).value;
        return gives(value, anyMessage(of.fails, index.fails, refused ? internal : undefined));
      }
      case "choice": {
        const row = rowOf(term, mostOptional);
        return row ? this.#row(row) : this.#choice(term);
      }
      case "text": {
        return gives(ofText(inRow(term.parts.map((part) => few(prints(this.of(part).value))))));
      }
      case "range": {
        const ends = [this.of(term.first), this.of(term.last)];
        const fails = ends.flatMap((end) => [
          end.fails,
          has(end.value, ~rangeEnds) ? invalidInteger : undefined,
        ]);
        return gives(ofKinds(Kind.other), anyMessage(...fails));
      }
      case "bound": {
        const { value, fails } = this.of(term.value);
        const read = term.strict ? strictBound(value) : looseBound(value);
        return gives(read.value, anyMessage(fails, read.fails));
      }
      case "printed": {
        const { value, fails } = this.of(term.value);
        return gives(ofText(fails ? union(prints(value), errorText(fails)) : prints(value)));
      }
      case "attempt": {
        const { value, fails } = this.of(term.value);
        return gives(fails ? join(value, this.of(term.otherwise).value) : value);
      }
    }
  }

  /** What cannot be made has no members either. */
  #member({ of, key }: Term & { op: "member" }): Outcome {
    const { value, fails } = this.of(of);
    return gives(memberOf(value, key), fails);
  }

  /** A text of many parts that may be there or not. */
  #row(row: Row): Outcome {
    const fails: Messages[] = [];
    const textOf = (pieces: Row): Text =>
      inRow(
        pieces.map((piece) => {
          if ("either" in piece) return union(...piece.either.map(textOf));
          const outcome = this.of(piece.part);
          fails.push(outcome.fails);
          return few(prints(outcome.value));
        }),
      );
    return gives(ofText(textOf(row)), anyMessage(...fails));
  }

  #choice({ by, yes, no }: Extract<Term, { op: "choice" }>): Outcome {
    const test = isTest(by) ? by : undefined;
    const known = test && this.#known.get(test.id);
    const found = known !== undefined ? truth(known, !known) : test ? this.test(test) : maybe;
    // Each side is seen with what the test tells about it, unless that is known already.
    const decided = !found.fails && found.true !== found.false;
    const side = (term: Term, holds: boolean, open: boolean): Outcome => {
      if (!open) return gives(nothing);
      const plain = this.of(term);
      if (!test || decided || this.depth >= deepest || this.looks.left <= 0 || constants(plain.value))
        return plain;
      return this.#with({ test, holds }).of(term);
    };
    const [a, b] = [side(yes, true, found.true), side(no, false, found.false || found.fails !== undefined)];
    return gives(join(a.value, b.value), anyMessage(a.fails, b.fails));
  }

  /** The same with one more thing known. */
  #with(fact: Fact): Evaluation {
    const key = keyOfFact(fact);
    let inner = this.#inner.get(key);
    if (!inner) {
      inner = new Evaluation(this.cases, [...this.facts, fact], this.fuel, this.depth + 1, this.looks);
      this.looks.left--;
      this.#inner.set(key, inner);
    }
    return inner;
  }

  /** `slice: m, n` where n is the length less some: what is left of a list without the comma before or after it. */
  #withoutEnds({ filter, input, args }: Term & { op: "filter" }): Outcome | undefined {
    if (filter.name !== "slice" || args.length !== 2) return undefined;
    const start = countOf(args[0]!);
    const less = lengthLess(args[1]!, input);
    if (start === undefined || less === undefined) return undefined;
    const { value, fails } = this.of(input);
    if (value.kinds !== Kind.text) return undefined;
    const begun = withoutFirst(value.text, start);
    const text = begun && less > start ? withoutLast(begun, less - start) : begun;
    return text && gives(ofText(text), fails);
  }

  #filter(filter: FilterDefinition, input: Outcome, args: readonly Outcome[]): Outcome {
    const fails = anyMessage(input.fails, ...args.map((arg) => arg.fails));
    const wrong = wrongCount(filter, args.length);
    if (wrong !== undefined) return gives(nothing, anyMessage(fails, known(wrong)));
    if (isEmptySet(input.value)) return gives(nothing, fails);
    const given = args.map((arg) => arg.value);
    const outcome = filtered(filter, input.value, given);
    return gives(outcome.value, anyMessage(fails, outcome.fails));
  }
}

/** A number of characters that is written out. */
function countOf(term: Term): number | undefined {
  if (term.op !== "some" || term.value.kinds !== Kind.integer) return undefined;
  const { integer } = term.value;
  return typeof integer === "number" && integer >= 0 ? integer : undefined;
}

/** How much less than the length of a text a number is. */
function lengthLess(term: Term, of: Term): number | undefined {
  if (isLengthOf(term, of)) return 0;
  const isLess = term.op === "filter" && term.filter.name === "minus" && isLengthOf(term.input, of);
  return isLess && term.args[0] ? countOf(term.args[0]) : undefined;
}

const isLengthOf = (term: Term, of: Term): boolean =>
  (term.op === "filter" && term.filter.name === "size" && term.input === of) ||
  (term.op === "member" && term.key === "size" && term.of === of);

/** Each part of a capture multiplies the texts that the whole may be. */
const few = (text: Text): Text => (text.length > 4 ? withOneJson(text) : text);

/** Whether an integer may be one that no array takes. */
function mayBeLong(value: AbstractValue): boolean {
  if (!has(value, Kind.integer)) return false;
  return value.integer === undefined ? rangeOf(value).most >= 2 ** 63 : isLong(value.integer);
}

/** What a member of a computed value may be. */
export function memberOf(value: AbstractValue, key: string): AbstractValue {
  const parts: AbstractValue[] = [];
  const index = /^\[-?\d+\]$/.test(key);
  if (has(value, Kind.hash)) parts.push(index ? (value.members ?? anyData) : heldAt(value, key));
  // A list and a text always have a size.
  const listed = value.list && memberOfList(value.list, key);
  if (listed) parts.push(listed);
  if (key === "size" && has(value, (listed ? 0 : Kind.array) | Kind.text | Kind.integer))
    parts.push(anyCount);
  if (has(value, Kind.array) && key !== "size" && !listed) {
    if (index || key === "first" || key === "last" || key === "[?]") parts.push(value.items ?? anyData);
    parts.push(nil);
  }
  // Rails gives a text a first and a last character.
  if (has(value, Kind.text) && (key === "first" || key === "last"))
    parts.push(ofText(anyOf(textChars(value.text), 0, 2)));
  if (has(value, Kind.other)) parts.push(anyData);
  const sized = Kind.hash | Kind.array | Kind.other | (key === "size" ? Kind.text | Kind.integer : 0);
  if (has(value, ~sized)) parts.push(nil);
  return join(...parts);
}

/** What an index that is computed leads to, where the template has made the list itself. */
function itemAt(of: AbstractValue, index: AbstractValue): AbstractValue | undefined {
  if (of.kinds !== Kind.array || !of.list) return undefined;
  const places = constants(index);
  const isPlace = (one: Value): one is number => typeof one === "number";
  return places?.every(isPlace)
    ? join(...places.map((place) => memberOf(of, `[${place}]`)))
    : join(of.items ?? anyData, nil);
}

/** What is at a place of a list whose items are known one by one. */
function memberOfList(list: readonly AbstractValue[], key: string): AbstractValue | undefined {
  if (key === "size") return abstractOf(list.length);
  const index =
    key === "first" ? 0 : key === "last" ? -1 : Number(/^\[(-?\d+)\]$/.exec(key)?.[1] ?? Number.NaN);
  return Number.isNaN(index) ? undefined : (list.at(index) ?? nil);
}

/** Constants that a term is known not to be: a long `case` says so of one after the other. */
interface Denied {
  readonly term: Term;
  readonly constants: Set<Value>;
}

/** How the tests of some facts came out, and which facts speak of a term. */
interface FactIndex {
  readonly known: ReadonlyMap<number, boolean>;
  readonly of: ReadonlyMap<number, readonly Fact[]>;
  /** What terms are not, of those that many facts speak of. */
  readonly denied: ReadonlyMap<number, Denied>;
  /** All facts but those. */
  readonly others: readonly Fact[];
}

/** So few are looked at one by one. */
const fewDenied = 8;

/** The constants that each term is known not to be, where they are many. */
function manyDenied(facts: readonly Fact[]): Map<number, Denied> {
  const all = new Map<number, Denied>();
  if (facts.length <= fewDenied) return all;
  for (const fact of facts) {
    const one = denialIn(fact);
    if (!one) continue;
    const known = all.get(one.term.id);
    if (known) known.constants.add(one.constant);
    else all.set(one.term.id, { term: one.term, constants: new Set([one.constant]) });
  }
  for (const [id, { constants }] of all) if (constants.size <= fewDenied) all.delete(id);
  return all;
}

/** A term, and a text or a number that it is known not to be. What is not 0, or not empty, is more than not equal. */
function denialIn({ test, holds }: Fact): { readonly term: Term; readonly constant: Value } | undefined {
  if (holds || test.op !== "equals" || test.right.op !== "some" || sizedBy(test.left)) return undefined;
  const { value } = test.right;
  if (value.kinds !== Kind.text && value.kinds !== Kind.integer) return undefined;
  const [constant, more] = constants(value) ?? [];
  const isPlain = typeof constant === "string" || (typeof constant === "number" && constant !== 0);
  return isPlain && constant !== "" && more === undefined ? { term: test.left, constant } : undefined;
}

const withoutTexts = (value: AbstractValue, denied: ReadonlySet<Value>): AbstractValue => {
  const left = value.text.filter((rope) => !denied.has(knownRope(rope) ?? null));
  return left.length === value.text.length ? value : withText(value, left);
};

/** The same facts are asked for every case of an input. */
const indexes = new WeakMap<readonly Fact[], FactIndex>();

function indexOf(facts: readonly Fact[]): FactIndex {
  const found = indexes.get(facts);
  if (found) return found;
  const known = new Map(facts.map(({ test, holds }) => [test.id, holds]));
  const of = new Map<number, Fact[]>();
  const denied = manyDenied(facts);
  const others: Fact[] = [];
  for (const fact of facts) {
    if (isSaidByParts(fact, known)) continue;
    const denial = denied.size > 0 ? denialIn(fact) : undefined;
    if (denial && denied.has(denial.term.id)) continue;
    others.push(fact);
    for (const term of operandsOf(fact.test)) {
      const list = of.get(term);
      if (list) list.push(fact);
      else of.set(term, [fact]);
    }
  }
  const index = { known, of, denied, others };
  indexes.set(facts, index);
  return index;
}

/** Whether both parts of a test are facts themselves: in a row of hundreds, each would be asked once more for each before it. */
function isSaidByParts({ test, holds }: Fact, known: ReadonlyMap<number, boolean>): boolean {
  if ((test.op !== "and" && test.op !== "or") || holds !== (test.op === "and")) return false;
  return known.get(test.left.id) === holds && known.get(test.right.id) === holds;
}

/** The terms that a test says something about. */
function operandsOf(test: Test): number[] {
  switch (test.op) {
    case "truthy":
    case "blank":
    case "empty":
      return [test.value.id];
    case "equals":
    case "contains":
    case "unknown-operator":
    case "order":
      return [test.left, test.right].flatMap((side) => {
        const sized = sizedBy(side);
        return sized ? [side.id, sized.id] : [side.id];
      });
    case "not":
    case "fails":
      return operandsOf(test.test);
    case "and":
    case "or":
      return [...new Set([...operandsOf(test.left), ...operandsOf(test.right)])];
    case "fixed":
      return [];
  }
}
