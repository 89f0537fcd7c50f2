import { configUnknownKey as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const configUnknownKey: Rule = {
  kind,
  summary: "A key that the config does not have.",
  why: "What was meant by it would be left out without a word.",
  fix: "Take the name that the finding proposes.",
  sources: ["docs/config.md"],
  bad: {
    config: exampleConfig.replace(
      "properties: {id: {type: string, required: true}}",
      "propertys: {id: string}",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
