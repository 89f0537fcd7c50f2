import { unverifiedCampaign as kind } from "../../verify/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig, exampleFixtures } from "./example-config.js";

export const unverifiedCampaign: Rule = {
  kind,
  summary: "A campaign without a fixture that says what it expects.",
  why: "`verify` has nothing to hold it to: its body is proven to be JSON, not to hold what you mean.",
  fix: "Write a fixture with a real user and event, and let `mi-braze verify --update` fill in what is sent; then read it once.",
  sources: ["docs/fixtures.md"],
  bad: {
    config: exampleConfig,
  },
  good: {
    config: exampleConfig,
    fixtures: exampleFixtures,
  },
};
