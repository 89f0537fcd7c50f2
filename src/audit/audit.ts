import { calls } from "../braze-api/calls.js";
import type { BrazeClient } from "../braze-api/client.js";
import { objectsIn } from "../braze-api/content-blocks.js";
import { type LiveMessaging, readCampaign, readCanvas, type WebhookMessage } from "../braze-api/messages.js";
import type { BlockTexts } from "./block-texts.js";

/** A campaign or a Canvas, as the list of them has it. */
export interface Listed {
  readonly kind: "campaign" | "canvas";
  readonly id: string;
  /** When somebody changed it last; empty where the list does not say. */
  readonly edited: string;
}

/** A webhook that runs in the workspace. */
export interface AuditedWebhook extends Listed {
  /** Of the campaign or the Canvas. */
  readonly name: string;
  readonly message: WebhookMessage;
  readonly settings: LiveMessaging;
  /** Content Blocks that it prints. */
  readonly contentBlocks: ReadonlyMap<string, string>;
}

const pageSize = 100;

const lists = [
  { kind: "campaign", call: calls.listCampaigns, member: "campaigns" },
  { kind: "canvas", call: calls.listCanvases, member: "canvases" },
] as const;

export interface AuditOptions {
  /** Also what is a draft, archived or stopped. */
  readonly all: boolean;
}

/** Every campaign and Canvas that the key can read, each once. */
export async function* listedIn(client: BrazeClient, { all }: AuditOptions): AsyncGenerator<Listed> {
  const query = all ? { include_archived: "true" } : undefined;
  for (const { kind, call, member } of lists) {
    // What is made while the pages are read moves others to a later page.
    const seen = new Set<string>();
    for await (const page of client.pages(call, pageSize, query))
      for (const { id, last_edited: edited } of objectsIn(page[member])) {
        if (typeof id !== "string" || seen.has(id)) continue;
        seen.add(id);
        yield { kind, id, edited: typeof edited === "string" ? edited : "" };
      }
  }
}

/** The webhooks of one of them, in order. */
export async function webhooksOf(
  client: BrazeClient,
  blocks: BlockTexts,
  listed: Listed,
  { all }: AuditOptions,
): Promise<AuditedWebhook[]> {
  const read = listed.kind === "campaign" ? readCampaign : readCanvas;
  const settings = await read(client, listed.id);
  if (!all && !isLive(settings)) return [];
  const found: AuditedWebhook[] = [];
  for (const message of settings.webhooks) {
    const contentBlocks = await blocks.of(message.body, message.url, ...message.headers.values());
    found.push({ ...listed, name: settings.name, message, settings, contentBlocks });
  }
  return found;
}

/** Whether it sends, or may: of a Canvas, the API does not say whether it was stopped. */
const isLive = ({ isArchived, isDraft, isEnabled }: LiveMessaging): boolean =>
  !isArchived && !isDraft && isEnabled !== false;

/** What of its settings a person should look at. */
export function remarksOn(settings: LiveMessaging): string[] {
  return [
    ...(settings.isArchived ? ["archived"] : settings.isDraft ? ["draft"] : []),
    ...(settings.isEnabled === false && !settings.isDraft ? ["stopped"] : []),
    ...(settings.hasUnpublishedDraft ? ["has changes that are not launched"] : []),
    ...(settings.hasControl ? ["has a control variant, whose users are sent nothing"] : []),
  ];
}
