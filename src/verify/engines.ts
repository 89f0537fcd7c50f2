import { parseTemplate, render } from "../braze/liquid.js";
import type { Assumptions } from "../liquid/assumptions.js";
import type { Template } from "../liquid/syntax/template.js";
import { once } from "./once.js";
import type { Renderer } from "./rendering.js";
import { liquidjsRenderer } from "./second-opinion.js";
import type { Engines } from "./subject.js";

/** The engines that `verify` holds against each other; the first one's answer counts. A body is read once for all its fixtures. */
export function makeEngines(assume: Partial<Assumptions>): Engines {
  const templates = new Map<string, Template>();
  const opinions = new Map<string, Renderer>();
  return [
    {
      name: "the emulator",
      render: (body, scope) =>
        render(
          once(templates, body.text, () => parseTemplate(body)),
          scope,
          { assume },
        ),
    },
    {
      name: "liquidjs",
      render: (body, scope) => once(opinions, body.text, () => liquidjsRenderer(body, { assume }))(scope),
    },
  ];
}
