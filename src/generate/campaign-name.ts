import type { Campaign, Config } from "../config/model/config.js";

/** What the campaign is called in Braze. */
export function campaignName(config: Config, campaign: Campaign): string {
  const what = campaign.type === "identify" ? "identify" : (campaign.event ?? campaign.slug);
  return [config.brand, "Movable Ink", what].filter(Boolean).join(" | ");
}
