/** How the campaign or Canvas of a webhook is triggered. This decides which names hold data. */
export type Delivery = "action" | "api" | "canvas";

/** What a name may hold besides nil; `any` means whatever the sender put there. */
export type NameType = "text" | "integer" | "boolean" | "time" | "coordinates" | "any";

/** A name that Braze's Liquid knows: `${name}`, or `namespace.${name}`. */
export interface BrazeName {
  /** The part before the dollar sign; absent for a standard profile field. */
  readonly namespace?: string;
  /** Absent if any name is allowed between the braces. */
  readonly name?: string;
  /** Which webhooks can read it. Empty: none, only the `channels` can. */
  readonly deliveries: readonly Delivery[];
  /** The channels of a name that no webhook can read. */
  readonly channels?: string;
  readonly type: NameType;
  /** Its field in the user object of `/users/export/ids`. */
  readonly exportField?: string;
  readonly summary: string;
  /** Path within the braze-docs repository. */
  readonly page: string;
}

const liquid = "_docs/_user_guide/messaging/design_and_edit/personalize/liquid";
const sources = "_docs/_user_guide/messaging/design_and_edit/personalize/sources";
const tags = `${liquid}/supported_personalization_tags.md`;
const everywhere: readonly Delivery[] = ["action", "api", "canvas"];

const profile = (name: string, exportField: string | undefined, summary: string, type: NameType = "text") =>
  ({
    name,
    deliveries: everywhere,
    type,
    summary,
    page: tags,
    ...(exportField === undefined ? {} : { exportField }),
  }) satisfies BrazeName;

const member = (namespace: string, name: string, summary: string, more: Partial<BrazeName> = {}) =>
  ({
    namespace,
    name,
    deliveries: everywhere,
    type: "text",
    summary,
    page: tags,
    ...more,
  }) satisfies BrazeName;

const open = (namespace: string, deliveries: readonly Delivery[], summary: string, page: string) =>
  ({ namespace, deliveries, type: "any", summary, page }) satisfies BrazeName;

const device = (namespace: string, more: Partial<BrazeName> = {}) => [
  member(namespace, "id", "device identifier", { exportField: "devices[].device_id", ...more }),
  member(namespace, "carrier", "mobile carrier", { exportField: "devices[].carrier", ...more }),
  member(namespace, "idfa", "advertising identifier of an iOS device", {
    exportField: "devices[].idfa",
    ...more,
  }),
  member(namespace, "google_ad_id", "advertising identifier of an Android device", {
    exportField: "devices[].google_ad_id",
    ...more,
  }),
  member(namespace, "roku_ad_id", "advertising identifier of a Roku device", {
    exportField: "devices[].roku_ad_id",
    ...more,
  }),
  member(namespace, "model", "model of the device", { exportField: "devices[].model", ...more }),
  member(namespace, "os", "operating system", { exportField: "devices[].os", ...more }),
  member(namespace, "platform", "ios, android, kindle, android_china, web or tvos", {
    exportField: "devices[].platform",
    ...more,
  }),
  member(namespace, "foreground_push_enabled", "whether foreground push is enabled", {
    type: "boolean",
    exportField: "devices[].foreground_push_enabled",
    ...more,
  }),
];

const notInWebhooks = (channels: string): Partial<BrazeName> => ({ deliveries: [], channels });

/** Everything that Liquid can read according to Braze's documentation, with its source. */
export const brazeNames: readonly BrazeName[] = [
  profile("user_id", "external_id", "the external id; blank for anonymous users"),
  profile("braze_id", "braze_id", "Braze's own id, which every profile has"),
  profile("email_address", "email", "e-mail address"),
  profile("phone_number", "phone", "phone number"),
  profile("first_name", "first_name", "first name"),
  profile("last_name", "last_name", "last name"),
  profile("gender", "gender", "gender, one letter"),
  profile("date_of_birth", "dob", "date of birth, YYYY-MM-DD"),
  profile("city", "home_city", "city"),
  profile("country", "country", "ISO 3166 alpha-2 country code"),
  profile("language", "language", "ISO 639 language code"),
  profile("time_zone", "time_zone", "IANA time zone, on old profiles a Rails zone name"),
  profile("last_used_app_date", "apps[].last_used", "when an app was last used", "time"),
  profile("most_recent_app_version", "apps[].version", "version of the most recently used app"),
  profile("most_recent_locale", undefined, "locale of the most recently used device"),
  profile("most_recent_location", "last_coordinates", "last known location", "coordinates"),
  profile("random_bucket_number", "random_bucket", "fixed random number, 0 to 9999", "integer"),

  profile("twitter_handle", undefined, "Twitter handle; older copies of the page list it"),

  open(
    "custom_attribute",
    everywhere,
    "a custom attribute; its name is case-sensitive",
    `${sources}/user_profile.md`,
  ),
  open(
    "event_properties",
    ["action", "canvas"],
    "a property of the triggering event or purchase; in a Canvas only right after an Action Path",
    "_docs/_user_guide/data/activation/events/custom_events/custom_event_properties.md",
  ),
  open(
    "api_trigger_properties",
    ["api"],
    "a property of trigger_properties",
    "_docs/_user_guide/messaging/campaigns/schedule_your_campaign/api_triggered_delivery.md",
  ),
  open(
    "context",
    ["canvas"],
    "an entry property or Context step variable of a Canvas",
    `${sources}/context_variables.md`,
  ),
  open(
    "canvas_entry_properties",
    ["canvas"],
    "older name for a Canvas's entry properties",
    "_docs/_user_guide/messaging/canvas/create_a_canvas/context_and_event_properties.md",
  ),
  open(
    "context_properties",
    ["canvas"],
    "a Canvas entry property, as the eCommerce pages write it",
    "_docs/_partners/ecommerce/shopify/shopify_data_features.md",
  ),
  open(
    "content_blocks",
    everywhere,
    "text of a Content Block",
    "_docs/_user_guide/messaging/design_and_edit/content_blocks.md",
  ),

  member("subscribed_state", "email_global", "e-mail subscription: opted_in, subscribed or unsubscribed", {
    exportField: "email_subscribe",
  }),
  {
    ...open("subscribed_state", everywhere, "state in the subscription group with this API id", tags),
    type: "text",
  },

  ...device("most_recently_used_device"),
  member("most_recently_used_device", "browser", "browser of a web user", {
    exportField: "devices[].browser",
  }),
  member(
    "most_recently_used_device",
    "windows_ad_id",
    "advertising identifier; older copies of the page list it",
  ),
  member("most_recently_used_device", "ad_tracking_enabled", "whether ad tracking is enabled", {
    type: "boolean",
    exportField: "devices[].ad_tracking_enabled",
  }),
  ...device("targeted_device", notInWebhooks("push, in-app messages and Banners")),

  member("campaign", "api_id", "API id of the campaign; in a Canvas, of the step"),
  member("campaign", "dispatch_id", "id of the dispatch; may be shared by users sent close together"),
  member("campaign", "name", "name of the campaign; in a Canvas, of the step"),
  member("campaign", "message_name", "name of the message variant"),
  member("campaign", "message_api_id", "API id of the message variant"),
  member("canvas", "name", "name of the Canvas", { deliveries: ["canvas"] }),
  member("canvas", "api_id", "API id of the Canvas", { deliveries: ["canvas"] }),
  member("canvas", "variant_name", "name of the Canvas variant", { deliveries: ["canvas"] }),
  member("canvas", "variant_api_id", "API id of the Canvas variant", { deliveries: ["canvas"] }),

  member("sms", "inbound_message_body", "text that the user sent", { deliveries: ["action", "canvas"] }),
  member("sms", "inbound_media_urls", "media that the user sent", {
    deliveries: ["action", "canvas"],
    type: "any",
  }),
  open("whats_app", ["action", "canvas"], "the WhatsApp message that the user sent", tags),

  member("app", "api_id", "API id of the app", notInWebhooks("in-app messages")),
  member("app", "name", "name of the app", notInWebhooks("in-app messages")),
  member("card", "api_id", "API id of the card", notInWebhooks("Content Cards")),
  member("card", "name", "name of the card", notInWebhooks("Content Cards")),
  ...[
    "set_user_to_unsubscribed_url",
    "set_user_to_subscribed_url",
    "set_user_to_opted_in_url",
    "set_user_to_one_click_list_unsubscribe",
    "preference_center_url",
    "unsubscribe_url",
  ].map((name) => ({ ...profile(name, undefined, "a link for e-mails"), ...notInWebhooks("e-mail") })),
];

/**
 * Property names that Braze reserves: an event or a purchase that has one is answered with `Invalid 'properties' field`.
 * `_docs/_user_guide/data/activation/events/custom_events/custom_event_properties.md`
 */
export const reservedProperties: Readonly<Record<"event" | "purchase", readonly string[]>> = {
  event: ["time", "event_name"],
  purchase: ["time", "product_id", "quantity", "event_name", "price", "currency"],
};
