import { parseTemplate } from "../../braze/liquid.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import type { Body } from "../../liquid/syntax/template.js";
import type { Range } from "../../source/source.js";

interface Block {
  readonly name: string;
  /** Absent where it prints nothing: too deep in a chain, or within itself. */
  readonly nodes: Body | undefined;
}

/** The Content Blocks that the walk passes through. */
export class ContentBlocks {
  /** Where the text of a block is not at hand, so that nothing can be said of it. */
  readonly unread = new Map<string, Range>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #parsed = new Map<string, Body>();
  readonly #chain: string[] = [];

  constructor(private readonly texts: ReadonlyMap<string, string>) {}

  of(name: string, place: Range): Block | undefined {
    if (this.#chain.includes(name) || this.#chain.length >= deepestContentBlock)
      return { name, nodes: undefined };
    const text = this.texts.get(name);
    if (text === undefined) {
      if (!this.unread.has(name)) this.unread.set(name, place);
      return undefined;
    }
    let nodes = this.#parsed.get(name);
    if (!nodes) {
      const template = parseTemplate({ name: `content_blocks/${name}.liquid`, text });
      this.diagnostics.push(...template.diagnostics);
      nodes = template.nodes;
      this.#parsed.set(name, nodes);
    }
    return { name, nodes };
  }

  /** @param walk gets the names of the blocks that it is in */
  within<T>(block: Block, walk: (chain: string) => T): T {
    this.#chain.push(block.name);
    try {
      return walk(this.#chain.join("/"));
    } finally {
      this.#chain.pop();
    }
  }
}
