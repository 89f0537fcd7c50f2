import type { Rule } from "../rule.js";

export const configValue: Rule = {
  code: "MI012",
  summary: "A value of the wrong kind.",
  why: "",
  remedy: "Write what the finding says is expected.",
  sources: ["docs/config.md"],
  bad: {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: text}
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
  },
};
