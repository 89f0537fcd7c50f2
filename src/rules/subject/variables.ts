import { parseTemplate } from "../../braze/liquid.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type {
  AnyNode,
  Body,
  ConnectedContent,
  Interpolation,
  Name,
  Node,
  VariableRoot,
} from "../../liquid/syntax/template.js";

/** What a field does with its variables. */
export interface Variables {
  /** Read where nothing can have set them. */
  readonly unset: readonly VariableRoot[];
  /** Set, and never read. */
  readonly unused: readonly Name[];
  /** Every name that is set somewhere. */
  readonly set: ReadonlySet<string>;
}

/** Names that a loop sets by itself. */
const ofLoops = ["forloop", "tablerowloop"];

/** Follows the variables of a field in the order in which they are set and read. */
export function variablesOf(nodes: Body, contentBlocks: ReadonlyMap<string, string>): Variables {
  const flow = new Flow(contentBlocks);
  flow.body(nodes, new Set());
  return {
    unset: flow.open ? [] : flow.unset,
    unused: flow.open ? [] : flow.writes.filter(({ text }) => !flow.reads.has(text)),
    set: new Set([...flow.writes.map(({ text }) => text), ...flow.others]),
  };
}

class Flow {
  readonly unset: VariableRoot[] = [];
  readonly reads = new Set<string>();
  readonly writes: Name[] = [];
  /** Names that a tag sets for itself: of loops, answers and counters. */
  readonly others = new Set<string>();
  /** Something here reads or sets variables that cannot be told. */
  open = false;
  #inBlock = 0;

  constructor(private readonly contentBlocks: ReadonlyMap<string, string>) {}

  /** @param set what may be set before; grows by what may be set behind it */
  body({ nodes }: Body, set: Set<string>): void {
    for (const node of nodes) this.#node(node, set);
  }

  #node(node: Node, set: Set<string>): void {
    switch (node.kind) {
      case "text":
      case "comment":
      case "#":
      case "raw":
      case "broken":
        return;
      case "assign":
        this.#read(node.value, set);
        this.#write(node.variable, set);
        return;
      case "capture":
        this.body(node.body, set);
        this.#write(node.variable, set);
        return;
      case "liquid":
        this.body(node.body, set);
        return;
      case "if":
      case "unless": {
        const after = node.branches.map(({ condition, body }) => {
          if (condition) this.#read(condition, set);
          const inside = new Set(set);
          this.body(body, inside);
          return inside;
        });
        for (const one of after) for (const name of one) set.add(name);
        return;
      }
      case "case":
        this.#read(node.subject, set);
        for (const { values, body } of node.branches) {
          for (const value of values ?? []) this.#read(value, set);
          // Every branch that matches runs, so one may see what another has set.
          this.body(body, set);
        }
        return;
      case "for":
      case "tablerow": {
        for (const part of [node.collection, node.limit, node.offset]) if (part) this.#read(part, set);
        const inside = new Set(set).add(node.variable.text);
        for (const name of ofLoops) inside.add(name);
        this.others.add(node.variable.text);
        // A later turn sees what an earlier one has set.
        for (const name of writtenIn(node.body)) inside.add(name);
        this.body(node.body, inside);
        for (const name of inside) if (!ofLoops.includes(name)) set.add(name);
        if (node.kind === "for" && node.otherwise) this.body(node.otherwise.body, set);
        return;
      }
      case "ifchanged":
      case "translation":
        this.body(node.body, set);
        return;
      case "increment":
      case "decrement":
        this.#given(node.variable.text, set);
        return;
      case "connected_content": {
        this.#read(node, set);
        const name = answerOf(node);
        if (node.options.some((option) => option.name.text === "rerender")) this.open = true;
        if (name === undefined) this.open = true;
        else this.#given(name, set);
        return;
      }
      case "catalog_items":
      case "catalog_selection_items":
        this.#read(node, set);
        this.#given(itemsName, set);
        return;
      case "shopping_cart":
        this.#read(node, set);
        this.#given(node.kind, set);
        return;
      case "output":
      case "echo": {
        const block = contentBlockOf(node.value);
        if (block === undefined) this.#read(node.value, set);
        else this.#contentBlock(block, set);
        return;
      }
      case "cycle":
      case "break":
      case "continue":
      case "include":
      case "render":
      case "abort_message":
      case "message_extras":
      case "random":
        this.#read(node, set);
    }
  }

  /** A Content Block shares the variables of the message. */
  #contentBlock(name: string, set: Set<string>): void {
    const text = this.contentBlocks.get(name);
    if (text === undefined || this.#inBlock >= deepestContentBlock) {
      this.open ||= text === undefined;
      return;
    }
    this.#inBlock++;
    this.body(parseTemplate({ name, text }).nodes, set);
    this.#inBlock--;
  }

  #read(node: AnyNode, set: ReadonlySet<string>): void {
    this.open ||= nodesOf(node, "computed").length > 0;
    for (const root of nodesOf(node, "variable")) {
      this.reads.add(root.text);
      if (!set.has(root.text) && this.#inBlock === 0) this.unset.push(root);
    }
  }

  #write(name: Name, set: Set<string>): void {
    set.add(name.text);
    if (this.#inBlock === 0) this.writes.push(name);
    else this.others.add(name.text);
  }

  #given(name: string, set: Set<string>): void {
    set.add(name);
    this.others.add(name);
  }
}

/** The variable that the items of a catalog go into. */
const itemsName = "items";

/** The variable that an answer goes into, where the tag tells it. */
function answerOf({ options }: ConnectedContent): string | undefined {
  const save = options.find((option) => option.name.text === "save")?.value;
  return save ? plainText(save) : "connected";
}

function plainText({ parts }: Interpolation): string | undefined {
  const [only] = parts;
  return parts.length === 1 && only?.kind === "text" ? only.value.trim() : undefined;
}

/** Every name that something in a body sets. */
const writtenIn = (body: Body): string[] => [
  ...nodesOf(body, "assign", "capture", "for", "tablerow", "increment", "decrement").map(
    ({ variable }) => variable.text,
  ),
  ...nodesOf(body, "connected_content").flatMap((node) => answerOf(node) ?? []),
  ...nodesOf(body, "catalog_items", "catalog_selection_items").map(() => itemsName),
  ...nodesOf(body, "shopping_cart").map(({ kind }) => kind),
];
