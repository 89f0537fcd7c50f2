import { campaignOf } from "../braze/fixture/campaign-of.js";
import { fixtureCampaign } from "../braze/fixture/findings.js";
import type { Fixture, Occurrence } from "../braze/fixture/fixture.js";
import type { Campaign, Config } from "../config/model/config.js";
import { webhookCampaigns } from "../config/model/webhook-campaigns.js";
import { type Diagnostic, hasErrors, UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { spanOf } from "../source/source.js";

export interface CampaignChoice {
  readonly campaign: Campaign;
  readonly occurrence: Occurrence | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The campaign of that slug, else the one that the fixture is for; where there is none, it is the user's mistake. */
export function requireCampaign(config: Config, fixture: Fixture, slug: string | undefined): CampaignChoice {
  const campaigns = webhookCampaigns(config);
  const slugs = campaigns.map((campaign) => campaign.slug);
  if (slug !== undefined && !slugs.includes(slug)) {
    const message = `there is no campaign "${slug}"${didYouMean(slug, slugs)}`;
    throw new UserError([wrongUsage.report(message, { notes: [`The config has: ${slugs.join(", ")}.`] })], 2);
  }
  if (slug === undefined && fixture.template) throw new UserError([forTemplate(fixture)], 1);
  const wanted = slug === undefined ? fixture : { ...fixture, campaign: { slug, range: fixture.root } };
  const { campaign, occurrence, diagnostics } = campaignOf(wanted, campaigns);
  if (!campaign || hasErrors(diagnostics)) throw new UserError(diagnostics, 1);
  return { campaign, occurrence, diagnostics };
}

const forTemplate = ({ source, template }: Fixture): Diagnostic =>
  fixtureCampaign.report(
    `this fixture is for the template "${template!.path}", which no campaign of the config sends`,
    {
      span: spanOf(source, template!.range.start, template!.range.end),
      notes: ["Name a campaign: --campaign SLUG."],
    },
  );
