import { campaignOf } from "../braze/fixture/campaign-of.js";
import { readFixture } from "../braze/fixture/read.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { bodySource } from "../generate/artifacts.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { type Source, spanOf } from "../source/source.js";
import { departureFindings } from "./departing.js";
import { unverifiedCampaign } from "./findings.js";
import { lostBeside, lostIn } from "./lost-values.js";

/** What the fixtures of a campaign are. */
interface Seen {
  expects: boolean;
  readonly scopes: Scope[];
  /** Fixtures that fit this campaign, and others as well, by the slugs of all. */
  readonly ambiguous: Map<string, Source[]>;
}

/** What no fixture shows: campaigns that nothing verifies, and values that no event of a fixture gives. */
export function coverage(config: Config, fixtures: readonly Source[], clock: () => Date): Diagnostic[] {
  const campaigns = webhookCampaigns(config);
  const seen = new Map<string, Seen>(
    campaigns.map(({ slug }) => [slug, { expects: false, scopes: [], ambiguous: new Map() }]),
  );
  const departing: Diagnostic[] = [];
  for (const source of fixtures) {
    const { fixture, diagnostics } = readFixture(source);
    // One that names a template is for that body, whatever its event triggers.
    if (!fixture || fixture.template || hasErrors(diagnostics)) continue;
    const { campaign, rivals = [], occurrence } = campaignOf(fixture, campaigns);
    const slugs = rivals.map(({ slug }) => `"${slug}"`).join(" and ");
    for (const { slug } of rivals) {
      const { ambiguous, scopes } = seen.get(slug)!;
      ambiguous.set(slugs, [...(ambiguous.get(slugs) ?? []), source]);
      scopes.push(scopeOf(fixture, { clock }));
    }
    if (!campaign) continue;
    const one = seen.get(campaign.slug)!;
    departing.push(...departureFindings(fixture, occurrence, bodySource(config, campaign), config.data));
    one.expects ||= fixture.expect !== undefined;
    one.scopes.push(scopeOf(fixture, { occurrence, clock }));
  }
  return [
    ...departing,
    ...campaigns.flatMap((campaign) => {
      const one = seen.get(campaign.slug)!;
      return [
        ...(one.expects ? [] : [unverified(config, campaign, one)]),
        ...lostIn(config, campaign, one.scopes),
      ];
    }),
    ...lostBeside(
      config,
      [...seen.values()].flatMap(({ scopes }) => scopes),
    ),
  ];
}

function unverified(config: Config, { slug, path }: Campaign, { ambiguous }: Seen): Diagnostic {
  const span = config.spanOf(path);
  const [first] = ambiguous;
  if (!first)
    return unverifiedCampaign.report(`no fixture says what the campaign "${slug}" sends`, {
      span,
      notes: [
        "Write one with a real user and event, and let mi-braze verify --update fill in what it expects.",
      ],
    });
  const [slugs, sources] = first;
  const which = sources.length === 1 ? "a fixture fits" : `${sources.length} fixtures fit`;
  return unverifiedCampaign.report(`no fixture is for the campaign "${slug}" alone: ${which} ${slugs}`, {
    span,
    notes: [
      `One event triggers them all. Say in each fixture which one it is for: "campaign": "${slug}".`,
      { message: "one of them is here", span: spanOf(sources[0]!, 0, 1) },
    ],
  });
}
