import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { jsonText } from "../source/json-text.js";
import { memoizedOf } from "../source/memoized.js";
import type { Source } from "../source/source.js";
import { blockTag } from "./block-tag.js";
import { planBody } from "./body/plan.js";
import { printBody } from "./body/print.js";
import { checklist } from "./checklist.js";
import { headersOf, placeholder } from "./headers.js";
import type { GeneratedBody } from "./live-body.js";
import { orderedSample } from "./sample.js";

/** A file to write: its path inside the output folder, with forward slashes, and its whole text. */
export interface Artifact {
  readonly path: string;
  readonly text: string;
  /** The campaign that it belongs to; absent for what belongs to all. */
  readonly slug?: string;
}

/** The webhook body of a campaign, as it is pasted into Braze. */
export const bodyOf = memoizedOf((config: Config, campaign: Campaign) =>
  printBody(planBody(config, campaign)),
);

/** The body as a source, named as `generate` names its file. */
export const bodySource = (config: Config, campaign: Campaign): Source => ({
  name: `${campaign.slug}/body.liquid`,
  text: bodyOf(config, campaign),
});

/** Every body, and what stands for it. */
export const generatedBodies = (config: Config): GeneratedBody[] =>
  webhookCampaigns(config).map((campaign) => ({
    slug: campaign.slug,
    text: bodyOf(config, campaign),
    tag: blockTag(config.braze?.contentBlocks, campaign.slug),
  }));

/** The campaigns' own files. */
export function campaignFiles(config: Config): Artifact[] {
  return webhookCampaigns(config).flatMap((campaign) => filesOf(config, campaign));
}

function filesOf(config: Config, campaign: Campaign): Artifact[] {
  const { movableInk } = config;
  if (!movableInk) throw new Error(`campaign ${campaign.slug} has no movable_ink section`);
  const texts: Record<string, string> = {
    "body.liquid": bodyOf(config, campaign),
    "url.txt": `${placeholder(movableInk.endpoint)}\n`,
    "headers.json": json(headersOf(movableInk)),
    "checklist.md": checklist(config, campaign),
    "sample-payload.json": json(orderedSample(config, campaign)),
  };
  return Object.entries(texts).map(([name, text]) => ({
    path: `${campaign.slug}/${name}`,
    text,
    slug: campaign.slug,
  }));
}

const json = (value: unknown) => `${jsonText(value, 2)}\n`;
