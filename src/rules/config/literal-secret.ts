import type { Rule } from "../rule.js";

export const literalSecret: Rule = {
  code: "MI015",
  summary: "A credential or the endpoint itself stands in the config.",
  why: "The file is in Git: whoever reads it can send data in your name. The endpoint's last path segment is a key too.",
  remedy:
    "Put it into an environment variable and write `env:NAME`. If the file was ever committed, ask Movable Ink for a new credential.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  ],
  bad: {
    config: `version: 1
movable_ink:
  endpoint: env:MI_ENDPOINT_URL
  authorization: Basic dXNlcjpwYXNzd29yZA==
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
