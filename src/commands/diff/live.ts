import { contentBlockName } from "../../braze/content-block-name.js";
import { ApiFailure, type BrazeClient } from "../../braze-api/client.js";
import { readBlock } from "../../braze-api/content-blocks.js";
import { type LiveMessaging, readCampaign, readCanvas } from "../../braze-api/messages.js";
import type { Braze, Campaign, Config, MovableInk } from "../../config/model/config.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { generatedBodies } from "../../generate/artifacts.js";
import { headersOf } from "../../generate/headers.js";
import type { Host } from "../../host.js";
import { blockDrifts, blockState } from "../../live/compare-block.js";
import { messageDrifts } from "../../live/compare-message.js";
import type { Drift, LiveCampaign } from "../../live/drift.js";
import { findBlocks } from "../../live/workspace-blocks.js";
import { answerText } from "../shared/answer-text.js";

export interface LiveDiff {
  readonly campaigns: readonly LiveCampaign[];
  /** Content Blocks that are named as ours are and that no campaign has. */
  readonly others: readonly string[];
}

/** Asks Braze what it has of each campaign: its Content Block and, with a campaign_id, what it sends. */
export async function diffLive(
  host: Host,
  config: Config & { readonly movableInk: MovableInk },
  braze: Braze,
  client: BrazeClient,
): Promise<LiveDiff> {
  const { contentBlocks } = braze;
  const campaigns = webhookCampaigns(config);
  const bodies = generatedBodies(config);
  const ours =
    contentBlocks &&
    (await findBlocks(
      client,
      contentBlocks.prefix,
      campaigns.map(({ slug }) => slug),
    ));
  const found: LiveCampaign[] = [];
  for (const [index, campaign] of campaigns.entries()) {
    const { slug } = campaign;
    const body = bodies[index]!;
    const drifts: Drift[] = [];
    let block: LiveCampaign["block"];
    if (contentBlocks) {
      const name = contentBlockName(contentBlocks.prefix, slug);
      const listed = ours!.found.get(slug);
      const inBraze = listed && (await readBlock(client, listed.id));
      if (inBraze) host.secrets.learn(inBraze.content);
      const live = inBraze && blockState(inBraze.content, body);
      block = { name, ...(live ? { live } : {}) };
      drifts.push(...blockDrifts(name, body, contentBlocks, inBraze && live && { ...inBraze, live }));
    }
    const sent = await readMessaging(client, campaign);
    if (typeof sent === "string")
      drifts.push({
        what: "campaign",
        message: `Braze does not show the campaign ${campaign.campaignId}: ${answerText(sent, host)}`,
        next: [
          "Check campaign_id, and that rest_endpoint and api_key are those of the workspace that has the campaign.",
        ],
      });
    const messages =
      typeof sent === "string"
        ? []
        : sent?.webhooks.map((message) => {
            learn(host, message);
            const compared = messageDrifts(message, {
              slug,
              headers: headersOf(config.movableInk),
              bodies,
            });
            drifts.push(...compared.drifts);
            return { id: message.id, name: message.name, body: compared.body };
          });
    if (typeof sent !== "string" && messages?.length === 0)
      drifts.push({
        what: "campaign",
        message: `“${sent?.name}” sends no webhook`,
        next: ["Check campaign_id: it is the API identifier of the campaign or Canvas that sends this body."],
      });
    found.push({ slug, drifts, ...(block ? { block } : {}), ...(messages ? { messages } : {}) });
  }
  return { campaigns: found, others: ours?.others ?? [] };
}

/** What a campaign sends; in words, why Braze does not show it. */
async function readMessaging(
  client: BrazeClient,
  { campaignId, trigger }: Campaign,
): Promise<LiveMessaging | string | undefined> {
  if (campaignId === undefined) return undefined;
  try {
    return await (trigger?.kind === "canvas"
      ? readCanvas(client, campaignId)
      : readCampaign(client, campaignId));
  } catch (error) {
    // That one id is wrong does not keep the others from being looked at.
    if (error instanceof ApiFailure && error.trouble.kind === "refused")
      if ([400, 404].includes(error.trouble.status))
        return error.trouble.said || String(error.trouble.status);
    throw error;
  }
}

/** The endpoint and the credentials are secrets from here on. */
function learn(
  { secrets }: Host,
  { url, headers, body }: { url: string; headers: ReadonlyMap<string, string>; body: string },
): void {
  if (/^https?:/i.test(url.trim())) secrets.addUrl(url.trim());
  for (const [name, value] of headers) secrets.learn(`${name}: ${value}`);
  secrets.learn(body);
}
