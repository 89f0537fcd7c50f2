import { configValue as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const configValue: Rule = {
  kind,
  summary: "A value of the wrong kind.",
  why: "What it was to mean is a guess, and a guess here is data under a wrong name, or none. So nothing is generated.",
  fix: "Write what the finding says is expected.",
  sources: ["docs/config.md"],
  bad: {
    config: exampleConfig.replace(
      "properties: {id: {type: string, required: true}}",
      "properties: {id: text}",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
