import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Body, For } from "../../liquid/syntax/template.js";
import type { Order } from "../../liquid/values/compare.js";
import type { Range } from "../../source/source.js";
import {
  type Abstract,
  abstractOf,
  anyData,
  anyInteger,
  anything,
  arrayOf,
  has,
  join,
  Kind,
  keyOf,
  nothing,
  ofKinds,
  only,
  widened,
} from "../domain/value.js";
import type { Fact } from "../formula/evaluate.js";
import type { Symbol_ } from "../formula/term.js";
import { joinTracks, keyOfTrack } from "../json/track.js";
import type { Lookups } from "./lookups.js";
import { ofTurn } from "./program-point.js";
import { type Prover, TooComplex } from "./prover.js";
import { keyOfState, merged, type State } from "./state.js";
import type { Uses } from "./uses.js";

/** Where `break` and `continue` lead. */
interface Ways {
  readonly breaks: State[];
  readonly continues: State[];
}

const mostTurns = 60;
/** Turns after which a value that still grows is taken as anything of its kinds. */
const turnsUntilWide = 3;

/** A loop runs none, one or many turns: the states at the head of a turn are collected until nothing new comes. */
export class Loops {
  #ways: Ways | undefined;

  constructor(
    private readonly prover: Prover,
    private readonly lookups: Lookups,
    private readonly uses: Uses,
    private readonly body: (body: Body, states: readonly State[]) => State[],
  ) {}

  /** Outside a loop `break` and `continue` end the template. */
  interrupt(kind: "break" | "continue", states: readonly State[]): void {
    if (this.#ways) (kind === "break" ? this.#ways.breaks : this.#ways.continues).push(...states);
  }

  for(state: State, node: For): State[] {
    const { here } = this.prover;
    const loop = here.id(node);
    const collection = this.lookups.expression(state, node.collection);
    const { value } = this.prover.value(state, collection, node);
    const items = itemsOf(value);
    const limited = node.limit !== undefined || node.offset !== undefined;
    const exits: State[] = [];
    if (mayBeEmpty(value) || limited)
      exits.push(...(node.otherwise ? this.body(node.otherwise.body, [state]) : [state]));
    if (items.kinds === 0) return exits;
    const leave = leaving(state, node);
    const ended: State[] = [];
    here.inLoop(loop, () => {
      const item = this.#item(collection, items, node);
      const asks = nodesOf(node, "variable").some(({ text }) => text === "forloop");
      const heads = new Map<string, State>();
      let queue: { state: State; first: boolean }[] = [{ state, first: true }];
      for (let turn = 0; queue.length > 0; turn++) {
        if (turn > mostTurns) throw new TooComplex(node);
        const next: State[] = [];
        for (const { state: head, first } of queue) {
          // First and last turns differ only where the template asks which turn it is.
          for (const last of asks ? [false, true] : [undefined]) {
            const { after, breaks } = this.#turn(
              node,
              this.#enter(head, node, item, asks ? first : undefined, last),
            );
            ended.push(...breaks);
            if (last !== false) ended.push(...after);
            if (last !== true) next.push(...after);
          }
        }
        const settled = next.map((one) => this.#settle(one, node, loop, "head"));
        queue = this.#newHeads(
          heads,
          merged(this.prover.formulas, here, node, settled, "head"),
          turn,
          node,
        ).map((one) => ({
          state: one,
          first: false,
        }));
      }
    });
    return [...exits, ...ended.map(leave).map((one) => this.#settle(one, node, loop, "after"))];
  }

  #turn(node: For, state: State): { after: State[]; breaks: State[] } {
    const outer = this.#ways;
    const ways: Ways = { breaks: [], continues: [] };
    this.#ways = ways;
    try {
      return { after: [...this.body(node.body, [state]), ...ways.continues], breaks: ways.breaks };
    } finally {
      this.#ways = outer;
    }
  }

  #enter(
    state: State,
    node: For,
    item: Symbol_,
    first: boolean | undefined,
    last: boolean | undefined,
  ): State {
    const { here, formulas } = this.prover;
    const flag = (name: string, yes: boolean | undefined) =>
      yes === undefined
        ? here.made(node, name, ofKinds(Kind.true | Kind.false))
        : formulas.some(abstractOf(yes));
    const number = (name: string, known: number | undefined) =>
      known === undefined ? here.made(node, name, anyInteger) : formulas.some(abstractOf(known));
    // `forloop` is read by its members only; each is a variable with a name that no template can write.
    const own: readonly (readonly [ForloopName, Symbol_])[] = [
      ["", here.made(node, "forloop", ofKinds(Kind.other))],
      [".first", flag("first", first)],
      [".last", flag("last", last)],
      [".index", number("index", first ? 1 : undefined)],
      [".index0", number("index0", first ? 0 : undefined)],
      [".rindex", number("rindex", last ? 1 : undefined)],
      [".rindex0", number("rindex0", last ? 0 : undefined)],
      [".length", number("length", first && last ? 1 : undefined)],
    ];
    const names = new Map(own.map(([name, symbol]) => [`forloop${name}`, symbol]));
    const variables = new Map([...state.variables, ...names, [node.variable.text, item]]);
    return this.#counted({ ...state, variables }, names, first, last);
  }

  /** What the counters tell in a turn that is not the first, or not the last. */
  #counted(
    state: State,
    names: ReadonlyMap<string, Symbol_>,
    first: boolean | undefined,
    last: boolean | undefined,
  ): State {
    const { formulas } = this.prover;
    const of = (name: string) => names.get(`forloop.${name}`)!;
    const beyond = (name: string, least: number): Fact[] => {
      const left = of(name);
      const [low, next] = [least, least + 1].map((one) => formulas.some(abstractOf(one))) as [
        Symbol_,
        Symbol_,
      ];
      const order = (word: Order, right: Symbol_, holds: boolean): Fact => ({
        test: formulas.test({ op: "order", order: word, left, right }),
        holds,
      });
      return [
        { test: formulas.test({ op: "equals", left, right: low }), holds: false },
        order(">", low, true),
        order("<=", low, false),
        order(">=", next, true),
        order("<", next, false),
      ];
    };
    const length = { left: of("index"), right: of("length") };
    const facts: Fact[] = [
      ...(first === false ? [...beyond("index", 1), ...beyond("index0", 0)] : []),
      ...(last === false ? [...beyond("rindex", 1), ...beyond("rindex0", 0)] : []),
      ...(last === undefined || (first && last)
        ? []
        : [
            { test: formulas.test({ op: "equals", ...length }), holds: last },
            { test: formulas.test({ op: "order", order: "<", ...length }), holds: !last },
          ]),
    ];
    return facts.reduce((known, fact) => this.prover.learn(known, fact.test, fact.holds), state);
  }

  /** One turn's item; a fixture can set it where the loop walks over something of the user's. */
  #item(collection: Symbol_, items: Abstract, node: For): Symbol_ {
    const { here, formulas } = this.prover;
    if (collection.op !== "input" || collection.input.place.kind === "made")
      return here.made(node, "item", items);
    const of = collection.input;
    return formulas.input(`item ${here.id(node)} ${keyOf(items)}`, () => ({
      place: { kind: "item", of },
      domain: items,
      loops: here.loops,
    }));
  }

  /** At the end of a turn its item is gone: what was made of it is known by its values only. */
  #settle(state: State, node: For, loop: string, when: "head" | "after"): State {
    const settled = (symbol: Symbol_, name: string): Symbol_ => {
      if (!ofTurn(symbol, loop)) return symbol;
      // Most variables are written anew in each turn: what they held is not worth the work.
      const values = this.uses.isOfTurn(name, node) ? anything : this.#values(state, symbol, node);
      return this.#made(node, `${when} ${name}`, values);
    };
    const variables = new Map(
      [...state.variables].map(([name, symbol]) => [name, settled(symbol, name)] as const),
    );
    const captured = state.captured?.map((part, index) => settled(part, `part ${index}`));
    return {
      ...state,
      variables,
      facts: state.facts.filter((fact) => !ofTurn(fact.test, loop)),
      captured: captured && this.#shortened(captured, state, node, when),
    };
  }

  /** What a capture holds after a turn, as one value, so that turns do not pile up. */
  #shortened(captured: readonly Symbol_[], state: State, node: For, when: string): Symbol_[] {
    const { formulas } = this.prover;
    return [this.#made(node, `${when} capture`, this.#values(state, formulas.text(captured), node))];
  }

  #made(node: For, what: string, values: Abstract): Symbol_ {
    return this.prover.here.made(node, what, values);
  }

  #values(state: State, symbol: Symbol_, place: Range): Abstract {
    return this.prover.value(state, symbol, place).value;
  }

  /** Heads that were not there before, or hold more than before. */
  #newHeads(heads: Map<string, State>, states: readonly State[], turn: number, node: For): State[] {
    const fresh: State[] = [];
    for (const state of states) {
      const key = keyOfState(state);
      const old = heads.get(key);
      const grown = old ? this.#grown(old, state, turn, node) : state;
      if (!grown) continue;
      heads.set(key, grown);
      fresh.push(grown);
    }
    return fresh;
  }

  /** Both states as one, or undefined when the old one holds the new one already. */
  #grown(old: State, state: State, turn: number, node: For): State | undefined {
    const { formulas } = this.prover;
    let changed = false;
    const joined = (name: string, a: Symbol_, b: Symbol_): Symbol_ => {
      if (a === b) return a;
      const left = this.#values(old, a, node);
      const both = join(left, this.#values(state, b, node));
      const same = keyOf(both) === keyOf(left);
      const made = this.#made(node, `head ${name}`, same || turn <= turnsUntilWide ? both : widened(both));
      if (made !== a) changed = true;
      return made;
    };
    const names = new Set([...old.variables.keys(), ...state.variables.keys()]);
    const variables = new Map(
      [...names].map((name) => {
        const of = (one: State) => one.variables.get(name) ?? formulas.variable(name);
        return [name, joined(name, of(old), of(state))] as const;
      }),
    );
    const known = new Set(state.facts.map((fact) => `${fact.test.id} ${fact.holds}`));
    const facts = old.facts.filter((fact) => known.has(`${fact.test.id} ${fact.holds}`));
    if (facts.length < old.facts.length) changed = true;
    const captured =
      old.captured && state.captured
        ? [joined("capture", formulas.text(old.captured), formulas.text(state.captured))]
        : undefined;
    const track = joinTracks(old.track, state.track);
    if (keyOfTrack(track) !== keyOfTrack(old.track)) changed = true;
    return changed ? { ...old, track, variables, facts, captured } : undefined;
  }
}

const members = ["", ".first", ".last", ".index", ".index0", ".rindex", ".rindex0", ".length"] as const;
type ForloopName = (typeof members)[number];
const forloop = members.map((name) => `forloop${name}`);

/** What the items of a collection may be; a hash gives pairs, a text itself. */
function itemsOf(value: Abstract): Abstract {
  const parts: Abstract[] = [nothing];
  if (has(value, Kind.array)) parts.push(value.items ?? anyData);
  if (has(value, Kind.hash)) parts.push(arrayOf(anyData, true));
  if (has(value, Kind.other)) parts.push(anyInteger);
  if (has(value, Kind.text)) parts.push(only(value, Kind.text));
  return join(...parts);
}

const mayBeEmpty = (value: Abstract): boolean => has(value, ~(Kind.array | Kind.hash)) || !value.filled;

/** Behind the loop its own names mean what they outcome before it. */
function leaving(before: State, node: For): (state: State) => State {
  const names = [...forloop, node.variable.text];
  return (state) => {
    const variables = new Map(state.variables);
    for (const name of names) {
      const old = before.variables.get(name);
      if (old) variables.set(name, old);
      else variables.delete(name);
    }
    return { ...state, variables };
  };
}
