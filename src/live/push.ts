import { ApiFailure, type BrazeClient } from "../braze-api/client.js";
import { createBlock, updateBlock } from "../braze-api/content-blocks.js";
import type { ContentBlocks } from "../config/model/config.js";
import type { GeneratedBody } from "../generate/live-body.js";
import { type Planned, planOf } from "./plan-push.js";
import { findBlocks } from "./workspace-blocks.js";

/** What became of one planned block. */
export type Pushed =
  | "created"
  | "updated"
  /** It was there already, from a push whose answer was lost. */
  | "there"
  /** Somebody changed it since the plan was made. */
  | "changed"
  /** Braze says that the name is taken, and shows no block of it yet. */
  | "hidden";

/** How long a block that was just made may not be listed: milliseconds between looks, some six minutes in all. */
const looks = [5_000, 15_000, 40_000, 120_000, 180_000];

export interface PushOptions {
  readonly force: boolean;
  sleep(milliseconds: number): Promise<void>;
  /** Told before it waits for a block that Braze does not list yet. */
  readonly waiting: (seconds: number, why: string) => void;
}

/**
 * Does what is planned for one block, if it is still as it was when the plan was made. Each block is pushed by one call
 * that takes it from what it was to what it ought to be, so that a push that ends anywhere leaves whole blocks, and the
 * next one finds by their first lines what is left to do.
 * @throws ApiFailure
 */
export async function pushOne(
  client: BrazeClient,
  settings: ContentBlocks,
  planned: Planned,
  body: GeneratedBody,
  options: PushOptions,
): Promise<Pushed> {
  if (planned.live) {
    const now = await planOf(client, settings, body, planned.live.id, options.force);
    if (now.kind === "same") return "there";
    if (now.live!.content !== planned.live.content) return "changed";
    await updateBlock(client, planned.live.id, now.block);
    return "updated";
  }
  try {
    await createBlock(client, planned.name, planned.block);
    return "created";
  } catch (error) {
    if (!(error instanceof ApiFailure) || !(error.isUnclear || isTaken(error))) throw error;
    return afterCreating(client, settings, planned, body, options, error);
  }
}

const isTaken = ({ trouble }: ApiFailure): boolean =>
  trouble.kind === "refused" && /name already exists/i.test(trouble.said);

/** A block that may have been made: it is looked for, and where its name turns out to be free, made again. */
async function afterCreating(
  client: BrazeClient,
  settings: ContentBlocks,
  planned: Planned,
  body: GeneratedBody,
  { sleep, waiting }: PushOptions,
  failure: ApiFailure,
): Promise<Pushed> {
  let taken = isTaken(failure);
  for (const milliseconds of looks) {
    if (!taken) {
      // A name is given once, so to try again does no harm, and tells.
      try {
        await createBlock(client, planned.name, planned.block);
        return "created";
      } catch (error) {
        if (!(error instanceof ApiFailure) || !(error.isUnclear || isTaken(error))) throw error;
        taken = isTaken(error);
      }
    }
    const { found } = await findBlocks(client, settings.prefix, [planned.slug]);
    const listed = found.get(planned.slug);
    if (listed) {
      const now = await planOf(client, settings, body, listed.id, false);
      return now.kind === "same" ? "there" : "changed";
    }
    waiting(milliseconds / 1000, `Braze has ${planned.name}, as it seems, and does not list it yet`);
    await sleep(milliseconds);
  }
  if (!taken) throw failure;
  return "hidden";
}
