import type { Scope } from "../braze/liquid/scope.js";
import type { Campaign, Config } from "../config/config.js";
import type { Source } from "../source/source.js";
import type { Rendering } from "../verify/rendering.js";
import { liquidjsRenderer } from "../verify/second-opinion.js";
import type { Engine } from "../verify/verify-case.js";
import { bodyOf } from "../webhook/artifacts.js";

/** A campaign's body as a source, named as `generate` names its file. */
export const bodySource = (config: Config, campaign: Campaign): Source => ({
  name: `${campaign.slug}/body.liquid`,
  text: bodyOf(config, campaign),
});

/** Renders any template for a user. */
export const renderTemplate = (template: Source, scope: Scope): Rendering =>
  liquidjsRenderer(template)(scope);

/** The engines that `verify` holds against each other; the first one's answer counts. */
export const engines: readonly [Engine, ...Engine[]] = [{ name: "liquidjs", render: renderTemplate }];
