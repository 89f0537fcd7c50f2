import { calls } from "../braze-api/calls.js";
import type { BrazeClient } from "../braze-api/client.js";
import { objectsIn } from "../braze-api/content-blocks.js";
import { type LiveMessaging, readCampaign, readCanvas, type WebhookMessage } from "../braze-api/messages.js";
import type { BlockTexts } from "./block-texts.js";

/** A webhook that runs in the workspace. */
export interface AuditedWebhook {
  readonly kind: "campaign" | "canvas";
  /** Of the campaign or the Canvas. */
  readonly id: string;
  readonly name: string;
  readonly message: WebhookMessage;
  readonly settings: LiveMessaging;
  /** Content Blocks that it prints. */
  readonly contentBlocks: ReadonlyMap<string, string>;
}

export interface AuditOptions {
  /** Also what is a draft or stopped. */
  readonly all: boolean;
  /** Told of each campaign and Canvas that was looked at, whether it has a webhook or not. */
  readonly looked: (count: number) => void;
  /** Told of a webhook's texts before anything is said of it. */
  readonly learn: (message: WebhookMessage) => void;
}

const pageSize = 100;

/** Every webhook of every campaign and Canvas that the key can read, one at a time. */
export async function* webhooksOf(
  client: BrazeClient,
  blocks: BlockTexts,
  options: AuditOptions,
): AsyncGenerator<AuditedWebhook> {
  const lists = [
    { kind: "campaign", call: calls.listCampaigns, member: "campaigns", read: readCampaign },
    { kind: "canvas", call: calls.listCanvases, member: "canvases", read: readCanvas },
  ] as const;
  let looked = 0;
  for (const { kind, call, member, read } of lists) {
    // What is made while the pages are read moves others to a later page.
    const seen = new Set<string>();
    for await (const page of client.pages(call, pageSize))
      for (const { id } of objectsIn(page[member])) {
        if (typeof id !== "string" || seen.has(id)) continue;
        seen.add(id);
        const settings = await read(client, id);
        options.looked(++looked);
        if (!options.all && !isLive(settings)) continue;
        for (const message of settings.webhooks) {
          options.learn(message);
          const contentBlocks = await blocks.of(message.body, message.url, ...message.headers.values());
          yield { kind, id, name: settings.name, message, settings, contentBlocks };
        }
      }
  }
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
