import { campaignOf } from "../braze/fixture/campaign-of.js";
import { readFixture } from "../braze/fixture/read.js";
import { scopeOf } from "../braze/fixture/scope-of.js";
import type { Campaign, Config } from "../config/model/config.js";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import { webhookCampaigns } from "../generate/artifacts.js";
import { sourceText } from "../generate/body/source-text.js";
import type { Scope } from "../liquid/runtime/scope.js";
import { isBlank } from "../liquid/values/blank.js";
import { readSource } from "../model/read.js";
import type { Source } from "../source/source.js";
import { unusedProperty, unverifiedCampaign } from "./findings.js";

/** What no fixture shows: campaigns that nothing verifies, and properties that no event of a fixture has. */
export function coverage(config: Config, fixtures: readonly Source[], clock: () => Date): Diagnostic[] {
  const campaigns = webhookCampaigns(config);
  const seen = new Map<string, { expects: boolean; scopes: Scope[] }>(
    campaigns.map(({ slug }) => [slug, { expects: false, scopes: [] }]),
  );
  for (const source of fixtures) {
    const { fixture, diagnostics } = readFixture(source);
    if (!fixture || hasErrors(diagnostics)) continue;
    const { campaign, occurrence } = campaignOf(fixture, campaigns);
    if (!campaign) continue;
    const one = seen.get(campaign.slug)!;
    one.expects ||= fixture.expect !== undefined;
    one.scopes.push(scopeOf(fixture, { occurrence, clock }));
  }
  return campaigns.flatMap((campaign) => {
    const { expects, scopes } = seen.get(campaign.slug)!;
    return expects ? unusedIn(config, campaign, scopes) : [unverified(config, campaign)];
  });
}

function unverified(config: Config, { slug, path }: Campaign): Diagnostic {
  return unverifiedCampaign.report(`no fixture says what the campaign "${slug}" sends`, {
    span: config.spanOf(path),
    notes: [
      "Write one with a real user and event, and let mi-braze verify --update fill in what it expects.",
    ],
  });
}

/** Properties of the campaign's own, not those that a preset brings. */
function unusedIn(
  config: Config,
  { slug, properties, path }: Campaign,
  scopes: readonly Scope[],
): Diagnostic[] {
  return properties
    .filter((property) => property.path[path.length] === "properties")
    .filter(({ from }) => scopes.every((scope) => isBlank(readSource(from, scope, null))))
    .map((property) =>
      unusedProperty.report(`no fixture of "${slug}" has ${sourceText(property.from)}`, {
        span: config.spanOf(property.path),
        notes: ["Add it to a fixture that was taken from a real event, or name the right member with from:."],
      }),
    );
}
