import { contentBlockName } from "../braze/content-block-name.js";
import type { BrazeClient } from "../braze-api/client.js";
import { type BlockText, readBlock } from "../braze-api/content-blocks.js";
import type { ContentBlocks } from "../config/model/config.js";
import type { GeneratedBody, LiveBody } from "../generate/live-body.js";
import { blockState, isAsPushed, missingTags } from "./compare-block.js";
import { findBlocks } from "./workspace-blocks.js";

/** What a push does about one campaign's Content Block. */
export interface Planned {
  readonly slug: string;
  readonly name: string;
  /** `conflict`: somebody else changed it, so that it is left alone. */
  readonly kind: "create" | "update" | "same" | "conflict";
  /** What Braze has; absent where it has nothing. */
  readonly live?: { readonly id: string; readonly content: string; readonly state: LiveBody };
  /** What it is to have. */
  readonly block: BlockText;
  /** Tags that it is given. */
  readonly newTags: readonly string[];
}

/** Looks at what Braze has, and writes nothing. */
export async function planPush(
  client: BrazeClient,
  settings: ContentBlocks,
  bodies: readonly GeneratedBody[],
  { force = false }: { readonly force?: boolean } = {},
): Promise<Planned[]> {
  const slugs = bodies.map(({ slug }) => slug);
  const { found } = await findBlocks(client, settings.prefix, slugs);
  const planned: Planned[] = [];
  for (const body of bodies) {
    const listed = found.get(body.slug);
    planned.push(await planOf(client, settings, body, listed?.id, force));
  }
  return planned;
}

/** What is to be done about one block, as it is now. */
export async function planOf(
  client: BrazeClient,
  settings: ContentBlocks,
  body: GeneratedBody,
  id: string | undefined,
  force: boolean,
): Promise<Planned> {
  const name = contentBlockName(settings.prefix, body.slug);
  const one = { slug: body.slug, name };
  if (id === undefined)
    return {
      ...one,
      kind: "create",
      block: { content: body.text, tags: settings.tags },
      newTags: settings.tags,
    };
  const inBraze = await readBlock(client, id);
  const state = blockState(inBraze.content, body);
  const newTags = missingTags(settings, inBraze);
  const isSame = state.state === "same";
  return {
    ...one,
    kind: isSame && newTags.length === 0 ? "same" : isAsPushed(state) || force ? "update" : "conflict",
    live: { id, content: inBraze.content, state },
    block: { content: body.text, tags: [...inBraze.tags, ...newTags] },
    newTags,
  };
}
