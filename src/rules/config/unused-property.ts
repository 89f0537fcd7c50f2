import { unusedProperty as kind } from "../../verify/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig, exampleFixtures } from "./example-config.js";

export const unusedProperty: Rule = {
  kind,
  summary: "A property that no fixture of its campaign has.",
  why: "Nothing shows that the event really carries it under this name. A misspelt name is as bad as a broken body: the member is missing for everybody.",
  fix: "Add it to a fixture that was taken from a real event, or name the right member with `from:`.",
  sources: ["docs/fixtures.md"],
  bad: {
    config: exampleConfig.replace(
      "properties: {id: {type: string, required: true}}",
      "properties: {id: {type: string, required: true}, titel: string}",
    ),
    fixtures: exampleFixtures,
  },
  good: {
    config: exampleConfig,
    fixtures: exampleFixtures,
  },
};
