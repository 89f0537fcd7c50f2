import { campaignOf } from "../../braze/fixture/campaign-of.js";
import { fixtureCampaign } from "../../braze/fixture/findings.js";
import type { Fixture, Occurrence } from "../../braze/fixture/fixture.js";
import { instantOf } from "../../braze/fixture/instant.js";
import { readFixture } from "../../braze/fixture/read.js";
import { readSource } from "../../braze/read-source.js";
import type { Campaign, Config } from "../../config/model/config.js";
import { type Diagnostic, hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { webhookCampaigns } from "../../generate/artifacts.js";
import type { Host } from "../../host.js";
import type { RubyTime } from "../../liquid/value.js";
import { spanOf } from "../../source/source.js";

/** Reads a fixture file; its findings end the command with 1. */
export async function requireFixture(
  host: Host,
  path: string,
): Promise<{ fixture: Fixture; diagnostics: readonly Diagnostic[] }> {
  const { fixture, diagnostics } = readFixture(await readSource(host, path));
  if (!fixture || hasErrors(diagnostics)) throw new UserError(diagnostics, 1);
  return { fixture, diagnostics };
}

/** The campaign of the option, else of the fixture. */
export function requireCampaign(
  config: Config,
  fixture: Fixture,
  slug: string | undefined,
): { campaign: Campaign; occurrence: Occurrence | undefined; diagnostics: readonly Diagnostic[] } {
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

/** The moment that `--now` names: ISO 8601 with a zone. */
export function requireNow(text: string | undefined): RubyTime | undefined {
  if (text === undefined) return undefined;
  const instant = instantOf(text);
  if (instant?.time && instant.zoned) return instant.time;
  const message = instant ? `--now "${text}" has no time zone` : `--now "${text}" is not a time`;
  throw new UserError(
    [
      wrongUsage.report(message, {
        notes: ["Write it like 2023-12-06T19:20:45Z or 2023-12-06T19:20:45+01:00."],
      }),
    ],
    2,
  );
}
