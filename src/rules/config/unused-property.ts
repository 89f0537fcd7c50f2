import type { Rule } from "../rule.js";

export const unusedProperty: Rule = {
  code: "MI018",
  summary: "A property that no fixture of its campaign has.",
  why: "Nothing shows that the event really carries it under this name. A misspelt name is as bad as a broken body: the member is missing for everybody.",
  remedy: "Add it to a fixture that was taken from a real event, or name the right member with `from:`.",
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
    properties: {id: {type: string, required: true}, titel: string}
`,
    fixtures: {
      "fixtures/viewed.json": {
        user: { external_id: "u1" },
        event: { name: "Product Viewed", time: "2026-01-05T10:00:00Z", properties: { id: "56544" } },
        expect: { abort: "none" },
      },
    },
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
