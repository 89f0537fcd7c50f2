import { expect } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Config } from "../../src/config/model/config.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import type { Scope } from "../../src/liquid/runtime/scope.js";
import { RubyTime, type Value } from "../../src/liquid/value.js";
import { type ModelResult, modelResult } from "../../src/model/expected-payload.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { configOf } from "./bodies.js";

/** A config of one campaign, whose keys are written as YAML between braces. */
export const configOfOne = (campaign: string): Config =>
  configOf(`
version: 1
movable_ink: { endpoint: env:A, authorization: env:B }
identity: { audience: known, user_id: external_id }
campaigns: [{ ${campaign} }]
`);

/** The one of `viewed`, with these properties, written as YAML between braces. */
export const campaignWith = (properties: string): Config =>
  configOfOne(`event: viewed, trigger: { custom_event: Viewed }, properties: ${properties}`);

/** A known user's event with these properties. */
export const eventWith = (properties: Readonly<Record<string, Value>>): Scope => ({
  profile: new Map([["user_id", "u-1"]]),
  namespaces: new Map([["event_properties", new Map(Object.entries(properties))]]),
  variables: new Map(),
  now: RubyTime.fromMilliseconds(1_701_886_845_000),
  connectedContent: new Map(),
  catalogItems: undefined,
  contentBlocks: new Map(),
});

/** What the only campaign's config means for an event; both engines give the same of its body, which is proven. */
export function sentOf(config: Config, scope: Scope): ModelResult {
  const [campaign] = config.campaigns;
  const result = modelResult(config, campaign!, scope);
  const source = { name: "body", text: bodyOf(config, campaign!) };
  for (const rendering of [render(parseTemplate(source), scope), liquidjsRenderer(source)(scope)]) {
    expect(rendering.abort).toBe(result.abort);
    if (result.payload) expect(JSON.parse(rendering.text)).toEqual(result.payload);
  }
  const { verdict, diagnostics } = proveTemplate(source);
  expect([verdict, diagnostics]).toEqual(["proven", []]);
  return result;
}
