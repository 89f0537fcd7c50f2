import type { Config } from "../../config/model/config.js";
import { asPasted } from "../../generate/body/stamp.js";
import type { LiveBody } from "../../generate/live-body.js";
import type { Drift, LiveCampaign } from "../../live/drift.js";
import { liveDrift } from "../../live/findings.js";
import { diffText } from "../../report/diff-text.js";
import { githubAnnotations } from "../../report/github.js";
import { plainStyle, type Style } from "../../report/style.js";
import { jsonText } from "../../source/json-text.js";
import type { LiveDiff } from "./live.js";

type Report = (found: LiveDiff, config: Config, style: Style) => string;

/** The ways in which `diff` prints what it found in Braze. */
export const liveReports = {
  text: ({ campaigns, others }, _config, style) =>
    [
      campaigns.map((one) => textOf(one, style)).join("\n"),
      ...(others.length > 0
        ? [
            "",
            `Content Blocks that no campaign of the config has: ${others.join(", ")}. What still prints them goes on.`,
          ]
        : []),
    ].join("\n"),
  json: ({ campaigns, others }) =>
    jsonText(
      {
        version: 1,
        campaigns: campaigns.map(({ slug, block, messages, drifts }) => ({
          campaign: slug,
          block: block ? { name: block.name, ...stateOf(block.live) } : null,
          messages: messages?.map(({ id, name, body }) => ({ id, name, ...stateOf(body) })) ?? null,
          drifts: drifts.map((drift) => ({
            what: drift.what,
            message: drift.message,
            next: drift.next,
            diff: differenceOf(slug, drift, plainStyle) ?? null,
          })),
        })),
        others,
        summary: {
          same: campaigns.filter(({ drifts }) => drifts.length === 0).length,
          drifted: campaigns.filter(({ drifts }) => drifts.length > 0).length,
        },
      },
      2,
    ),
  github: ({ campaigns }, config) => githubAnnotations(driftFindings(campaigns, config)),
} satisfies Readonly<Record<string, Report>>;

/** Each drift at its campaign in the config. */
const driftFindings = (campaigns: readonly LiveCampaign[], config: Config) =>
  campaigns.flatMap(({ slug, drifts }) => {
    const path = config.campaigns.find((one) => one.slug === slug)!.path;
    return drifts.map(({ message, next }) =>
      liveDrift.report(message, { span: config.spanOf(path), notes: [...next] }),
    );
  });

const stateOf = (live: LiveBody | undefined) => ({
  state: live?.state ?? "missing",
  stamp: live ? { live: live.version ?? null, generated: live.generated?.version ?? null } : null,
});

function textOf({ slug, block, messages, drifts }: LiveCampaign, style: Style): string {
  const looked = [
    ...(block ? [`Content Block ${block.name}`] : []),
    ...(messages ? [messages.length === 1 ? "its webhook" : `${messages.length} webhooks`] : []),
  ];
  const what = looked.length > 0 ? looked.join(", ") : "nothing looked at: it has no campaign_id";
  if (drifts.length === 0)
    return looked.length > 0
      ? `${style.green("✓")} ${slug} (${what})`
      : `${style.dim("-")} ${slug} (${what})`;
  return [
    `${style.red("✗")} ${slug} (${what})`,
    ...drifts.flatMap((drift) => [
      `  ${drift.message}`,
      ...drift.next.map((line) => `    ${line}`),
      ...[differenceOf(slug, drift, style)?.trimEnd()].flatMap((text) => (text ? ["", text, ""] : [])),
    ]),
  ].join("\n");
}

/** From what runs to what is generated. */
const differenceOf = (slug: string, { what, texts }: Drift, style: Style): string | undefined =>
  texts &&
  diffText(
    [what === "block" ? "Content Block" : "webhook", `${slug}/body.liquid`],
    asPasted(texts.live),
    asPasted(texts.generated),
    style,
  );
