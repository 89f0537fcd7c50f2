import { configDuplicate as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const configDuplicate: Rule = {
  kind,
  summary: "A name that occurs twice.",
  why: "Only one of the two could be meant.",
  fix: "Rename or remove one; give two campaigns of one event an `id` each.",
  sources: ["docs/config.md"],
  bad: {
    config: `${exampleConfig}  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties: {id: {type: string, required: true}}
`,
  },
  good: {
    config: exampleConfig,
  },
};
