import { readFileSync } from "node:fs";
import { visibleName } from "../../egress/visible.js";
import { packageFile } from "../../package-file.js";
import type { Answers } from "./answers.js";
import { definitionsText } from "./definition.js";
import type { Definitions } from "./infer.js";
import { renamedWords, renamingOf, told } from "./known-names.js";
import { liftedOf } from "./lifted.js";
import { amountsAsText } from "./odd-values.js";
import type { SampleEvent } from "./sample-event.js";
import { type YamlValue, yamlText } from "./yaml-text.js";

export interface ConfigTextInput {
  readonly answers: Answers;
  readonly campaigns: readonly (CampaignHeader & {
    /** From sample events; undefined when there are none. */
    readonly properties: Definitions | undefined;
    readonly samples: readonly SampleEvent[];
  })[];
  /** The lines that tell an editor where the schema is. */
  readonly schema: string;
}

/** Which event a campaign is for. */
export interface CampaignHeader {
  /** Names its files. */
  readonly id: string;
  /** In Movable Ink. */
  readonly event: string;
  /** The custom events in Braze. */
  readonly triggers: readonly string[] | "any purchase";
  readonly preset: string | undefined;
}

/** The whole text of a new `mi-braze.yaml`: the skeleton in templates/, its places filled in. */
export function configText({ answers, campaigns, schema }: ConfigTextInput): string {
  const { brand, audience, userId, anonymousId, timezone } = answers;
  const places: Record<string, string> = {
    schema,
    brand: brand === "" ? "# brand: Acme Retail" : yamlText("brand", brand),
    audience: yamlText("audience", audience),
    user_id: yamlText("user_id", idRule(userId)),
    anonymous_id:
      anonymousId === undefined ? "# anonymous_id: braze_id" : yamlText("anonymous_id", idRule(anonymousId)),
    timezone:
      timezone === undefined
        ? "# timezone: {from: time_zone, default: America/New_York}"
        : yamlText("timezone", map({ from: "time_zone", default: timezone })),
    campaign: campaigns.map((campaign, index) => asItem(campaignText(campaign, index === 0))).join("\n\n"),
    identify: identify(campaigns).replace(/^/gm, identifies(answers) ? "" : "# "),
  };
  return skeleton().replace(/^( *)@(\w+)$/gm, (_, indent: string, place: string) =>
    indented(places[place]!, indent),
  );
}

/** Events under an anonymous id stay apart from the person's own until an identify ties the two. */
const identifies = ({ audience, anonymousId }: Answers): boolean =>
  audience === "known_and_anonymous" && anonymousId !== undefined;

/** What most call the event by which a user becomes known; the likeliest first. */
const becomesKnown = [
  "account created",
  "signed up",
  "sign up",
  "user signed up",
  "user registered",
  "registered",
  "registration completed",
  "logged in",
  "login",
  "signed in",
];

/** The campaign of type identify, set off by the event among the samples that is called as one by which users become known. */
function identify(campaigns: readonly Pick<CampaignHeader, "triggers">[]): string {
  const names = campaigns.flatMap(({ triggers }) => (triggers === "any purchase" ? [] : triggers));
  const found = becomesKnown.flatMap((known) => names.filter((name) => told(name) === known))[0];
  const trigger = yamlText("trigger", map({ custom_event: found ?? "Account Created" }));
  return `- type: identify\n  ${trigger} # the event by which a user becomes known`;
}

const skeleton = () => readFileSync(packageFile("templates/init/mi-braze.yaml"), "utf8");

const map = (members: Record<string, YamlValue>) => new Map(Object.entries(members));

/** E-mail addresses and phone numbers are personal data, which must not reach Movable Ink in the clear. */
function idRule(source: string): YamlValue {
  const from = source.trim();
  const personal: Record<string, readonly string[]> = {
    email_address: ["strip", "downcase"],
    phone_number: ["strip"],
  };
  const normalize = Object.hasOwn(personal, from) ? personal[from] : undefined;
  return normalize ? map({ from, normalize, hash: "md5" }) : from;
}

const propertyHelp = [
  "# Types: string number integer boolean datetime url object array json. A value that is missing or does not fit is left",
  '# out; {type: string, required: true} sends nothing without it, {type: string, default: "…"} fills in, and',
  "# {type: string, from: event_property.item.sku} reads another name.",
];

function campaignText(
  { id, event, triggers, preset, properties, samples }: ConfigTextInput["campaigns"][number],
  isFirst: boolean,
): string {
  const own = properties ?? (preset === undefined ? starter : new Map());
  const sampled = samples.map((sample) => sample.properties);
  const renaming = renamingOf(event, own, sampled);
  const lifted = liftedOf(event, own, renaming, sampled);
  const amounts = amountsAsText(own, sampled).map(({ name, values }) => `${name} (${values})`);
  const renamed = [...(lifted?.words ?? []), ...renamedWords(renaming)];
  const trigger =
    triggers === "any purchase"
      ? map({ purchase: "any" })
      : map({ custom_event: triggers.length === 1 ? triggers[0]! : triggers });
  return [
    ...(id === event ? [] : [`${yamlText("id", id)} # names its files`]),
    `${yamlText("event", event)} # in Movable Ink`,
    `${yamlText("trigger", trigger)}${isFirst ? ` # in Braze; also ${triggers === "any purchase" ? "{custom_event: NAME}" : "{purchase: any}"} or {api: true}` : ""}`,
    ...(preset === undefined ? [] : [`${yamlText("preset", preset)} # brings the properties of that event`]),
    ...(isFirst ? propertyHelp : []),
    ...(renamed.length > 0
      ? [`# Named as Movable Ink's schema for ${event} has them: ${visibleName(renamed.join(", "))}.`]
      : []),
    ...(amounts.length > 0
      ? [
          `# Amounts that the samples have as texts, so that they do not arrive as numbers: ${visibleName(amounts.join(", "))}.`,
          "# Have them sent to Braze as numbers, with the currency in a property of its own; then make their type number.",
        ]
      : []),
    ...(own.size > 0
      ? [
          yamlText(
            "properties",
            new Map([
              ...(lifted?.text ?? []),
              ...definitionsText(lifted?.rest ?? own, "event_property", renaming),
            ]),
            true,
          ),
        ]
      : ["# properties:", "#   color: string"]),
  ].join("\n");
}

const starter: Definitions = new Map([["id", { kind: "scalar", type: "string" }]]);

const asItem = (text: string) => `- ${text.replaceAll("\n", "\n  ")}`;

/** Lines end at LF alone here: `^` would also match after U+2028, which a name may hold. */
const indented = (text: string, indent: string) => text.replace(/(^|\n)(?=[^\n])/g, `$1${indent}`);
