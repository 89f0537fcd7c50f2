import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readFixture } from "../../src/braze/fixture/read.js";
import { scopeOf } from "../../src/braze/fixture/scope-of.js";
import { parseTemplate, render } from "../../src/braze/liquid.js";
import { webhookCampaigns } from "../../src/config/model/webhook-campaigns.js";
import { bodyOf } from "../../src/generate/artifacts.js";
import { proveTemplate } from "../../src/proof/prove.js";
import { configOf } from "../support/bodies.js";
import { clock } from "../support/clock.js";

const page = readFileSync(new URL("../../docs/recipes.md", import.meta.url), "utf8");

/** A recipe: its config, and what an event comes to. */
const recipes = page
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [, yaml, json] = /```yaml\n(.*?)```\s+```json\n(.*?)```/s.exec(section) ?? [];
    return yaml && json ? [[section.slice(0, section.indexOf("\n")), yaml, json] as const] : [];
  });

test("there are recipes with configs", () => {
  expect(recipes.length).toBeGreaterThan(8);
  expect(page.match(/```yaml/g)).toHaveLength(recipes.length);
});

describe.each(recipes)("%s", (_, yaml, json) => {
  const config = configOf(yaml);

  test("is a config without findings, and its bodies are proven", () => {
    for (const campaign of webhookCampaigns(config))
      expect(proveTemplate({ name: campaign.slug, text: bodyOf(config, campaign) }).verdict).toBe("proven");
  });

  test("the event beside it gives the payload beside it", () => {
    const { properties, event, purchase, ...rest } = JSON.parse(json) as Record<string, unknown>;
    const [campaign] = webhookCampaigns(config);
    const { trigger } = campaign!;
    const name = trigger?.kind === "custom_event" ? trigger.names[0] : undefined;
    const happened = purchase ? { product_id: "A-1", properties: event } : { name, properties: event };
    const user = { external_id: "u-1", braze_id: "b-1", email: " Jo@Example.com" };
    const text = JSON.stringify({ user, ...(event === undefined ? {} : { event: happened }), ...rest });
    const { fixture, diagnostics } = readFixture({ name: "recipe.json", text });
    expect(diagnostics).toEqual([]);
    const body = parseTemplate({ name: "body", text: bodyOf(config, campaign!) });
    const rendering = render(body, scopeOf(fixture!, { clock }));
    expect(rendering.abort).toBeNull();
    const payload = JSON.parse(rendering.text) as Record<string, unknown>;
    expect(payload.properties).toEqual(properties);
    expect(payload.user_id ?? payload.anonymous_id).toMatch(/\S/);
  });
});
