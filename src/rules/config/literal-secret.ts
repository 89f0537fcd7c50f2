import { literalSecret as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const literalSecret: Rule = {
  kind,
  summary: "A credential or the endpoint itself is in the config.",
  why: "The file is in Git: whoever reads it can send data in your name. The endpoint's last path segment is a key too.",
  fix: "Put it into an environment variable and write `env:NAME`. If the file was ever committed, ask Movable Ink for a new credential.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  ],
  bad: {
    config: exampleConfig.replace(
      "authorization: env:MI_BASIC_AUTH",
      "authorization: Basic dXNlcjpwYXNzd29yZA==",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
