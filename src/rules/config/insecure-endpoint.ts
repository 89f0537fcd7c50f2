import { insecureEndpoint as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const insecureEndpoint: Rule = {
  kind,
  summary: "The endpoint is a plain `http:` URL.",
  why: "Credentials and customer data would be readable on the way.",
  fix: "Use the `https:` URL that Movable Ink issued, in an environment variable.",
  sources: ["docs/config.md"],
  bad: {
    config: exampleConfig.replace(
      "endpoint: env:MI_ENDPOINT_URL",
      "endpoint: http://collector.example/behavioral/key",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
