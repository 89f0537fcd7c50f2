const docs = "https://www.braze.com/docs";

/** Pages of Braze's that say what becomes of a message, and of what was asked for on its way. */
export const brazePages = {
  abortTypes: `${docs}/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events`,
  advancedFilters: `${docs}/user_guide/personalization_and_dynamic_content/liquid/advanced_filters`,
  aborting: `${docs}/user_guide/personalization_and_dynamic_content/liquid/aborting_messages`,
  connectedContent: `${docs}/user_guide/personalization_and_dynamic_content/connected_content/making_an_api_call`,
  connectedContentRetries: `${docs}/user_guide/personalization_and_dynamic_content/connected_content/connected_content_retries`,
  contentBlock: `${docs}/user_guide/messaging/design_and_edit/content_blocks`,
  contentBlocks: `${docs}/api/endpoints/templates/content_blocks_templates/post_create_content_block`,
  eventProperties: `${docs}/user_guide/data/activation/events/custom_events/custom_event_properties`,
  frequencyCapping: `${docs}/user_guide/messaging/messaging_fundamentals/frequency_capping`,
  liquidFaq: `${docs}/user_guide/personalization_and_dynamic_content/liquid/faq`,
  filters: `${docs}/user_guide/personalization_and_dynamic_content/liquid/filters`,
  quietHours: `${docs}/user_guide/messaging/messaging_fundamentals/quiet_hours`,
  reEligibility: `${docs}/user_guide/messaging/messaging_fundamentals/re_eligibility`,
  requestErrors: `${docs}/help/help_articles/api/webhook_connected_content_errors`,
  usingLiquid: `${docs}/user_guide/personalization_and_dynamic_content/liquid/using_liquid`,
  tags: `${docs}/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags`,
  webhook: `${docs}/user_guide/message_building_by_channel/webhooks/creating_a_webhook`,
} as const;
