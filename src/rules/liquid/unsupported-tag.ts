import { unsupportedTag as kind } from "../../liquid/findings.js";
import type { Rule } from "../rule.js";

export const unsupportedTag: Rule = {
  kind,
  summary: "A tag that Braze does not have.",
  why: "A tag that Liquid does not know cannot be parsed, and Braze cancels such a send. What it does with a tag of standard Liquid that its pages do not list is not documented.",
  fix: "Use the tag that the finding names; `docs/liquid/tags.md` lists all that Braze documents.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid",
    "https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events",
  ],
  bad: { body: `{% include "footer" %}{"a": 1}` },
  good: { body: `{"a": 1}` },
};
