import { parseTemplate } from "../../braze/liquid.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import {
  type Answer,
  type Flag,
  type Loop,
  type LoopBodies,
  type Machine,
  runBody,
  type Way,
} from "../../liquid/runtime/machine.js";
import { children } from "../../liquid/syntax/children.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type {
  AnyNode,
  Body,
  Expression,
  Filtered,
  Name,
  Node,
  VariableRoot,
} from "../../liquid/syntax/template.js";
import type { TagDefinition } from "../../liquid/tags/definition.js";
import { tags } from "../../liquid/tags/index.js";

/** What a field does with its variables. */
export interface Variables {
  /** Read where nothing can have set them. */
  readonly unset: readonly VariableRoot[];
  /** Set, and never read. */
  readonly unused: readonly Name[];
  /** Every name that is set somewhere. */
  readonly set: ReadonlySet<string>;
}

/** Follows the variables of a field in the order in which they are set and read. */
export function variablesOf(nodes: Body, contentBlocks: ReadonlyMap<string, string>): Variables {
  const flow = new Flow(contentBlocks);
  runBody(flow, nodes);
  const writes = [...flow.writes];
  return {
    unset: flow.open ? [] : [...flow.unset],
    unused: flow.open ? [] : writes.filter(({ text }) => !flow.reads.has(text)),
    set: new Set([...writes.map(({ text }) => text), ...flow.others]),
  };
}

/** Runs a template for its names alone: every way is taken, and a name is set where one of them may have set it. */
class Flow implements Machine {
  readonly unset = new Set<VariableRoot>();
  readonly reads = new Set<string>();
  readonly writes = new Set<Name>();
  /** Names that a tag sets for itself: of loops, answers and counters. */
  readonly others = new Set<string>();
  /** Something here reads or sets variables that cannot be told. */
  open = false;
  /** What may be set here. */
  #set = new Set<string>();
  #tag: Node | undefined;
  #inBlock = 0;
  /** A turn that only shows what it sets: what it reads too early, a later one may read in time. */
  #isFirstTurn = false;

  constructor(private readonly contentBlocks: ReadonlyMap<string, string>) {}

  node(node: Exclude<Node, { kind: "text" }>): void {
    if (node.kind === "broken") return;
    for (const child of children(node)) if (!isBranch(child)) this.#read(child);
    this.#tag = node;
    if (node.kind === "output") this.print(node.value);
    else (tags[node.kind] as TagDefinition).run(node, this);
  }

  print(value: Filtered | Expression): void {
    const name = value.kind === "filtered" ? contentBlockOf(value) : undefined;
    if (name !== undefined) this.#contentBlock(name);
  }

  assign(name: string): void {
    this.#write(name, this.#tag);
  }

  capture(name: string, body: Body): void {
    const tag = this.#tag;
    runBody(this, body);
    this.#write(name, tag);
  }

  printChanged(body: Body): void {
    runBody(this, body);
  }

  choose(ways: readonly Way[], otherwise: () => void): void {
    const before = this.#set;
    const after = new Set(before);
    const take = (way: () => void) => {
      this.#set = new Set(before);
      way();
      for (const name of this.#set) after.add(name);
    };
    for (const { test, run } of ways) {
      this.#set = before;
      for (const part of test.kind === "equality" ? [test.left, test.right] : [test]) this.#read(part);
      take(run);
    }
    take(otherwise);
    this.#set = after;
  }

  flag(use: (flag: Flag) => void): void {
    use({ raise() {}, unlessRaised: (run) => run() });
  }

  each({ variable, drop }: Loop, { begin, iteration: turn, none, end }: LoopBodies): void {
    begin?.();
    const hadDrop = this.#set.has(drop);
    this.#given(variable);
    this.#set.add(drop);
    if (!this.#isFirstTurn) {
      this.#isFirstTurn = true;
      turn();
      this.#isFirstTurn = false;
    }
    turn();
    if (!hadDrop) this.#set.delete(drop);
    none();
    end?.();
  }

  decide(ways: readonly (() => void)[]): void {
    for (const way of ways) way();
  }

  count(name: string): void {
    this.#given(name);
  }

  answer({ variable }: Answer): void {
    this.#given(variable);
  }

  opaque(): void {
    this.open = true;
  }

  interrupted(): boolean {
    return false;
  }

  // Nothing of this sets a name.
  text(): void {}
  write(): void {}
  enterBody(): void {}
  leaveBody(): void {}
  interrupt(): void {}
  fail(): void {}
  abort(): void {}
  made(): void {}
  effect(): void {}

  /** A Content Block shares the variables of the message. */
  #contentBlock(name: string): void {
    const text = this.contentBlocks.get(name);
    if (text === undefined || this.#inBlock >= deepestContentBlock) {
      this.open ||= text === undefined;
      return;
    }
    this.#inBlock++;
    runBody(this, parseTemplate({ name, text }).nodes);
    this.#inBlock--;
  }

  #read(node: AnyNode): void {
    this.open ||= nodesOf(node, "computed").length > 0;
    for (const root of nodesOf(node, "variable")) {
      this.reads.add(root.text);
      if (!this.#set.has(root.text) && this.#inBlock === 0 && !this.#isFirstTurn) this.unset.add(root);
    }
  }

  /** @param tag what the name is in */
  #write(name: string, tag: Node | undefined): void {
    this.#set.add(name);
    const written = tag && children(tag).find((child) => child.kind === "name" && child.text === name);
    if (this.#inBlock === 0 && written?.kind === "name") this.writes.add(written);
    else this.others.add(name);
  }

  #given(name: string): void {
    this.#set.add(name);
    this.others.add(name);
  }
}

/** What runs on some ways only, so that the tag says when. */
const isBranch = ({ kind }: AnyNode): boolean => kind === "body" || kind === "branch" || kind === "when";
