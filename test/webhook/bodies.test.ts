import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import type { Campaign, Config } from "../../src/config/model/config.js";
import { readConfig } from "../../src/config/read/read.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { modelResult } from "../../src/model/expected-payload.js";
import { catalogue } from "../../src/rules/registry.js";
import type { Renderer } from "../../src/verify/rendering.js";
import { liquidjsRenderer } from "../../src/verify/second-opinion.js";
import { renderAllWithRuby, rubyIsHere } from "../oracle/ruby.js";
import { adversarialScope } from "../support/adversary.js";
import { drawsFor, sized } from "../support/depth.js";
import { randomConfig } from "../support/random-config.js";

const examples = [
  "acme-retail/mi-braze",
  "acme-retail/as-documented",
  "known-only/mi-braze",
  "ecommerce/mi-braze",
];

function load(name: string): Config {
  const file = fileURLToPath(new URL(`../../examples/${name}.yaml`, import.meta.url));
  return readConfig({ name, text: readFileSync(file, "utf8") }, file, catalogue).config!;
}

const bodies = examples.flatMap((name) => {
  const config = load(name);
  return config.campaigns.map((campaign) => [`${name} ${campaign.slug}`, config, campaign] as const);
});

const usersOfEach = Math.ceil(sized(500, 100_000) / bodies.length);

/** What differs between a rendering and what the config means, or undefined. */
function difference(
  config: Config,
  campaign: Campaign,
  scope: Parameters<Renderer>[0],
  rendered: { text: string } | { abort: string | null },
): unknown {
  const modelled = modelResult(config, campaign, scope);
  if ("abort" in rendered && rendered.abort !== null) {
    return modelled.abort === rendered.abort ? undefined : { rendered, modelled: modelled.payload };
  }
  const { text } = rendered as { text: string };
  let payload: unknown;
  try {
    // Minus zero is zero to JSON.
    payload = JSON.parse(JSON.stringify(JSON.parse(text)));
  } catch (error) {
    return { notJson: text, error: String(error) };
  }
  if (text.includes("Liquid error")) return { text };
  const wanted: unknown = JSON.parse(JSON.stringify(modelled.payload));
  return isDeepStrictEqual(payload, wanted)
    ? undefined
    : { payload, modelled: modelled.payload ?? modelled.abort };
}

describe.each(bodies)("%s", (_name, config, campaign) => {
  const text = bodyOf(config, campaign);
  const source = { name: campaign.slug, text };
  const template = parseTemplate(source);

  test.each([
    ["the emulator", (scope: Parameters<Renderer>[0]) => render(template, scope)],
    ["liquidjs", liquidjsRenderer(source)],
  ])(
    `${usersOfEach} users with values of every type get what the config means, from %s`,
    (_engine, renderer) => {
      const random = drawsFor(20_231_206);
      for (let user = 0; user < usersOfEach; user++) {
        const scope = adversarialScope(config, campaign, random);
        const { outcome, text: body, abort } = renderer(scope);
        expect(outcome).not.toBe("failed");
        const found = difference(config, campaign, scope, outcome === "aborted" ? { abort } : { text: body });
        if (found !== undefined) expect({ user, found }).toBeUndefined();
      }
    },
  );
});

test("bodies of random configs hold for every user, too", () => {
  const random = drawsFor(42);
  for (let round = 0; round < sized(3, 200); round++) {
    const text = randomConfig(random);
    const { config, diagnostics } = readConfig({ name: "random.yaml", text }, "/random.yaml", catalogue);
    expect([text, diagnostics]).toEqual([text, []]);
    for (const campaign of config!.campaigns) {
      const source = { name: campaign.slug, text: bodyOf(config!, campaign) };
      const template = parseTemplate(source);
      const engines: Renderer[] = [(scope) => render(template, scope), liquidjsRenderer(source)];
      for (let user = 0; user < 60; user++) {
        const scope = adversarialScope(config!, campaign, random);
        for (const [engine, renderer] of engines.entries()) {
          const { outcome, text: body, abort } = renderer(scope);
          const rendered = outcome === "aborted" ? { abort } : { text: body };
          const found = difference(config!, campaign, scope, rendered);
          if (found !== undefined || outcome === "failed")
            expect({ text, user, engine, outcome, found }).toBeUndefined();
        }
      }
    }
  }
});

test.skipIf(!rubyIsHere())(
  "bodies of random configs render the same in Ruby (skipped where Ruby is not installed)",
  () => {
    const random = drawsFor(7);
    const asked = Array.from({ length: sized(2, 40) }, () => randomConfig(random)).flatMap((text) => {
      const config = readConfig({ name: "random.yaml", text }, "/random.yaml", catalogue).config!;
      return config.campaigns.map((campaign) => {
        const scopes = Array.from({ length: 100 }, () => adversarialScope(config, campaign, random));
        return { text, config, campaign, scopes, template: bodyOf(config, campaign) };
      });
    });
    for (const [index, answers] of renderAllWithRuby(asked).entries()) {
      const { text, config, campaign, scopes } = asked[index]!;
      for (const [user, answer] of answers.entries()) {
        const found = difference(config, campaign, scopes[user]!, answer);
        if (found !== undefined) expect({ text, found }).toBeUndefined();
      }
    }
  },
);
