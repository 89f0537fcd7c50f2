import { configSyntax as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const configSyntax: Rule = {
  kind,
  summary: "The config is not YAML 1.2, or its text cannot be read.",
  why: "Nothing can be generated.",
  fix: "Fix the line that the finding points at; a string with `: ` or ` #` in it needs quotes.",
  sources: ["docs/config.md"],
  bad: {
    config: exampleConfig.replace(
      "identity: {audience: known, user_id: external_id}",
      "identity: {audience: known",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
