import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Campaign, Config } from "../../src/config/model/config.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { type Hash, isHash, RubyTime } from "../../src/liquid/value.js";
import { valueOfNode } from "../../src/liquid/values/from-json.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { parseJson } from "../../src/source/json.js";
import type { Renderer } from "../../src/verify/rendering.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { type Answer, answerOf, canonical, modelAnswer } from "./answer.js";

/** The moment of every scope made here: 2023-12-06T18:20:45.123Z. */
const now = RubyTime.fromMilliseconds(1_701_886_845_123);

/**
 * What one user and event come to, by the rules and by the body in both engines; they must agree.
 * @param campaign its place in the config
 * @param data JSON text, which keeps `3.0` apart from `3`: `user_id` and other profile fields, and the namespaces
 *   `event_properties`, `custom_attribute`, `api_trigger_properties`
 */
export function everyWay(config: Config, data: string, campaign = 0): Answer {
  const chosen = config.campaigns[campaign]!;
  const scope = scopeOf(data);
  const meant = canonical(modelAnswer(modelResult(config, chosen, scope)));
  for (const renderer of enginesFor(config, chosen)) {
    const { outcome, text, abort } = renderer(scope);
    const answer = answerOf(outcome === "aborted" ? { abort: abort ?? "" } : { text });
    if (canonical(answer) !== meant || outcome === "failed") {
      throw new Error(`${data}: the config means ${meant}, the body gives ${canonical(answer)} (${outcome})`);
    }
  }
  return JSON.parse(meant) as Answer;
}

const engines = new WeakMap<Campaign, readonly Renderer[]>();

/** Both, with the body that a campaign has: what is tried for many users is generated and read once. */
function enginesFor(config: Config, campaign: Campaign): readonly Renderer[] {
  const known = engines.get(campaign);
  if (known) return known;
  const source = { name: campaign.slug, text: bodyOf(config, campaign) };
  const template = parseTemplate(source);
  const made = [(scope: Scope) => render(template, scope), liquidjsRenderer(source)];
  engines.set(campaign, made);
  return made;
}

const namespaceNames = ["event_properties", "custom_attribute", "api_trigger_properties"];

function scopeOf(data: string): Scope {
  const { root, faults } = parseJson({ name: "data", text: data });
  if (!root || faults.length > 0) throw new Error(`not JSON: ${data}`);
  const profile = valueOfNode(root) as Hash;
  const namespaces = new Map<string, Hash>();
  for (const name of namespaceNames) {
    const given = profile.get(name) ?? null;
    profile.delete(name);
    namespaces.set(name, isHash(given) ? given : new Map());
  }
  return {
    profile,
    namespaces,
    variables: new Map(),
    now,
    connectedContent: new Map(),
    catalogItems: undefined,
    contentBlocks: new Map(),
  };
}
