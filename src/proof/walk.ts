import { anyText } from "../braze/liquid/abstract/text.js";
import {
  type Abstract,
  abstractOf,
  anyData,
  anyInteger,
  arrayOf,
  has,
  join,
  Kind,
  keyOf,
  nothing,
  ofKinds,
  ofText,
  only,
  widened,
} from "../braze/liquid/abstract/value.js";
import type {
  Body,
  Branch,
  Case,
  ConnectedContent,
  For,
  Interpolation,
  Node,
} from "../braze/liquid/template.js";
import type { Range } from "../source/source.js";
import { testOf } from "./conditions.js";
import { type ContentBlocks, contentBlockOf } from "./content-blocks.js";
import { Lookups } from "./lookups.js";
import { bounds, learn, type Prover, TooComplex } from "./prover.js";
import { meet, merged, type State, withVariable } from "./state.js";
import type { Input, Symbol_, Test } from "./symbol.js";

/** Where `break` and `continue` lead. */
interface Loop {
  readonly breaks: State[];
  readonly continues: State[];
}

/** Takes every state through the template, tag by tag. */
export class Walk {
  readonly #lookups: Lookups;
  #loop: Loop | undefined;

  constructor(
    readonly prover: Prover,
    private readonly source: string,
    private readonly blocks: ContentBlocks,
  ) {
    this.#lookups = new Lookups(prover.formulas);
  }

  body({ nodes }: Body, states: readonly State[]): State[] {
    let here = [...states];
    for (const node of nodes) {
      if (here.length > bounds.states) throw new TooComplex(node);
      here = this.#node(node, here);
    }
    return here;
  }

  #node(node: Node, states: readonly State[]): State[] {
    switch (node.kind) {
      case "text":
        return merged(
          this.#formulas,
          this.#each(states, (state) => this.prover.printText(state, node.value, node)),
        );
      case "raw":
        return this.#each(states, (state) => this.prover.printText(state, node.text.value, node.text));
      case "output":
      case "echo": {
        const block = contentBlockOf(node.value);
        if (block !== undefined) return merged(this.#formulas, this.#contentBlock(states, block, node));
        return merged(
          this.#formulas,
          this.#each(states, (state) =>
            this.prover.print(state, this.#lookups.filtered(state, node.value), node),
          ),
        );
      }
      case "assign":
        return states.map((state) => {
          const value = this.#lookups.filtered(state, node.value);
          return withVariable(state, node.variable.text, this.#attempt(state, value, node.variable.text));
        });
      case "capture":
        return this.#each(states, (state) => this.#capture(state, node.body, node.variable.text));
      case "if":
      case "unless":
        return merged(
          this.#formulas,
          this.#each(states, (state) =>
            this.#branches(state, node.branches, 0, node.kind === "unless", node),
          ),
        );
      case "case":
        return merged(
          this.#formulas,
          this.#each(states, (state) => this.#case(state, node)),
        );
      case "for":
        return merged(
          this.#formulas,
          this.#each(states, (state) => this.#for(state, node)),
        );
      case "break":
      case "continue":
        if (!this.#loop) return [];
        (node.kind === "break" ? this.#loop.breaks : this.#loop.continues).push(...states);
        return [];
      case "comment":
      case "#":
      case "message_extras":
      case "broken":
        return [...states];
      case "liquid":
        return this.body(node.body, states);
      case "abort_message":
        return [];
      case "cycle": {
        const one = (state: State) =>
          node.values
            .map((value) => this.#lookups.expression(state, value))
            .reduce((a, b) => this.#formulas.choice(undefined, a, b));
        return merged(
          this.#formulas,
          this.#each(states, (state) =>
            node.values.length === 0 ? [state] : this.prover.print(state, one(state), node),
          ),
        );
      }
      case "increment":
      case "decrement":
        return this.#each(states, (state) => this.prover.print(state, this.#formulas.some(anyInteger), node));
      case "random": {
        const value = this.#formulas.some(node.limit ? anyInteger : ofKinds(Kind.float));
        return this.#each(states, (state) => this.prover.print(state, value, node));
      }
      case "tablerow":
        // It prints HTML, which breaks any document; what it leaves behind in a capture nobody asks.
        if (states.some((state) => state.captured)) throw new TooComplex(node);
        return this.#each(states, (state) =>
          this.prover.print(state, this.#formulas.some(ofText(anyText)), node),
        );
      case "ifchanged":
      case "translation":
        return merged(this.#formulas, [...states, ...this.body(node.body, states)]);
      case "connected_content":
        return this.#connectedContent(states, node);
      case "catalog_items":
      case "catalog_selection_items": {
        const items = this.#formulas.input(`items ${node.start}`, () => ({
          place: { kind: "catalog" },
          domain: arrayOf(undefined),
        }));
        return states.map((state) => withVariable(state, "items", items));
      }
      case "shopping_cart":
        return states.map((state) =>
          withVariable(state, "shopping_cart", this.#answer("shopping_cart", node)),
        );
      case "include":
      case "render":
        return [...states];
    }
  }

  get #formulas() {
    return this.prover.formulas;
  }

  /** Each call has an answer of its own, even where two keep it under one name. */
  #answer(name: string, call: Range): Symbol_ {
    return this.#formulas.input(`answer ${name} ${call.start}`, () => ({
      place: { kind: "answer", name },
      domain: anyData,
    }));
  }

  /** An answer goes into a variable; without `:save`, a text is printed instead. */
  #connectedContent(states: readonly State[], node: ConnectedContent): State[] {
    const save = node.options.find((option) => option.name.text === "save")?.value;
    const name = save ? plainText(save) : "connected";
    // Text that is rendered as Liquid may do anything, and so may a name that only the user's data tells.
    if (name === undefined || node.options.some((option) => option.name.text === "rerender"))
      throw new TooComplex(node);
    const answer = this.#answer(name, node);
    if (save) return states.map((state) => withVariable(state, name, answer));
    return this.#each(states, (state) => {
      const { value } = this.prover.value(state, answer, node);
      const text = this.#formulas.some(only(value, Kind.text));
      return [withVariable(state, name, answer), ...this.prover.print(state, text, node)];
    });
  }

  /** Braze puts the block's own Liquid in the place of its name; what a third block in a chain holds vanishes. */
  #contentBlock(states: readonly State[], name: string, node: Range): State[] {
    const block = this.blocks.of(name, node);
    if (!block) return this.#each(states, (state) => this.prover.skip(state));
    const { nodes } = block;
    if (!nodes) return [...states];
    return this.blocks.within(block, () => this.prover.at(node, () => this.body(nodes, states)));
  }

  #each(states: readonly State[], walk: (state: State) => readonly State[]): State[] {
    return states.flatMap((state) => [...walk(state)]);
  }

  /** An assign that fails is silent, and leaves the variable as it was. */
  #attempt(state: State, value: Symbol_, name: string): Symbol_ {
    if (!this.prover.mayFail(value)) return value;
    return this.#formulas.attempt(value, state.variables.get(name) ?? this.#formulas.some(anyData));
  }

  #capture(state: State, body: Body, name: string): State[] {
    const inside = this.body(body, [{ ...state, captured: [] }]);
    return inside.map(({ captured, ...after }) =>
      withVariable(
        { ...after, captured: state.captured, json: state.json, hole: state.hole },
        name,
        this.#formulas.text(captured ?? []),
      ),
    );
  }

  /** The first branch whose condition holds; a condition that fails prints its error where the block stands. */
  #branches(
    state: State,
    branches: readonly Branch[],
    index: number,
    unless: boolean,
    block: Range & { blank: boolean },
  ): State[] {
    const branch = branches[index];
    if (!branch) return [state];
    if (!branch.condition) return this.body(branch.body, [state]);
    const test = testOf(this.#formulas, this.#lookups, state, branch.condition);
    const wanted = !(unless && index === 0);
    const found = this.prover.truth(state, test, branch.head);
    const yes = (wanted ? found.true : found.false)
      ? this.body(branch.body, [learn(state, test, wanted)])
      : [];
    const no = (wanted ? found.false : found.true)
      ? this.#branches(learn(state, test, !wanted), branches, index + 1, unless, block)
      : [];
    const failed = found.fails
      ? block.blank
        ? [state]
        : this.prover.printError(state, test, branch.head)
      : [];
    return [...this.#joined(test, wanted, yes, no), ...failed];
  }

  /** Both ways out of a test; where they meet, variables remember the test. */
  #joined(test: Test, wanted: boolean, yes: readonly State[], no: readonly State[]): State[] {
    const key = (state: State) => `${state.json.stack} ${state.json.mode} ${state.hole?.start ?? ""}`;
    const found = new Map(merged(this.#formulas, yes).map((state) => [key(state), state]));
    for (const state of merged(this.#formulas, no)) {
      const other = found.get(key(state));
      found.set(key(state), other ? meet(this.#formulas, other, state, { test, holds: wanted }) : state);
    }
    return [...found.values()];
  }

  /** Every branch that matches prints; `else` only if none before it did. */
  #case(state: State, node: Case): State[] {
    const subject = this.#lookups.expression(state, node.subject);
    let open: { state: State; matched: boolean }[] = [{ state, matched: false }];
    for (const branch of node.branches) {
      open = open.flatMap(({ state: here, matched }) => {
        if (!branch.values) {
          return matched
            ? [{ state: here, matched }]
            : this.body(branch.body, [here]).map((after) => ({ state: after, matched: true }));
        }
        const tests = branch.values.map((value) =>
          value.kind === "emptiness"
            ? this.#formulas.test({ op: value.word, value: subject })
            : this.#formulas.test({
                op: "equals",
                left: subject,
                right: this.#lookups.expression(here, value),
              }),
        );
        const test = tests.reduce((left, right) => this.#formulas.test({ op: "or", left, right }));
        const found = this.prover.truth(here, test, branch.head);
        const yes = found.true
          ? this.body(branch.body, [learn(here, test, true)]).map((after) => ({
              state: after,
              matched: true,
            }))
          : [];
        const no = found.false ? [{ state: learn(here, test, false), matched }] : [];
        return [...yes, ...no];
      });
      if (open.length > bounds.states) {
        const [matched, rest] = [true, false].map((flag) =>
          merged(
            this.#formulas,
            open.filter((one) => one.matched === flag).map((one) => one.state),
          ),
        );
        open = [
          ...matched!.map((one) => ({ state: one, matched: true })),
          ...rest!.map((one) => ({ state: one, matched: false })),
        ];
      }
    }
    return open.map((one) => one.state);
  }

  /** None, one or many turns: the states at the head of a turn are collected until nothing new comes. */
  #for(state: State, node: For): State[] {
    const collection = this.#lookups.expression(state, node.collection);
    const { value } = this.prover.value(state, collection, node);
    const { item, mayRun, mayNot } = this.#itemOf(collection, value, node);
    const limited = node.limit !== undefined || node.offset !== undefined;
    const exits: State[] = [];
    if (mayNot || limited)
      exits.push(...(node.otherwise ? this.body(node.otherwise.body, [state]) : [state]));
    if (!mayRun) return exits;
    const outer = this.#loop;
    const names = ["forloop", "forloop.first", "forloop.last", node.variable.text];
    const before = names.map((name) => state.variables.get(name));
    const leave = (left: State): State => {
      const variables = new Map(left.variables);
      names.forEach((name, index) => {
        const old = before[index];
        if (old) variables.set(name, old);
        else variables.delete(name);
      });
      return { ...left, variables };
    };
    const asks = this.source.slice(node.start, node.end).includes("forloop");
    const heads = new Map<string, State>();
    let queue: { state: State; first: boolean }[] = [{ state, first: true }];
    for (let turn = 0; queue.length > 0; turn++) {
      if (turn > 60) throw new TooComplex(node);
      const next: State[] = [];
      for (const { state: head, first } of queue) {
        // First and last turns differ only where the template asks which turn it is.
        for (const last of asks ? [false, true] : [undefined]) {
          const loop: Loop = { breaks: [], continues: [] };
          this.#loop = loop;
          const inside = this.#enter(head, node, item, asks ? first : undefined, last);
          const after = [...this.body(node.body, [inside]), ...loop.continues];
          this.#loop = outer;
          exits.push(...loop.breaks.map(leave));
          if (last !== false) exits.push(...after.map(leave));
          if (last !== true) next.push(...after);
        }
      }
      queue = this.#newHeads(
        heads,
        merged(
          this.#formulas,
          next.map((one) => this.#settle(one, node)),
        ),
        turn,
      ).map((one) => ({ state: one, first: false }));
    }
    return merged(
      this.#formulas,
      exits.map((one) => this.#settle(one, node)),
    );
  }

  #enter(
    state: State,
    node: For,
    item: Symbol_,
    first: boolean | undefined,
    last: boolean | undefined,
  ): State {
    const flag = (yes: boolean | undefined) =>
      this.#formulas.some(yes === undefined ? ofKinds(Kind.true | Kind.false) : abstractOf(yes));
    // `forloop` is read by its members only; each is a variable with a name that no template can write.
    const variables = new Map(state.variables)
      .set(node.variable.text, item)
      .set(
        "forloop",
        this.#formulas.input(`forloop ${node.start}`, () => ({
          place: { kind: "item", of: undefined },
          domain: ofKinds(Kind.other),
        })),
      )
      .set("forloop.first", flag(first))
      .set("forloop.last", flag(last));
    return { ...state, variables };
  }

  /** What one turn's item may be, and whether there is one at all. */
  #itemOf(
    collection: Symbol_,
    value: Abstract,
    node: For,
  ): { item: Symbol_; mayRun: boolean; mayNot: boolean } {
    const parts: Abstract[] = [];
    if (has(value, Kind.array)) parts.push(value.items ?? anyData);
    if (has(value, Kind.hash)) parts.push(arrayOf(anyData, true));
    if (has(value, Kind.other)) parts.push(anyInteger);
    if (has(value, Kind.text)) parts.push(only(value, Kind.text));
    const domain = join(...parts);
    const mayNot = has(value, ~(Kind.array | Kind.hash)) || !value.filled;
    if (parts.length === 0) return { item: this.#formulas.some(nothing), mayRun: false, mayNot: true };
    const known_ = has(value, Kind.array) && value.items !== undefined && value.kinds === Kind.array;
    if (known_) return { item: this.#formulas.some(domain), mayRun: domain.kinds !== 0, mayNot };
    const of = collection.op === "input" ? collection.input : undefined;
    const item = this.#formulas.input(`item ${node.start} ${keyOf(domain)}`, () => ({
      place: { kind: "item", of },
      domain,
    }));
    return { item, mayRun: true, mayNot };
  }

  /** At the end of a turn its item is gone: what was made of it is known by its values only. */
  #settle(state: State, node: For): State {
    const ofTurn = (symbol: { inputs: ReadonlySet<Input> }) =>
      [...symbol.inputs].some((input) => belongsTo(input, `item ${node.start}`, `forloop ${node.start}`));
    const variables = new Map<string, Symbol_>();
    for (const [name, symbol] of state.variables) {
      const settled = ofTurn(symbol)
        ? this.#formulas.some(this.prover.value(state, symbol, node).value)
        : symbol;
      variables.set(name, settled);
    }
    const captured = state.captured?.map((part) =>
      ofTurn(part) ? this.#formulas.some(this.prover.value(state, part, node).value) : part,
    );
    return {
      ...state,
      variables,
      facts: state.facts.filter((fact) => !ofTurn(fact.test)),
      captured: captured && shortened(this, captured, state, node),
    };
  }

  /** Heads that were not there before, or hold more than before. */
  #newHeads(heads: Map<string, State>, states: readonly State[], turn: number): State[] {
    const fresh: State[] = [];
    for (const state of states) {
      const key = `${state.json.stack} ${state.json.mode}`;
      const old = heads.get(key);
      const grown = old ? this.#grown(old, state, turn) : state;
      if (!grown) continue;
      heads.set(key, grown);
      fresh.push(grown);
    }
    return fresh;
  }

  /** Both states as one, or undefined when the old one holds the new one already. */
  #grown(old: State, state: State, turn: number): State | undefined {
    let changed = false;
    const variables = new Map<string, Symbol_>();
    const place = { start: 0, end: 0 };
    const joinOf = (a: Symbol_, b: Symbol_): Symbol_ => {
      if (a === b) return a;
      const [left, right] = [
        this.prover.value(old, a, place).value,
        this.prover.value(state, b, place).value,
      ];
      const both = join(left, right);
      const wide = keyOf(both) === keyOf(left) ? left : turn > 3 ? widened(both) : both;
      if (keyOf(wide) === keyOf(left) && a.op === "some") return a;
      changed = true;
      return this.#formulas.some(wide);
    };
    for (const [name, symbol] of old.variables)
      variables.set(name, joinOf(symbol, state.variables.get(name) ?? this.#formulas.variable(name)));
    for (const [name, symbol] of state.variables)
      if (!old.variables.has(name)) variables.set(name, joinOf(this.#formulas.variable(name), symbol));
    const known_ = new Set(state.facts.map((fact) => `${fact.test.id} ${fact.holds}`));
    const facts = old.facts.filter((fact) => known_.has(`${fact.test.id} ${fact.holds}`));
    if (facts.length < old.facts.length) changed = true;
    const captured =
      old.captured && state.captured
        ? [joinOf(this.#formulas.text(old.captured), this.#formulas.text(state.captured))]
        : undefined;
    return changed ? { ...old, variables, facts, captured } : undefined;
  }

  text(symbol: readonly Symbol_[]): Symbol_ {
    return this.#formulas.text(symbol);
  }
}

function belongsTo(input: Input, ...ids: readonly string[]): boolean {
  for (
    let one: Input | undefined = input;
    one;
    one = one.place.kind === "member" ? one.place.of : undefined
  ) {
    const { id } = one;
    if (ids.some((turn) => id === turn || id.startsWith(`${turn} `))) return true;
  }
  return false;
}

/** What a capture holds after a turn, as one value, so that turns do not pile up. */
function shortened(walk: Walk, captured: readonly Symbol_[], state: State, place: Range): Symbol_[] {
  const { value } = walk.prover.value(state, walk.text(captured), place);
  return [walk.prover.formulas.some(value)];
}

const plainText = (text: Interpolation): string | undefined =>
  text.parts.every((part) => part.kind === "text")
    ? text.parts
        .map((part) => ("value" in part ? String(part.value) : ""))
        .join("")
        .trim()
    : undefined;
