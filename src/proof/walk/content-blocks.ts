import { parseTemplate } from "../../braze/liquid.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { deepestContentBlock } from "../../liquid/runtime/content-block.js";
import type { Body, Filtered } from "../../liquid/syntax/template.js";
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

  within<T>(block: Block, walk: () => T): T {
    this.#chain.push(block.name);
    try {
      return walk();
    } finally {
      this.#chain.pop();
    }
  }
}

/** The name of the block that an output names, as the editor inserts it: `{{content_blocks.${name} | id: 'cb1'}}`. */
export function contentBlockOf({ value, filters }: Filtered): string | undefined {
  if (value?.kind === "braced") return filters.length === 0 ? contentBlockOf(value.value) : undefined;
  if (value?.kind !== "lookup" || value.path.length > 0 || value.root.kind !== "reference") return undefined;
  if (value.root.namespace?.text !== "content_blocks") return undefined;
  return filters.every((filter) => filter.name.text === "id") ? value.root.name.text : undefined;
}
