import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { campaignSettings } from "../../src/braze/campaign-settings.js";
import { canvasSettings } from "../../src/braze/canvas-settings.js";
import { campaignName } from "../../src/generate/campaign-name.js";
import { checklist } from "../../src/generate/checklist.js";
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
  // The placeholder stands for the URL, not the URL for the placeholder.
  expect(text).toMatch(/\*\*Webhook URL\*\*: The endpoint URL .*; `<MI_ENDPOINT_URL>` stands for it/);
});

test("names a terminal last, after what needs none", () => {
  const lines = of(retail).split("\n");
  const inTerminal = lines.flatMap((line, index) => (line.includes("mi-braze ") ? [index] : []));
  expect(inTerminal.length).toBeGreaterThan(3);
  for (const index of inTerminal) expect(lines[index + 1]).not.toMatch(/^ {2}- /);
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

describe("the filter for users with an id", () => {
  const filterOf = (identity: object, campaign: object = { event: "viewed" }) => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity,
        campaigns: [{ trigger: { custom_event: "Viewed" }, ...campaign }],
      }),
    );
    return /\*\*Filter for users with an id\*\*: (.*)/.exec(checklist(config, config.campaigns[0]!))?.[1];
  };
  const external = "`External User ID` `is not blank`";

  test("is on what the id comes from", () => {
    expect(filterOf({ audience: "known", user_id: "external_id" })).toBe(external);
    expect(filterOf({ audience: "known", user_id: "custom_attribute.mi_u" })).toBe(
      "the custom attribute `mi_u` `is not blank`",
    );
  });

  test("is not there where events without a user_id are sent, or no filter can see the id", () => {
    const anonymous = { audience: "known_and_anonymous", user_id: "external_id", anonymous_id: "braze_id" };
    expect(filterOf(anonymous)).toBeUndefined();
    expect(filterOf({ audience: "known", user_id: "event_property.mi_u" })).toBeUndefined();
  });

  test("is on both ids of an identify", () => {
    const identify = { type: "identify" };
    const mail = { audience: "known", user_id: "external_id", anonymous_id: "email_address" };
    expect(filterOf(mail, identify)).toBe(`${external} and the user has an e-mail address`);
  });
});

describe("the order", () => {
  const at = (text: string, words: string) => {
    expect(text).toContain(words);
    return text.indexOf(words);
  };

  test("is that of Braze's screens, and the launch to everybody comes last", () => {
    const text = of(retail);
    const places = [
      "## Once, for all campaigns",
      "## 1. Create and name",
      "**Name**: `Acme Retail",
      "## 2. Compose",
      "**Webhook URL**",
      "**HTTP method**: POST",
      "**Request Body**",
      "## 3. Settings tab",
      "## 4. Test tab",
      "Customized User",
      "**Send test**",
      "## 5. Schedule Delivery",
      "## 6. Target Audiences",
      "**Audience**: Only yourselves for now",
      "## 7. Assign Conversions",
      "## 8. Review and launch",
      "Launch the campaign with only yourselves in its audience",
      "Message Activity Log",
      "**Audience, widened**: Everyone",
    ].map((words) => at(text, words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("has what equals Braze's default after what must be changed", () => {
    const text = of(retail);
    const leave = text.indexOf("Leave as they are:", at(text, "## 5. Schedule Delivery"));
    expect(at(text, "**Allow users to become re-eligible")).toBeLessThan(leave);
    expect(at(text, "**Schedule delay**")).toBeGreaterThan(leave);
  });
});

describe("the Test tab", () => {
  test("tells what to type and what comes out", () => {
    const text = of(retail);
    expect(text).toContain("  - Event property `price`: `19.99`");
    expect(text).toContain("leave out `categories`, `meta`");
    const [, json] = / {2}```json\n([\s\S]*?)\n {2}```/.exec(text)!;
    expect(JSON.parse(json!)).toMatchObject({
      event: "product_viewed",
      user_id: "user-12345",
      properties: { id: "product-1001", price: 19.99 },
    });
  });

  test.each([
    [{}, {}, "External User ID", "viewed: user_id is missing"],
    [{}, { user_id: "custom_attribute.mi_u" }, "Custom attribute `mi_u`", "viewed: user_id is missing"],
    [
      { note: "string", sku: { type: "string", required: true } },
      {},
      "Event property `sku`",
      "viewed: sku is missing",
    ],
    [
      {
        a: { type: "string", default: "x" },
        b: { type: "string", required: true, from: ["event_property.c", "event_property.m.b"] },
      },
      {},
      "Event property `c`",
      "viewed: b is missing",
    ],
  ])("tells how to see an abort that is meant: %j %j", (properties, identity, what, abort) => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity: { audience: "known", user_id: "external_id", ...identity },
        campaigns: [{ event: "viewed", trigger: { custom_event: "Viewed" }, properties }],
      }),
    );
    const text = checklist(config, config.campaigns[0]!);
    expect(text).toContain(
      `Leave out ${what}, which is required: the preview then ends in an abort, “${abort}”`,
    );
    expect(text).toContain(`**An abort that names the campaign**, such as “${abort}”`);
  });

  test("tells of no such abort where leaving out one thing makes none", () => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity: { audience: "known_and_anonymous", user_id: "external_id", anonymous_id: "braze_id" },
        campaigns: [{ event: "viewed", trigger: { custom_event: "Viewed" } }],
      }),
    );
    const text = checklist(config, config.campaigns[0]!);
    expect(text).toContain("**An abort that names the campaign**: meant");
    expect(text).not.toContain("which is required");
  });

  test("tells of an abort that is meant, where what is required is nested", () => {
    const config = configOf(
      stringify({
        version: 1,
        movable_ink: { endpoint: "env:A", authorization: "env:B" },
        identity: { audience: "known", user_id: "external_id" },
        campaigns: [
          {
            event: "viewed",
            trigger: { custom_event: "Viewed" },
            properties: { sku: { type: "string", from: "event_property.product.sku", required: true } },
          },
        ],
      }),
    );
    const text = checklist(config, config.campaigns[0]!);
    expect(text).toContain("leave out `product`");
    expect(text).toContain("“viewed: sku is missing”, which is meant");
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
    expect(of("test/cases/bodies/identity-known.yaml")).not.toContain("anonymous_id");
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
    expect(text).not.toMatch(/undefined|\[object/);
  },
);

test.each([
  ["campaign", campaignSettings],
  ["Canvas", canvasSettings],
])("each setting of a %s says its value, its default, why and where, and cites a page", (_, settings) => {
  expect(new Set(settings.map(({ id }) => id)).size).toBe(settings.length);
  const facts = { trigger: { kind: "api" }, filters: [], isTimedBySending: true } as const;
  for (const { id, default: usual, why, where, source } of settings) {
    const reason = typeof why === "string" ? why : why(facts);
    expect([id, [usual, reason, where, source].every((text) => text.trim() !== "")]).toEqual([id, true]);
    expect([id, source]).toEqual([id, expect.stringMatching(/^(_docs|partners|user_guide)\//)]);
  }
});

test.each(["\u001b[2J", "\u009b31m", "\u202e"])(
  "a terminal that shows it obeys nothing of what the config holds: %j",
  (mark) => {
    const config = configOf(
      stringify({
        version: 1,
        brand: `Acme${mark}`,
        movable_ink: { endpoint: "env:E", authorization: "env:A" },
        identity: { audience: "known", user_id: "external_id" },
        campaigns: [
          { event: "e", trigger: { custom_event: `E${mark}` }, properties: { c: { value: `v${mark}` } } },
        ],
      }),
    );
    const text = checklist(config, config.campaigns[0]!);
    expect(text).not.toContain(mark);
    expect(text).toContain(`Acme\\u{${mark.charCodeAt(0).toString(16)}}`);
    expect(text).toContain(`\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
  },
);
