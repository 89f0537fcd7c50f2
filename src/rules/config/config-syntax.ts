import type { Rule } from "../rule.js";

export const configSyntax: Rule = {
  code: "MI010",
  summary: "The config is no YAML 1.2, or its text cannot be read.",
  why: "Nothing can be generated.",
  remedy: "Mend the line that the finding points at; a text with `: ` or ` #` in it needs quotes.",
  sources: ["docs/config.md"],
  bad: {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: env:MI_BASIC_AUTH
identity: {audience: known
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
  },
};
