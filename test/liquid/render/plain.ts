import { parseTemplate, render } from "../../../src/braze/liquid.js";
import type { RenderOptions } from "../../../src/liquid/runtime/render.js";
import type { Rendering } from "../../../src/liquid/runtime/rendering.js";
import type { Scope } from "../../../src/liquid/runtime/scope.js";
import { type Hash, RubyTime } from "../../../src/liquid/value.js";
import { hashOf } from "../../../src/liquid/values/from-json.js";
import { type JsonNode, parseJson } from "../../../src/source/json.js";
import type { LiquidAnswer } from "../../oracle/liquid.js";

/** The moment of the recordings: 2024-01-01T00:00:00Z. */
const now = RubyTime.fromMilliseconds(1_704_067_200_000);

const emptyScope: Scope = {
  profile: new Map(),
  namespaces: new Map(),
  variables: new Map(),
  now,
  connectedContent: new Map(),
  catalogItems: undefined,
  contentBlocks: new Map(),
};

/** The members of a JSON text, integers and floats kept apart. */
export const hash = (json: string): Hash => hashOf(parseJson({ name: "data", text: json }).root);

export function renderText(text: string, scope: Partial<Scope> = {}, options: RenderOptions = {}): Rendering {
  const template = parseTemplate({ name: "template", text }, options);
  return render(template, { ...emptyScope, ...scope }, options);
}

/** The same of ours, in the mode that follows Ruby. */
export function leniently(text: string, data: JsonNode | undefined): { text: string } | { error: true } {
  const rendering = renderText(text, { variables: hashOf(data) }, { lenient: true });
  return rendering.outcome === "sent" ? { text: rendering.text } : { error: true };
}

export const simplified = (answer: LiquidAnswer): { text: string } | { error: true } =>
  "text" in answer ? answer : { error: true };
