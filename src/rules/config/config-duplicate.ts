import type { Rule } from "../rule.js";

export const configDuplicate: Rule = {
  code: "MI014",
  summary: "A name that stands twice.",
  why: "Only one of the two could be meant.",
  remedy: "Rename or remove one; give two campaigns of one event an `id` each.",
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
    properties: {id: {type: string, required: true}}
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
  },
};
