import { plainMarkdown } from "../source/markdown.js";
import { inWords } from "../source/words.js";
import type { Trigger } from "./trigger.js";

/** What a campaign's settings depend on. */
export interface CampaignFacts {
  readonly trigger: Trigger;
  /** What a user must have for the send not to be aborted, as filters in Markdown. */
  readonly filters: readonly string[];
  /** Whether the payload's timestamp is the moment of sending. */
  readonly isTimedBySending: boolean;
}

/** A screen of Braze's campaign composer or Canvas builder; `send` is one of Canvas alone. */
export type ScreenId =
  | "name"
  | "compose"
  | "settings"
  | "test"
  | "delivery"
  | "target"
  | "send"
  | "conversions"
  | "review";

/** One setting of Braze's campaign composer, or Canvas builder, that decides whether data arrives. */
export interface CampaignSetting {
  readonly id: string;
  readonly screen: ScreenId;
  readonly setting: string;
  /** The required value, in Markdown; undefined if this campaign does not have the setting. */
  readonly value: (facts: CampaignFacts) => string | undefined;
  /** A name in it that is searched for or typed letter by letter. */
  readonly copied?: string;
  readonly default: string;
  /** Whether the default is what is required, so that there is nothing to do unless somebody changed it. */
  readonly isDefault: boolean;
  /** What happens to the data otherwise. */
  readonly why: string | ((facts: CampaignFacts) => string);
  readonly where: string;
  /** Whether Braze's REST API says what it is. */
  readonly isShownByApi?: true;
  /** Whether it sets what an earlier one has set already, at another time. */
  readonly isStep?: true;
  /** Page of Braze's documentation, as a path below https://www.braze.com/docs or inside its repository. */
  readonly source: string;
}

export const always = (value: string) => () => value;
const exceptApi = (value: string) => (facts: CampaignFacts) =>
  facts.trigger.kind === "api" ? undefined : value;
/** Who is sent to until a live test has gone well. */
export const onlyYourselves = {
  value: always(
    "Only yourselves for now, such as users whose `internal_test_user` is true; the last step widens it",
  ),
  copied: "internal_test_user",
};

/** The filters as one, where there are any. */
export const userFilters = ({ filters }: CampaignFacts): string | undefined =>
  filters.length === 0 ? undefined : inWords(filters, "and");

/** A delay makes the event late where its time is that of sending, and in each case an abort likelier. */
export const late =
  (rest: string) =>
  ({ isTimedBySending }: CampaignFacts) =>
    `${isTimedBySending ? "The timestamp is the time of sending, so a delay makes the event late" : "A delay makes the event late"}, and ${rest}`;

const campaigns = "_docs/_user_guide/messaging/campaigns";
export const fundamentals = "_docs/_user_guide/messaging/messaging_fundamentals";

/** Every setting of a campaign, in the order in which the composer shows them. The API exposes almost none of them. */
export const campaignSettings: readonly CampaignSetting[] = [
  {
    id: "delivery-type",
    screen: "delivery",
    setting: "Delivery type",
    value: ({ trigger }) => (trigger.kind === "api" ? "API-Triggered Delivery" : "Action-Based Delivery"),
    default: "Scheduled Delivery",
    isDefault: false,
    why: "A scheduled send has no event, so every event property is empty.",
    where: "Schedule Delivery",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "trigger",
    screen: "delivery",
    setting: "Trigger action",
    value: ({ trigger }) => triggerAction(trigger),
    default: "none",
    isDefault: false,
    why: "Event names are case-sensitive, and a property filter on the trigger silently narrows it.",
    where: "Schedule Delivery, under New Trigger Action",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "delay",
    screen: "delivery",
    setting: "Schedule delay",
    value: exceptApi("Immediately"),
    default: "Immediately",
    isDefault: true,
    why: late("lets exceptions cancel it."),
    where: "Schedule Delivery, under Schedule Delay",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "exception",
    screen: "delivery",
    setting: "Exception events",
    value: exceptApi("None"),
    default: "none",
    isDefault: true,
    why: "An exception event cancels pending sends.",
    where: "Schedule Delivery, under Exception Events",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "end-time",
    screen: "delivery",
    setting: "Campaign duration",
    value: exceptApi("A start time of now and no end time"),
    default: "no end time",
    isDefault: true,
    why: "After the end time nothing is forwarded, without any message.",
    where: "Schedule Delivery, under Campaign Duration",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "local-time",
    screen: "delivery",
    setting: "Local time zone, portion of the day, Intelligent Timing",
    value: exceptApi("All three off"),
    default: "off",
    isDefault: true,
    why: "Each delays a send until a time of day, or drops it.",
    where: "Schedule Delivery, under Campaign Duration",
    source: `${fundamentals}/delivery_and_entry_types.md`,
  },
  {
    id: "re-eligibility",
    screen: "delivery",
    setting: "Allow users to become re-eligible to receive campaign",
    value: always("On, after 0 minutes"),
    default: "off",
    isDefault: false,
    why: "If off, each user is forwarded once and never again.",
    where: "Schedule Delivery, under Delivery Controls",
    source: `${fundamentals}/re_eligibility.md`,
  },
  {
    id: "frequency-capping",
    screen: "delivery",
    setting: "Abide by frequency capping rules",
    value: always("Off, and “count toward frequency caps” also off"),
    default: "on",
    isDefault: false,
    why: "A webhook is a capped channel: users over their cap are not forwarded, and forwarding uses up their cap.",
    where: "Schedule Delivery, under Delivery Controls",
    source: `${fundamentals}/frequency_capping.md`,
  },
  {
    id: "quiet-hours",
    screen: "delivery",
    setting: "Quiet Hours",
    value: always("Off"),
    default: "off",
    isDefault: true,
    why: "Events in quiet hours are held or aborted (quiet_hours).",
    where: "Schedule Delivery, under Delivery Controls",
    source: `${fundamentals}/quiet_hours.md`,
  },
  {
    id: "workspace-quiet-hours",
    screen: "delivery",
    setting: "Workspace Quiet Hours",
    value: ({ trigger }) =>
      trigger.kind === "api"
        ? "Each trigger call sets ignore_workspace_quiet_hours"
        : "This campaign opted out, if the workspace has them",
    default: "applies to every campaign once the workspace turns it on",
    isDefault: false,
    why: "Quiet hours cover webhooks, so events during them are lost or late.",
    where: "Schedule Delivery, under Delivery Controls",
    source: `${fundamentals}/quiet_hours/workspace_quiet_hours.md`,
  },
  {
    id: "speed-limit",
    screen: "delivery",
    setting: "Limit the rate at which this campaign will send",
    value: always("Off, or far above the peak of events a minute"),
    default: "off",
    isDefault: true,
    why: "A message that waits 72 hours is aborted. The workspace's messaging rate limits apply as well.",
    where: "Schedule Delivery, under Delivery Controls",
    source: `${fundamentals}/frequency_capping.md`,
  },
  {
    id: "user-cap",
    screen: "target",
    setting: "Limit the number of people who will receive this campaign",
    value: always("Off"),
    default: "off",
    isDefault: true,
    why: "Sending stops when the number is reached, and aborted messages count too.",
    where: "Target Audiences, under Audience Summary",
    source: `${fundamentals}/frequency_capping.md`,
  },
  {
    id: "first-audience",
    screen: "target",
    setting: "Audience",
    ...onlyYourselves,
    default: "none chosen",
    isDefault: false,
    why: "Only a live campaign tests its trigger, and what goes wrong then should go wrong for you alone.",
    where: "Target Audiences",
    source: `${campaigns}/test_campaigns/triggered_action_based.md`,
  },
  {
    id: "known-only",
    screen: "target",
    setting: "Filter for users with an id",
    value: userFilters,
    default: "no filter",
    isDefault: false,
    why: "Without it, each event of a user without an id is an aborted send.",
    where: "Target Audiences, under Additional Filters",
    source:
      "partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  },
  {
    id: "reachability",
    screen: "target",
    setting: "Users who can be sent to",
    value: always("All users, regardless of subscription state"),
    default: "subscribed or opted-in users",
    isDefault: false,
    why: "An event is data, not a message: a user who unsubscribed from e-mail still views products.",
    where: "Target Audiences",
    source: `${fundamentals}/target_users.md`,
  },
  {
    id: "control-group",
    screen: "target",
    setting: "A/B testing",
    value: always("One variant at 100 %, the Control Group box cleared"),
    default: "may hold a control group",
    isDefault: false,
    why: "Users in the control group are enrolled and never sent.",
    where: "Target Audiences, under A/B Testing",
    source: `${fundamentals}/target_users.md`,
  },
  {
    id: "global-control-group",
    screen: "name",
    setting: "Global Control Group",
    value: ({ trigger }) =>
      trigger.kind === "api"
        ? "Excluded by a tag on this campaign, if the workspace has one (check whether it applies to API triggers)"
        : "Excluded by a tag on this campaign, if the workspace has one",
    default: "1 to 15 % of the users get nothing",
    isDefault: false,
    why: "The group is excluded from every campaign without an exclusion tag. A tag can be selected there only once an active campaign uses it.",
    where: "Audience, Global Control Group, Exclusion Settings; the tag is set next to the campaign's name",
    source: "_docs/_user_guide/audience/global_control_group.md",
  },
  {
    id: "blocklist",
    screen: "delivery",
    setting: "Blocklisted events",
    value: ({ trigger }) =>
      trigger.kind === "custom_event"
        ? `${namesOf(trigger.names, "and")} ${trigger.names.length === 1 ? "is" : "are"} not blocklisted`
        : undefined,
    default: "not blocklisted",
    isDefault: true,
    why: "A blocklisted event triggers nothing (trigger_event_blacklisted).",
    where: "Data Settings, Custom Events",
    source: "_docs/_user_guide/data/activation/custom_data/blocklist_custom_data.md",
  },
  {
    id: "conversion",
    screen: "conversions",
    setting: "Conversion event",
    value: always("None, or the one you want: choose now"),
    default: "none",
    isDefault: true,
    why: "It cannot be edited after launch.",
    where: "Assign Conversions",
    source: `${campaigns}/manage_campaigns/change_your_campaign_after_launch.md`,
  },
  {
    id: "audience",
    screen: "review",
    isStep: true,
    setting: "Audience, widened",
    value: always("Everyone whose events are to be forwarded; no filter on the trigger event itself"),
    default: "only yourselves, since an earlier step",
    isDefault: false,
    why: "Users must match before the event happens: a filter that only the event itself satisfies is too late.",
    where: "Target Audiences",
    source: `${campaigns}/schedule_your_campaign/triggered_delivery.md`,
  },
  {
    id: "active",
    screen: "review",
    isShownByApi: true,
    setting: "Campaign state",
    value: always("Launched; no draft and no unpublished changes"),
    default: "draft",
    isDefault: false,
    why: "A stopped campaign aborts every send (campaign_disabled). Events before the launch are not sent later.",
    where: "the campaign's page",
    source: `${campaigns}/manage_campaigns/change_your_campaign_after_launch.md`,
  },
];

/** A name of the config, in Markdown that shows it as it is. */
export const quotedName = (name: string): string => `“${plainMarkdown(name)}”`;

/** `“A”, “B” or “C”`. */
const namesOf = (names: readonly string[], word: "and" | "or"): string =>
  inWords(names.map(quotedName), word);

function triggerAction(trigger: Trigger): string | undefined {
  switch (trigger.kind) {
    case "custom_event":
      return trigger.names.length === 1
        ? `Perform Custom Event ${namesOf(trigger.names, "or")}, spelled exactly like this, without property filters; no second trigger`
        : `Perform Custom Event, one trigger action for each of ${namesOf(trigger.names, "and")}, spelled exactly like this, without property filters; no other trigger`;
    case "purchase":
      return trigger.product === undefined
        ? "Make Purchase, any purchase; no second trigger"
        : `Make Purchase, product ${quotedName(trigger.product)}, spelled exactly like this; no second trigger`;
    case "canvas":
      return undefined;
    case "api":
      return "POST /campaigns/trigger/send with this campaign's id and the data in trigger_properties";
  }
}
