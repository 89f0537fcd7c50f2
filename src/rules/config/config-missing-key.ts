import { configMissingKey as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const configMissingKey: Rule = {
  kind,
  summary: "A key that must be there is not.",
  why: "Who an event belongs to, what sets it off or where it goes would be a guess, so nothing is generated.",
  fix: "Add it as the finding shows.",
  sources: ["docs/config.md"],
  bad: {
    config: exampleConfig.replace("identity: {audience: known, user_id: external_id}\n", ""),
  },
  good: {
    config: exampleConfig,
  },
};
