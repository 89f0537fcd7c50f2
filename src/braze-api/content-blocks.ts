import type { Json, JsonObject } from "../source/json.js";
import { isJsonObject } from "../source/json.js";
import { calls } from "./calls.js";
import type { BrazeClient } from "./client.js";

/** A Content Block, as the list of them has it. */
export interface ListedBlock {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
}

/** The most that one page of the list has. */
const pageSize = 1000;

/** Every Content Block, a page at a time. */
export async function* listBlocks(client: BrazeClient): AsyncGenerator<ListedBlock> {
  for await (const page of client.offsets(calls.listBlocks, pageSize))
    for (const one of objectsIn(page.content_blocks))
      if (typeof one.content_block_id === "string" && typeof one.name === "string")
        yield { id: one.content_block_id, name: one.name, tags: textsIn(one.tags) };
}

/** The text of a block, and its tags as they are now. */
export async function readBlock(
  client: BrazeClient,
  id: string,
): Promise<{ readonly content: string; readonly tags: readonly string[] }> {
  const json = await client.ask(calls.readBlock, { query: { content_block_id: id } });
  return { content: typeof json.content === "string" ? json.content : "", tags: textsIn(json.tags) };
}

/** What a block is to be. */
export interface BlockText {
  readonly content: string;
  readonly tags: readonly string[];
}

export async function createBlock(client: BrazeClient, name: string, block: BlockText): Promise<void> {
  await client.ask(calls.createBlock, { body: { name, ...written(block) } });
}

export async function updateBlock(client: BrazeClient, id: string, block: BlockText): Promise<void> {
  await client.ask(calls.updateBlock, { body: { content_block_id: id, ...written(block) } });
}

/**
 * Always with the state: an update that has none makes a draft active, and a block that is active stays so. An empty list
 * would take the tags away that somebody gave it.
 */
const written = ({ content, tags }: BlockText): object => ({
  content,
  state: "active",
  ...(tags.length > 0 ? { tags } : {}),
});

export const objectsIn = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

export const textsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
