/** Where a line of the contract comes from: there is no public schema, so each names its source. */
export const sources = {
  /** Braze's partner page, with the only complete public payload of this kind. */
  braze:
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  rudderstack: "https://www.rudderstack.com/docs/destinations/streaming-destinations/movable-ink/cloud-mode/",
  amplitude: "https://amplitude.com/docs/data/destination-catalog/movable-ink",
  mparticle: "https://docs.mparticle.com/integrations/movableink/",
  oracle:
    "https://docs.oracle.com/en/cloud/saas/marketing/infinity-user/Help/integrate/movableink/movableink_faq.htm",
  sdk: "https://sdk-mobile.movableink.com/ios_sdk/behavior_events",
} as const;

export type SourceName = keyof typeof sources;
