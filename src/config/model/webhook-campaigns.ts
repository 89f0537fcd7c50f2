import type { Campaign, Config } from "./config.js";

/** Campaigns that go through Braze; one for Signal alone has no webhook. */
export const webhookCampaigns = ({ campaigns }: Pick<Config, "campaigns">): readonly Campaign[] =>
  campaigns.filter(({ targets }) => targets.includes("braze"));
