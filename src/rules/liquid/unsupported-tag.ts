import { unsupportedTag as kind } from "../../liquid/findings.js";
import type { Rule } from "../rule.js";

export const unsupportedTag: Rule = {
  kind,
  summary: "A tag that Braze does not have.",
  why: "What a tag does that Braze does not document is not known; most stop the message from being sent.",
  remedy: "Use the tag that the finding names; `docs/liquid/tags.md` lists all that Braze documents.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid"],
  bad: { body: `{% include "footer" %}{"a": 1}` },
  good: { body: `{"a": 1}` },
};
