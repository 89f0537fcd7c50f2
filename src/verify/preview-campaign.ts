import type { Fixture } from "../braze/fixture/fixture.js";
import { type ScopeOptions, scopeOf } from "../braze/fixture/scope-of.js";
import type { Config } from "../config/model/config.js";
import { bodySource } from "../generate/artifacts.js";
import { headersOf, placeholder } from "../generate/headers.js";
import { modelResult, type Step } from "../model/expected-payload.js";
import type { CampaignChoice } from "./campaign-for.js";
import { contractFindings } from "./contract-findings.js";
import { departureFindings } from "./departing.js";
import { type Preview, previewOf } from "./preview.js";
import { renderRequest } from "./request.js";

export interface CampaignPreview {
  readonly shown: Preview;
  /** How each member came about. */
  readonly steps: readonly Step[];
}

/** What a campaign of the config would send for the fixture's user. */
export function previewCampaign(
  config: Config,
  fixture: Fixture,
  { campaign, occurrence, diagnostics }: CampaignChoice,
  options: Omit<ScopeOptions, "occurrence">,
): CampaignPreview {
  const { movableInk } = config;
  const scope = scopeOf(fixture, { ...options, occurrence });
  const body = bodySource(config, campaign);
  const shown = previewOf(
    campaign.slug,
    body,
    renderRequest({ body }, scope, options.assume ?? {}).rendering,
    {
      method: "POST",
      url: movableInk ? placeholder(movableInk.endpoint) : null,
      headers: movableInk ? headersOf(movableInk) : {},
    },
    (payload) => contractFindings(payload, config.wire, scope),
  );
  const departing = departureFindings(fixture, occurrence, body, config.data);
  return {
    shown: { ...shown, diagnostics: [...diagnostics, ...departing, ...shown.diagnostics] },
    steps: modelResult(config, campaign, scope).steps,
  };
}
