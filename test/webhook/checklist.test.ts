import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { campaignSettings } from "../../src/braze/campaign-settings.js";
import { canvasSettings } from "../../src/braze/canvas-settings.js";
import { campaignName, checklist } from "../../src/generate/checklist.js";
import { bodiesIn, configAt, configOf } from "../support/bodies.js";

const of = (path: string, campaign = 0) => {
  const config = configAt(path);
  return checklist(config, config.campaigns[campaign]!);
};
const retail = "examples/acme-retail/mi-braze.yaml";
const knownOnly = "examples/known-only/mi-braze.yaml";

test("names what to paste and where", () => {
  const text = of(retail);
  expect(text).toMatch(/^# Acme Retail \| Movable Ink \| product_viewed\n/);
  for (const words of [
    "Blank Template",
    "`<MI_ENDPOINT_URL>`",
    "POST",
    "Raw Text",
    "`Content-Type`: `application/json`",
    "`Authorization`: `Basic <MI_BASIC_AUTH>`",
    "sample-payload.json",
    "Send test",
  ]) {
    expect(text).toContain(words);
  }
});

test("tells the settings that lose data", () => {
  const text = of(retail);
  for (const words of [
    "Action-Based Delivery",
    "Perform Custom Event “Product Viewed”, spelled exactly like this",
    "On, after 0 minutes",
    "frequency capping rules",
    "Quiet Hours",
    "Control Group box cleared",
    "Global Control Group",
    "no end time",
    "Immediately",
  ]) {
    expect(text).toContain(words);
  }
});

describe("the filter for known users", () => {
  const filter = "`External User ID` `is not blank`";
  test("stands on known-only campaigns, and only there", () => {
    expect(of(knownOnly)).toContain(filter);
    expect(of(retail)).not.toContain(filter);
    expect(of(retail, 2)).not.toContain(filter);
  });
});

describe("the anonymous id", () => {
  test("that comes from an e-mail address changes with it", () => {
    const words = "an id made from the e-mail address changes when the address does";
    expect(of(retail)).toContain(words);
    expect(of(retail, 2)).toContain(words);
    expect(of("examples/ecommerce/mi-braze.yaml")).not.toContain(words);
    expect(of("examples/ecommerce/mi-braze.yaml")).toContain("`anonymous_id` (from `braze_id`)");
  });

  test("is not spoken of where none is sent", () => {
    expect(of(knownOnly)).not.toContain("anonymous_id");
  });
});

describe("the trigger", () => {
  const withTrigger = (trigger: object) => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity: { audience: "known", user_id: "external_id" },
        campaigns: [{ event: "viewed", trigger }],
      }),
    );
    return checklist(config, config.campaigns[0]!);
  };

  test("by the API has no action to choose, no delay and no end time", () => {
    const text = of(knownOnly, 1);
    expect(text).toContain("API-Triggered Delivery");
    expect(text).toContain("POST /campaigns/trigger/send");
    expect(text).not.toContain("Action-Based Delivery");
    expect(text).not.toContain("Schedule delay");
    expect(text).not.toContain("Campaign duration");
  });

  test("by a purchase, of one product or any", () => {
    expect(withTrigger({ purchase: "any" })).toContain("Make Purchase, any purchase");
    expect(withTrigger({ purchase: "sku-1" })).toContain("Make Purchase, product “sku-1”");
  });

  test("by any of several events", () => {
    const text = withTrigger({ custom_event: ["Joined", "Signed Up"] });
    expect(text).toContain("one trigger action for each of “Joined” and “Signed Up”");
    expect(text).toContain("“Joined” and “Signed Up” are not blocklisted");
  });

  test("by a Canvas is a step of it, with the Canvas's own settings", () => {
    const text = withTrigger({ canvas: "Win back" });
    for (const words of [
      "In the Canvas Win back, add a **Message** step",
      "**Allow users to re-enter this Canvas**: On, Specified Window, 0 seconds",
      "All users including unsubscribed users",
      "`External User ID` `is not blank`",
    ])
      expect(text).toContain(words);
    expect(text).not.toContain("Trigger action");
    expect(text).not.toContain("webhook campaign");
  });

  test("by an event whose name is markup, or spans lines", () => {
    const text = withTrigger({ custom_event: "<b>View\nnow</b>" });
    expect(text).toContain("“\\<b\\>View now\\</b\\>”");
  });
});

test("a brand is optional", () => {
  const config = configAt("test/cases/bodies/identity-known.yaml");
  expect(campaignName(config, config.campaigns[0]!)).toBe("Movable Ink | offer_viewed");
});

test.each(bodiesIn("examples", "test/cases/bodies"))(
  "a box for each step, for $name",
  ({ config, campaign }) => {
    const text = checklist(config, campaign);
    const steps = text.split("\n").filter((line) => line.startsWith("- "));
    expect(steps.filter((line) => !line.startsWith("- [ ] "))).toEqual([]);
    expect(steps.length).toBeGreaterThan(25);
    expect(text).not.toMatch(/undefined|null|\[object/);
  },
);

test.each([
  ["campaign", campaignSettings],
  ["Canvas", canvasSettings],
])("each setting of a %s says its value, its default, why and where, and cites a page", (_, settings) => {
  expect(new Set(settings.map(({ id }) => id)).size).toBe(settings.length);
  for (const { id, default: usual, why, where, source } of settings) {
    expect([id, [usual, why, where, source].every((text) => text.trim() !== "")]).toEqual([id, true]);
    expect([id, source]).toEqual([id, expect.stringMatching(/^(_docs|partners|user_guide)\//)]);
  }
});
