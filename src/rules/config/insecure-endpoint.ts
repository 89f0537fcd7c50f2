import type { Rule } from "../rule.js";

export const insecureEndpoint: Rule = {
  code: "MI017",
  summary: "The endpoint is a plain `http:` URL.",
  why: "Credentials and customer data would be readable on the way.",
  remedy: "Use the `https:` URL that Movable Ink issued, in an environment variable.",
  sources: ["docs/config.md"],
  bad: {
    config: `version: 1
movable_ink:
  endpoint: http://collector.example/behavioral/key
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
  },
};
