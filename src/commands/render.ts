import { parseTemplate } from "../braze/liquid/parser/parse.js";
import { render } from "../braze/liquid/render.js";
import type { Scope } from "../braze/liquid/scope.js";
import type { Template } from "../braze/liquid/template.js";
import type { Campaign, Config } from "../config/config.js";
import type { Source } from "../source/source.js";
import type { Renderer } from "../verify/rendering.js";
import { liquidjsRenderer } from "../verify/second-opinion.js";
import type { Engine } from "../verify/verify-case.js";
import { bodyOf } from "../webhook/artifacts.js";

/** A campaign's body as a source, named as `generate` names its file. */
export const bodySource = (config: Config, campaign: Campaign): Source => ({
  name: `${campaign.slug}/body.liquid`,
  text: bodyOf(config, campaign),
});

/** Renders any template for a user, as Braze would. */
export const renderTemplate = (template: Source | Template, scope: Scope) =>
  render("nodes" in template ? template : parseTemplate(template), scope);

/** The engines that `verify` holds against each other; the first one's answer counts. A body is read once for all its fixtures. */
export function makeEngines(): readonly [Engine, ...Engine[]] {
  const templates = new Map<string, Template>();
  const opinions = new Map<string, Renderer>();
  return [
    {
      name: "the emulator",
      render: (body, scope) =>
        render(
          once(templates, body.text, () => parseTemplate(body)),
          scope,
        ),
    },
    {
      name: "liquidjs",
      render: (body, scope) => once(opinions, body.text, () => liquidjsRenderer(body))(scope),
    },
  ];
}

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
