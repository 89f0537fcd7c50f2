import type {
  Body,
  Branch,
  Case,
  ConnectedContent,
  Counter,
  Interpolation,
  Node,
} from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";
import { anyText } from "../domain/text.js";
import {
  anyData,
  anyInteger,
  anyNumber,
  arrayOf,
  join,
  Kind,
  ofKinds,
  ofText,
  only,
} from "../domain/value.js";
import type { Symbol_, Test } from "../formula/term.js";
import { testOf } from "./conditions.js";
import { type ContentBlocks, contentBlockOf } from "./content-blocks.js";
import { Lookups } from "./lookups.js";
import { Loops } from "./loops.js";
import { bounds, type Prover, TooComplex } from "./prover.js";
import { keyOfState, meet, merged, type State, withVariable } from "./state.js";
import type { Uses } from "./uses.js";

/** Takes every state through the template, tag by tag. */
export class Walk {
  readonly #lookups: Lookups;
  readonly #loops: Loops;

  constructor(
    readonly prover: Prover,
    uses: Uses,
    private readonly blocks: ContentBlocks,
  ) {
    this.#lookups = new Lookups(prover.formulas, prover.here);
    this.#loops = new Loops(prover, this.#lookups, uses, (body, states) => this.body(body, states));
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
        return this.#merged(
          node,
          this.#each(states, (state) => this.prover.printText(state, node.value, node)),
        );
      case "raw":
        return this.#each(states, (state) => this.prover.printText(state, node.text.value, node.text));
      case "output":
      case "echo": {
        const block = contentBlockOf(node.value);
        if (block !== undefined) return this.#merged(node, this.#contentBlock(states, block, node));
        return this.#merged(
          node,
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
        return this.#merged(
          node,
          this.#each(states, (state) =>
            this.#branches(state, node.branches, 0, node.kind === "unless", node),
          ),
        );
      case "case":
        return this.#merged(
          node,
          this.#each(states, (state) => this.#case(state, node)),
        );
      case "for":
        return this.#merged(
          node,
          this.#each(states, (state) => this.#loops.for(state, node)),
        );
      case "break":
      case "continue":
        this.#loops.interrupt(node.kind, states);
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
            .reduce((a, b, index) => this.#formulas.choice(this.#here.way(node, index), a, b));
        return this.#merged(
          node,
          this.#each(states, (state) =>
            node.values.length === 0 ? [state] : this.prover.print(state, one(state), node),
          ),
        );
      }
      case "increment":
      case "decrement":
        return this.#each(states, (state) => this.#counted(state, node));
      case "random": {
        const value = this.#here.made(node, "random", node.limit ? anyInteger : ofKinds(Kind.float));
        return this.#each(states, (state) => this.prover.print(state, value, node));
      }
      case "tablerow":
        // It prints HTML, which breaks any document; what it leaves behind in a capture nobody asks.
        if (states.some((state) => state.captured)) throw new TooComplex(node);
        return this.#each(states, (state) =>
          this.prover.print(state, this.#here.made(node, "html", ofText(anyText)), node),
        );
      case "ifchanged":
      case "translation":
        return this.#merged(node, [...states, ...this.body(node.body, states)]);
      case "connected_content":
        return this.#connectedContent(states, node);
      case "catalog_items":
      case "catalog_selection_items": {
        const items = this.#formulas.input(`items ${this.#here.id(node)}`, () => ({
          place: { kind: "catalog" },
          domain: arrayOf(undefined),
          loops: this.#here.loops,
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

  get #here() {
    return this.prover.here;
  }

  #merged(place: Range, states: readonly State[], what = ""): State[] {
    return merged(this.#formulas, this.#here, place, states, what);
  }

  get #formulas() {
    return this.prover.formulas;
  }

  /** Each call has an answer of its own, even where two keep it under one name. */
  #answer(name: string, call: Range): Symbol_ {
    return this.#formulas.input(`answer ${name} ${this.#here.id(call)}`, () => ({
      place: { kind: "answer", name },
      domain: anyData,
      loops: this.#here.loops,
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
      const text = this.#here.made(node, "answer", only(value, Kind.text));
      return [withVariable(state, name, answer), ...this.prover.print(state, text, node)];
    });
  }

  /** Braze puts the block's own Liquid in the place of its name; what a third block in a chain holds vanishes. */
  #contentBlock(states: readonly State[], name: string, node: Range): State[] {
    const block = this.blocks.of(name, node);
    if (!block) return this.#each(states, (state) => this.prover.skip(state));
    const { nodes } = block;
    if (!nodes) return [...states];
    return this.blocks.within(block, () =>
      this.prover.at(node, () => this.#here.inBlock(node, () => this.body(nodes, states))),
    );
  }

  #each(states: readonly State[], walk: (state: State) => readonly State[]): State[] {
    return states.flatMap((state) => [...walk(state)]);
  }

  /** A counter is read as a variable, unless one of its name was assigned. */
  #counted(state: State, node: Counter): State[] {
    const name = node.variable.text;
    const number = this.#here.made(node, "count", anyInteger);
    const before = state.variables.get(name);
    const after = before ? join(this.prover.value(state, before, node).value, anyNumber) : anyNumber;
    const counted = withVariable(state, name, this.#here.made(node, "counter", after));
    return this.prover.print(counted, number, node);
  }

  /** An assign that fails is silent, and leaves the variable as it was. */
  #attempt(state: State, value: Symbol_, name: string): Symbol_ {
    if (!this.prover.mayFail(value)) return value;
    return this.#formulas.attempt(value, state.variables.get(name) ?? this.#formulas.variable(name));
  }

  #capture(state: State, body: Body, name: string): State[] {
    const inside = this.body(body, [{ ...state, captured: [] }]);
    return inside.map(({ captured, ...after }) =>
      withVariable(
        { ...after, captured: state.captured, json: state.json, track: state.track, hole: state.hole },
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
      ? this.body(branch.body, [this.prover.learn(state, test, wanted)])
      : [];
    const no = (wanted ? found.false : found.true)
      ? this.#branches(this.prover.learn(state, test, !wanted), branches, index + 1, unless, block)
      : [];
    const failed = found.fails
      ? block.blank
        ? this.#silent(state, branch.head)
        : this.prover.printError(state, test, branch.head)
      : [];
    return [...this.#joined(branch.head, test, wanted, yes, no), ...failed];
  }

  /** A condition that fails where nothing can be printed takes neither way. */
  #silent(state: State, place: Range): State[] {
    this.prover.silent.set(place.start, { start: place.start, end: place.end });
    return [state];
  }

  /** Both ways out of a test; where they meet, variables remember the test. */
  #joined(place: Range, test: Test, wanted: boolean, yes: readonly State[], no: readonly State[]): State[] {
    const found = new Map(this.#merged(place, yes, "yes").map((state) => [keyOfState(state), state]));
    for (const state of this.#merged(place, no, "no")) {
      const other = found.get(keyOfState(state));
      found.set(
        keyOfState(state),
        other ? meet(this.#formulas, other, state, { test, holds: wanted }) : state,
      );
    }
    return [...found.values()];
  }

  /** Every branch that matches prints; `else` only if none before it did. */
  #case(state: State, node: Case): State[] {
    const subject = this.#lookups.expression(state, node.subject);
    let open: { state: State; matched: boolean }[] = [{ state, matched: false }];
    const failed: State[] = [];
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
        if (found.fails)
          failed.push(
            ...(node.blank
              ? this.#silent(here, branch.head)
              : this.prover.printError(here, test, branch.head)),
          );
        const yes = found.true
          ? this.body(branch.body, [this.prover.learn(here, test, true)]).map((after) => ({
              state: after,
              matched: true,
            }))
          : [];
        const no = found.false ? [{ state: this.prover.learn(here, test, false), matched }] : [];
        return [...yes, ...no];
      });
      if (open.length > bounds.states) {
        const [matched, rest] = [true, false].map((flag) =>
          this.#merged(
            node,
            open.filter((one) => one.matched === flag).map((one) => one.state),
            `${branch.head.start} ${flag}`,
          ),
        );
        open = [
          ...matched!.map((one) => ({ state: one, matched: true })),
          ...rest!.map((one) => ({ state: one, matched: false })),
        ];
      }
    }
    return [...open.map((one) => one.state), ...failed];
  }
}

const plainText = (text: Interpolation): string | undefined =>
  text.parts.every((part) => part.kind === "text")
    ? text.parts
        .map((part) => ("value" in part ? String(part.value) : ""))
        .join("")
        .trim()
    : undefined;
