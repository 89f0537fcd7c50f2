import { contentBlockName } from "../braze/content-block-name.js";
import type { BrazeClient } from "../braze-api/client.js";
import { type ListedBlock, listBlocks } from "../braze-api/content-blocks.js";

/** The blocks that campaigns have in Braze. */
export interface OurBlocks {
  /** By slug; a campaign without one is not in it. */
  readonly found: ReadonlyMap<string, ListedBlock>;
  /** Names that begin as ours do and that no campaign has. */
  readonly others: readonly string[];
}

/** Looks through all blocks of the workspace, and keeps those of the campaigns. */
export async function findBlocks(
  client: BrazeClient,
  prefix: string,
  slugs: readonly string[],
): Promise<OurBlocks> {
  const byName = new Map(slugs.map((slug) => [contentBlockName(prefix, slug), slug]));
  const found = new Map<string, ListedBlock>();
  const others: string[] = [];
  for await (const block of listBlocks(client)) {
    const slug = byName.get(block.name);
    if (slug !== undefined) found.set(slug, block);
    else if (prefix !== "" && block.name.startsWith(prefix)) others.push(block.name);
  }
  return { found, others };
}
