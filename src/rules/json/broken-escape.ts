import { brokenEscape as kind } from "../../proof/findings.js";
import { doubledBackslash } from "../fix/structure.js";
import { lastFilter } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const brokenEscape: Rule = {
  kind,
  summary: "An escape inside a string that is cut or does not exist.",
  why: 'A filter after `json_escape` may cut `\\"` in two, and the quote that is left ends the string. Only some users have such a text; for them the body is broken.',
  fix: fixOf("cut-escape"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
  ],
  bad: { body: `{"note": "{{event_properties.\${note} | json_escape | truncate: 20}}"}` },
  good: { body: `{"note": "{{event_properties.\${note} | truncate: 20 | json_escape}}"}` },
  fixes: (found, template) => [
    ...lastFilter("json_escape", found, template).flatMap((fix) => {
      const [doubled] = doubledBackslash(found, template);
      return doubled ? [{ ...fix, edits: [...doubled.edits, ...fix.edits] }] : [fix];
    }),
    ...doubledBackslash(found, template),
  ],
};
