import { ApiFailure, type BrazeClient } from "../braze-api/client.js";
import { listBlocks, readBlock } from "../braze-api/content-blocks.js";

/** Texts that are kept at a time: bodies of one workspace tend to print the same few blocks. */
const mostKept = 50;
/** Message, block, block: what a third would hold, Braze leaves out. */
const deepest = 2;

/** The Content Blocks that bodies print, read when the first body prints them. */
export class BlockTexts {
  #ids: ReadonlyMap<string, string> | undefined;
  readonly #texts = new Map<string, string>();
  /** Why none can be read, if so. */
  failure: ApiFailure | undefined;

  constructor(private readonly client: BrazeClient) {}

  /** Every block that a text prints, and those that these print. */
  async of(...texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    let next = texts;
    for (let depth = 0; depth < deepest && next.length > 0; depth++) {
      const names = new Set(next.flatMap(printed).filter((name) => !found.has(name)));
      const read: string[] = [];
      for (const name of names) {
        const text = await this.#text(name);
        if (text === undefined) continue;
        found.set(name, text);
        read.push(text);
      }
      next = read;
    }
    return found;
  }

  async #text(name: string): Promise<string | undefined> {
    const kept = this.#texts.get(name);
    if (kept !== undefined) return kept;
    if (this.failure) return undefined;
    try {
      this.#ids ??= await this.#list();
      const id = this.#ids.get(name);
      if (id === undefined) return undefined;
      const { content } = await readBlock(this.client, id);
      if (this.#texts.size >= mostKept) this.#texts.delete(this.#texts.keys().next().value!);
      this.#texts.set(name, content);
      return content;
    } catch (error) {
      // A key that may not read blocks still reads campaigns.
      if (!(error instanceof ApiFailure) || error.trouble.kind !== "refused") throw error;
      this.failure = error;
      return undefined;
    }
  }

  async #list(): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for await (const { id, name } of listBlocks(this.client)) ids.set(name, id);
    return ids;
  }
}

const printed = (text: string): string[] =>
  [...text.matchAll(/content_blocks\.\$\{\s*([\w-]+)\s*\}/g)].map(([, name]) => name!);
