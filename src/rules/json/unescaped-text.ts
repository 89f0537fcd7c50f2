import { unescapedText as kind } from "../../proof/findings.js";
import { ofEntities } from "../fix/html.js";
import { doubledBackslash } from "../fix/structure.js";
import { escapedAsWhole, lastFilter, ofNestedText, ofOwnQuotes, ofTag } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const unescapedText: Rule = {
  kind,
  summary: "Text inside a JSON string that is not escaped.",
  why: `A quote, a backslash or a line break in a title, a name or a message ends the string. Of 76 bodies that Braze, its partners and its users have published, 60 have this fault. ${sentAnyway}`,
  fix: fixOf("unescaped"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
    ...sentAnywaySources,
  ],
  bad: { body: `{"shop": "{{custom_attribute.\${shop}}}"}` },
  good: { body: `{"shop": "{{custom_attribute.\${shop} | json_escape}}"}` },
  fixes: (found, template) => [
    ...lastFilter("json_escape", found, template),
    ...escapedAsWhole(found, template),
  ],
  advice: (found, template) =>
    ofTag(found, template) ??
    ofNestedText(found, template) ??
    ofEntities(found, template) ??
    ofOwnQuotes(found, template),
  // A backslash right before the output swallows what it prints first.
  guesses: doubledBackslash,
};
