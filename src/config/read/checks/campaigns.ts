import { didYouMean } from "../../../diagnostics/suggest.js";
import type { JsonNode } from "../../../source/json.js";
import { quoted } from "../../../source/json-text.js";
import { configDuplicate, configMissingKey, configValue } from "../../findings.js";
import { ownOrPreset, presetNames, presetNode } from "../../model/presets.js";
import { patterns } from "../../schema/parts.js";
import { hasKey } from "../../schema/schema-walk.js";
import { nameOf } from "../../schema/structure.js";
import { at, member, textAt } from "../../tree.js";
import type { CheckRun } from "./context.js";

/** Each body is proven at every run. */
export const mostCampaigns = 500;

/** Names in the output folder that are not campaigns. */
const reservedSlugs = ["manifest.json", "index.html", "signal"];

/** A campaign's slug: its id, else its event (its own or its preset's), else its type. */
export const slugOf = (campaign: JsonNode): string =>
  textAt(campaign, "id") ?? eventOf(campaign) ?? typeOf(campaign);

/** Its own type, else its preset's. */
export function typeOf(campaign: JsonNode): string {
  const type = ownOrPreset(campaign, "type");
  return typeof type?.value === "string" ? type.value : "track";
}

/** Its own event, else its preset's. */
export function eventOf(campaign: JsonNode): string | undefined {
  const event = ownOrPreset(campaign, "event");
  return typeof event?.value === "string" ? event.value : undefined;
}

/** A campaign's targets: Braze unless it says otherwise. */
const isForBraze = (campaign: JsonNode): boolean => {
  const targets = at(campaign, "targets")?.items;
  return targets === undefined || targets.some((target) => target.value === "braze");
};

/** Slugs, presets and triggers. */
export function checkCampaigns(run: CheckRun): void {
  const campaigns = at(run.root, "campaigns")?.items ?? [];
  if (campaigns.length > mostCampaigns) {
    run.report(
      configValue,
      `there are ${campaigns.length} campaigns; a config can have at most ${mostCampaigns}`,
      ["campaigns"],
      ["Make a config for each brand, and name it with --config."],
    );
    return;
  }
  const seen = new Map<string, number>();
  campaigns.forEach((campaign, index) => {
    if (campaign.kind !== "object") return;
    checkEvent(run, campaign, index);
    checkSlug(run, campaign, index, seen);
    const hasTrigger = hasKey(run.root, ["campaigns", index], "trigger") || ownOrPreset(campaign, "trigger");
    if (isForBraze(campaign) && !hasTrigger) {
      run.report(
        configMissingKey,
        `the campaign ${shownName(campaign, index)} has no trigger`,
        ["campaigns", index],
        [
          "Write trigger: {custom_event: NAME}, {purchase: PRODUCT_ID or any}, {canvas: NAME} or {api: true}.",
        ],
      );
    }
  });
  if (campaigns.some(isForBraze) && !hasKey(run.root, [], "movable_ink")) {
    run.report(
      configMissingKey,
      '"movable_ink" is missing',
      [],
      ["Write movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}."],
    );
  }
}

function checkEvent(run: CheckRun, campaign: JsonNode, index: number): void {
  const preset = textAt(campaign, "preset");
  const identify = typeOf(campaign) === "identify";
  if (preset !== undefined && !presetNode(preset)) {
    const message = `there is no preset "${preset}"${didYouMean(preset, presetNames())}`;
    run.report(
      configValue,
      message,
      ["campaigns", index, "preset"],
      [`Presets: ${presetNames().join(", ")}.`],
    );
  }
  for (const key of identify ? ["event", "preset"] : []) {
    if (!member(campaign, key) || (key === "preset" && isIdentify(preset))) continue;
    run.report(
      configValue,
      `an identify does not have an event; "${key}" belongs to a track`,
      ["campaigns", index, key],
      ["To name its folder, write id instead."],
    );
  }
  const unknown = preset !== undefined && !presetNode(preset);
  const named = hasKey(run.root, ["campaigns", index], "event") || eventOf(campaign) !== undefined || unknown;
  const type = typeOf(campaign);
  // An unknown type has its own finding.
  if (["track", "page"].includes(type) && !named) {
    run.report(
      configMissingKey,
      `a ${type} campaign needs an "event" (or a preset)`,
      ["campaigns", index],
      ["Write the name by which Movable Ink knows the event, such as event: product_viewed."],
    );
  }
}

const isIdentify = (preset: string | undefined): boolean =>
  preset !== undefined && textAt(presetNode(preset), "type") === "identify";

/** Its slug in quotes, or its position if it has no name. */
const shownName = (campaign: JsonNode, index: number): string =>
  nameless(campaign) ? nameOf(["campaigns", index]) : `"${slugOf(campaign)}"`;

/** If its name is missing or not a string, that has its own finding. */
const nameless = (campaign: JsonNode): boolean =>
  member(campaign, "id")
    ? textAt(campaign, "id") === undefined
    : typeOf(campaign) !== "identify" && eventOf(campaign) === undefined;

function checkSlug(run: CheckRun, campaign: JsonNode, index: number, seen: Map<string, number>): void {
  if (nameless(campaign)) return;
  const slug = slugOf(campaign);
  const own = ["id", "event", "preset", "type"].find((key) => member(campaign, key));
  const path = ["campaigns", index, ...(own === undefined ? [] : [own])];
  if (!patterns.slug.test(slug)) {
    // The schema has already said so of an id.
    if (own === "event" && typeOf(campaign) !== "identify" && /\S/.test(slug)) {
      run.report(configValue, `the event ${quoted(slug)} cannot name the campaign's folder`, path, [
        `Give the campaign an id of lowercase letters, digits, _, . and -, such as id: ${slugged(slug)}.`,
      ]);
    }
    return;
  }
  if (slug.length > 100) {
    run.report(configValue, `the name "${slug.slice(0, 30)}…" is longer than 100 characters`, path, [
      "It names a folder and starts each abort reason: give the campaign a shorter id.",
    ]);
  }
  if (reservedSlugs.includes(slug)) {
    run.report(configValue, `"${slug}" is a name that mi-braze reserves`, path, [
      `Give the campaign another id, such as id: ${slugged(slug)}_event.`,
    ]);
  }
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(slug) || slug.endsWith(".")) {
    run.report(configValue, `Windows cannot make a folder named "${slug}"`, path, [
      `Give the campaign another id, such as id: ${slugged(slug).replace(/\..*/, "")}_event.`,
    ]);
  }
  const first = seen.get(slug);
  if (first === undefined) seen.set(slug, index);
  else {
    run.report(configDuplicate, `two campaigns are named "${slug}"`, path, [
      { message: "the first is here", span: run.span(["campaigns", first]) },
      "Give one of them a different id.",
    ]);
  }
}

const slugged = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "") || "my_event";
