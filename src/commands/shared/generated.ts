import { contentBlockName, contentBlockTag } from "../../braze/content-block-name.js";
import type { Config, ContentBlocks } from "../../config/model/config.js";
import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { bodySource } from "../../generate/artifacts.js";
import type { Host } from "../../host.js";
import { notProven } from "../../proof/findings.js";
import { proveTemplate } from "../../proof/prove.js";
import { forFile } from "./for-file.js";

/**
 * Nothing is written or pushed that is not proven: a body that breaks for some user loses that user's events.
 * @param outcome what does not happen otherwise
 * @param assembled given where each body is a Content Block: what is proven then is the message that prints it
 */
export function requireProof(host: Host, config: Config, outcome: string, assembled?: ContentBlocks): void {
  const found: Diagnostic[] = [];
  for (const campaign of webhookCampaigns(config)) {
    const source = bodySource(config, campaign);
    const name = assembled && contentBlockName(assembled.prefix, campaign.slug);
    const { verdict, diagnostics } = forFile(host, source.name, () =>
      name === undefined
        ? proveTemplate(source)
        : proveTemplate(
            { name: source.name, text: contentBlockTag(name) },
            { contentBlocks: new Map([[name, source.text]]) },
          ),
    );
    if (verdict === "proven") continue;
    const [what, notes] =
      verdict === "refuted"
        ? ["breaks for some user", ["This is a bug of mi-braze: please report it with this config."]]
        : [
            "could not be proven to be JSON for every user",
            ["Fewer or flatter properties make it provable; type: json passes a structure through as it is."],
          ];
    const message = `the body of "${campaign.slug}" ${what}, ${outcome}`;
    const span = config.spanOf(campaign.path);
    found.push(notProven.report(message, { severity: "error", span, notes }), ...diagnostics);
  }
  if (found.length > 0) throw new UserError(found, 1);
}

/** Slugs that were asked for, each of which the config has. */
export function knownSlugs(slugs: readonly string[], config: Config): ReadonlySet<string> {
  const valid = webhookCampaigns(config).map((campaign) => campaign.slug);
  const unknown = slugs.filter((slug) => !valid.includes(slug));
  if (unknown.length === 0) return new Set(slugs);
  const found = unknown.map((slug) =>
    wrongUsage.report(`there is no campaign "${slug}"${didYouMean(slug, valid)}`, {
      notes: [`The config has: ${valid.join(", ")}.`],
    }),
  );
  throw new UserError(found, 2);
}
