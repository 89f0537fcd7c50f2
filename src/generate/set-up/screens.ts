import {
  type CampaignFacts,
  type CampaignSetting,
  campaignSettings,
  type ScreenId,
} from "../../braze/campaign-settings.js";
import { canvasSettings } from "../../braze/canvas-settings.js";
import type { Trigger } from "../../braze/trigger.js";
import type { Campaign, Config, MovableInk } from "../../config/model/config.js";
import { codeSpan, plainMarkdown } from "../../source/markdown.js";
import { memoizedOf } from "../../source/memoized.js";
import { blockTag } from "../block-tag.js";
import { campaignName } from "../campaign-name.js";
import { headersOf, placeholder } from "../headers.js";
import { idFilters } from "./id-filters.js";
import { onceSteps } from "./once.js";
import type { Screen, SetUp, Step } from "./steps.js";
import { testSteps } from "./test-steps.js";

const campaignScreens: Readonly<Partial<Record<ScreenId, string>>> = {
  name: "Create and name",
  compose: "Compose",
  settings: "Settings tab",
  test: "Test tab",
  delivery: "Schedule Delivery",
  target: "Target Audiences",
  conversions: "Assign Conversions",
  review: "Review and launch",
};

/** A Canvas is set up around its steps first, then the webhook step within it. */
const canvasScreens: typeof campaignScreens = {
  name: "Canvas and name",
  delivery: "Entry Schedule",
  target: "Target Audience",
  send: "Send Settings",
  compose: "The webhook step",
  settings: "The step's Settings tab",
  test: "The step's Test tab",
  review: "Review and launch",
};

/** What a person does for one campaign, in the order of Braze's screens. */
export const setUp = memoizedOf((config: Config, campaign: Campaign): SetUp => {
  const { movableInk } = config;
  const { trigger } = campaign;
  if (!movableInk || !trigger) throw new Error(`campaign ${campaign.slug} does not go through Braze`);
  const facts: CampaignFacts = {
    trigger,
    filters: idFilters(config, campaign),
    isTimedBySending: config.timestamp.kind === "now",
  };
  const own: Readonly<Partial<Record<ScreenId, readonly Step[]>>> = {
    name: [...(trigger.kind === "canvas" ? [] : [create]), nameStep(config, campaign)],
    compose: [
      ...(trigger.kind === "canvas" ? [addStep(trigger.name)] : []),
      ...compose(config, campaign, movableInk),
    ],
    settings: headerSteps(movableInk),
    test: testSteps(config, campaign),
    review: [launch(trigger), trySend(trigger)],
  };
  const isCanvas = trigger.kind === "canvas";
  const settings = isCanvas ? canvasSettings : campaignSettings;
  const screens = Object.entries(isCanvas ? canvasScreens : campaignScreens).map(([id, title]): Screen => {
    const rows = settings.filter(({ screen }) => screen === id).flatMap((row) => settingStep(row, facts));
    return { id: id as ScreenId, title, steps: [...(own[id as ScreenId] ?? []), ...rows] };
  });
  return { once: onceSteps(config, movableInk), screens };
});

function settingStep(row: CampaignSetting, facts: CampaignFacts): Step[] {
  const text = row.value(facts);
  if (text === undefined) return [];
  const { id, setting, isDefault, where, copied } = row;
  const why = typeof row.why === "string" ? row.why : row.why(facts);
  const copy = copied === undefined ? {} : { copy: { text: copied } };
  return [{ id, label: setting, text, ...copy, setting: { default: row.default, isDefault, why, where } }];
}

const create: Step = {
  id: "create",
  text: "In Braze, go to **Messaging** > **Campaigns**, select **Create campaign**, then **Webhook**, and choose **Blank Template**.",
};

const addStep = (canvas: string): Step => ({
  id: "create",
  text: `In the Canvas ${plainMarkdown(canvas)}, add a **Message** step with the channel **Webhook** and choose **Blank Template**.`,
});

function nameStep(config: Config, campaign: Campaign): Step {
  const name = campaignName(config, campaign);
  return { id: "name", label: "Name", text: codeSpan(name), copy: { text: name } };
}

const compose = (config: Config, campaign: Campaign, { endpoint }: MovableInk): Step[] => [
  {
    id: "url",
    label: "Webhook URL",
    text: `The endpoint URL that Movable Ink gave you; ${codeSpan(placeholder(endpoint))} stands for it in these files`,
    notes: [
      "A right one ends in `/behavioral/` and a key; with that key anybody can send events, so keep it out of mails and documents.",
    ],
  },
  { id: "method", label: "HTTP method", text: "POST" },
  bodyStep(blockTag(config.braze?.contentBlocks, campaign.slug)),
];

/** The body itself, or the one line that prints it from a Content Block. */
const bodyStep = (tag: string | undefined): Step =>
  tag === undefined
    ? {
        id: "body",
        label: "Request Body",
        text: "Raw Text; paste the whole of `body.liquid`, from its first line to its last",
        copy: { file: "body.liquid" },
        inTerminal:
          "In a terminal, `mi-braze diff --body FILE` tells whether what is there later is still what is generated.",
      }
    : {
        id: "body",
        label: "Request Body",
        text: `Raw Text; this line and nothing else: ${codeSpan(tag)}`,
        copy: { text: tag },
        notes: [
          "It prints the Content Block that has `body.liquid` in it. `mi-braze push` makes the block, which has to be there first, and keeps it up to date: nothing is pasted again when the config changes.",
        ],
        inTerminal: "In a terminal, `mi-braze diff` tells whether Braze has what is generated.",
      };

function headerSteps(movableInk: MovableInk): Step[] {
  return Object.entries(headersOf(movableInk)).map(([name, value]): Step => {
    const isSecret = name === "Authorization";
    return {
      id: `header-${name.toLowerCase()}`,
      label: "Request header",
      text: `${codeSpan(name)}: ${codeSpan(value)}`,
      copy: { text: isSecret ? name : value },
      ...(isSecret && {
        notes: [
          "Ask Movable Ink, or whoever keeps your credentials, for the ready value: `Basic`, one space, then letters and digits that may end in `=`. `Basic` appears only once.",
        ],
      }),
    };
  });
}

const launch = (trigger: Trigger): Step => ({
  id: "launch",
  text: `Launch the ${trigger.kind === "canvas" ? "Canvas" : "campaign"} with only yourselves in its audience.`,
});

const trySend = (trigger: Trigger): Step => ({
  id: "live-test",
  text: `${doing(trigger)}, then look at the Message Activity Log: a failed or aborted send is listed there for 60 hours, with its reason.`,
});

/** How somebody in the audience starts a send. */
function doing(trigger: Trigger): string {
  switch (trigger.kind) {
    case "custom_event":
      return `In your app or shop, do what sends ${trigger.names.length === 1 ? "the event" : "each of the events"}`;
    case "purchase":
      return "Make a purchase";
    case "api":
      return "Have an engineer call the trigger for you";
    case "canvas":
      return "Enter the Canvas";
  }
}
