import type { Rule } from "../rule.js";

export const unverifiedCampaign: Rule = {
  code: "MI019",
  summary: "A campaign without a fixture that says what it expects.",
  why: "`verify` has nothing to hold it to: its body is proven to be JSON, not to hold what you mean.",
  remedy:
    "Write a fixture with a real user and event, and let `mi-braze verify --update` fill in what is sent; then read it once.",
  sources: ["docs/fixtures.md"],
  bad: {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`,
  },
  good: {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`,
    fixtures: {
      "fixtures/viewed.json": {
        user: { external_id: "u1" },
        event: { name: "Product Viewed", time: "2026-01-05T10:00:00Z", properties: { id: "56544" } },
        expect: { abort: "none" },
      },
    },
  },
};
