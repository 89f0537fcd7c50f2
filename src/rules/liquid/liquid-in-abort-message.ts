import { liquidInAbortMessage as kind } from "../../liquid/findings.js";
import type { Rule } from "../rule.js";

export const liquidInAbortMessage: Rule = {
  kind,
  summary: "Liquid inside the reason of `abort_message`.",
  why: "The reason has to be a fixed text: Braze's page allows no Liquid in it.",
  fix: "Write a reason without Liquid.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/aborting_messages",
  ],
  bad: {
    body: `{% if \${city} == blank %}{% abort_message("no city for {{\${user_id}}}") %}{% endif %}{"a": 1}`,
  },
  good: { body: `{% if \${city} == blank %}{% abort_message("no city") %}{% endif %}{"a": 1}` },
};
