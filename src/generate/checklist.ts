import { type CampaignFacts, campaignSettings } from "../braze/campaign-settings.js";
import { canvasSettings } from "../braze/canvas-settings.js";
import type { Campaign, Config } from "../config/model/config.js";
import { codeSpan, plainMarkdown } from "../source/markdown.js";
import { sourceText } from "./body/source-text.js";
import { headersOf, placeholder } from "./headers.js";
import { preconditionWords } from "./precondition-words.js";

/** What a person does in Braze's dashboard for one campaign, with a box to tick for each step. */
export function checklist(config: Config, campaign: Campaign): string {
  const facts = factsOf(config, campaign);
  const sections = [
    section("Before anything is sent", handOver(config, campaign)),
    section("Compose the webhook", compose(config, campaign)),
    settings(facts),
    section("Test, then launch", testing(campaign)),
  ];
  return [
    `# ${plainMarkdown(campaignName(config, campaign))}`,
    "",
    `Made by mi-braze for the campaign \`${campaign.slug}\`. Braze's API shows almost none of these settings, so they are ticked off by hand.`,
    "",
    ...sections,
  ].join("\n");
}

/** What the campaign is called in Braze. */
export function campaignName(config: Config, campaign: Campaign): string {
  const what = campaign.type === "identify" ? "identify" : (campaign.event ?? campaign.slug);
  return [config.brand, "Movable Ink", what].filter(Boolean).join(" | ");
}

function factsOf(config: Config, campaign: Campaign): CampaignFacts {
  if (!campaign.trigger) throw new Error(`campaign ${campaign.slug} has no trigger`);
  return {
    trigger: campaign.trigger,
    audience: config.identity.audience,
    identify: campaign.type === "identify",
  };
}

function handOver(config: Config, campaign: Campaign): string[] {
  const { anonymousId, userId } = config.identity;
  const steps = [
    "Share `sample-payload.json` with your Movable Ink Client Experience team; they map its members to their schema.",
    "Put no personal data into samples you make yourself: no e-mail address, no phone number, no full birth date.",
    "Wait until Movable Ink confirms that the mapping is complete: before that, test sends are expected to fail.",
    "Hand over the creative assets (PSD files, a fallback image) and the rules for when the content shows.",
    `Check that \`user_id\` (from ${codeSpan(sourceText(userId.from))}) is the value that your message links carry as \`mi_u\`, and that it never changes for a person.`,
  ];
  const usesAnonymous =
    anonymousId && (campaign.type === "identify" || config.identity.audience === "known_and_anonymous");
  if (usesAnonymous) {
    const mail = anonymousId.from.kind === "email_address";
    steps.push(
      `Check that \`anonymous_id\` (from ${codeSpan(sourceText(anonymousId.from))}) stays the same for a profile${mail ? ": an id made from the e-mail address changes when the address does" : ""}.`,
    );
  }
  return steps;
}

function compose(config: Config, campaign: Campaign): string[] {
  const { movableInk } = config;
  if (!movableInk) throw new Error(`campaign ${campaign.slug} has no movable_ink section`);
  const headers = Object.entries(headersOf(movableInk)).map(
    ([name, value]) => `${codeSpan(name)}: ${codeSpan(value)}`,
  );
  return [
    campaign.trigger?.kind === "canvas"
      ? `In the Canvas ${plainMarkdown(campaign.trigger.name)}, add a **Message** step with the channel **Webhook** and choose **Blank Template**.`
      : "Create a webhook campaign and choose **Blank Template**.",
    `Name it ${codeSpan(campaignName(config, campaign))}.`,
    `**Webhook URL**: the value of \`${placeholder(movableInk.endpoint)}\`, the endpoint URL from Movable Ink. Its last part is a credential.`,
    "**HTTP method**: POST.",
    "**Request Body**: Raw Text; paste the whole of `body.liquid`, its first line included.",
    `**Settings** tab, request headers: ${headers.join("; ")}.`,
  ];
}

function settings(facts: CampaignFacts): string {
  const table = facts.trigger.kind === "canvas" ? canvasSettings : campaignSettings;
  const rows = table.flatMap((row) => {
    const value = row.value(facts);
    if (value === undefined) return [];
    return [
      `- [ ] **${row.setting}**: ${value}`,
      `  - Braze's default: ${row.default}. ${row.why}`,
      `  - Where: ${row.where}`,
    ];
  });
  return ["## Settings that decide whether data arrives", "", ...rows, ""].join("\n");
}

function testing(campaign: Campaign): string[] {
  const sent = preconditionWords(campaign);
  const partly =
    sent.length === 0
      ? []
      : [
          `Events are sent ${sent.join("; ")}. Any other is aborted with that reason, which is meant: test with one that is sent and one that is not.`,
        ];
  return [
    ...partly,
    "**Test** tab: preview as a user. Nested event properties cannot be typed in there; `mi-braze preview --user` renders them.",
    "Once Movable Ink has confirmed the mapping: **Send test** and look for 200.",
    "Launch first with the audience limited to yourselves: only a live campaign tests its trigger.",
    "Look at the Message Activity Log after the first events: an aborted or failed send is listed there for 60 hours.",
    "Widen the audience.",
  ];
}

const section = (heading: string, steps: readonly string[]) =>
  [`## ${heading}`, "", ...steps.map((step) => `- [ ] ${step}`), ""].join("\n");
