import { invalidBrazeSyntax as kind } from "../../liquid/findings.js";
import { assigned, withTwoBraces } from "../fix/liquid.js";
import { asMeant } from "../fix/slips.js";
import type { Rule } from "../rule.js";

export const invalidBrazeSyntax: Rule = {
  kind,
  summary: "Liquid that Ruby would read, and Braze does not take or reads otherwise than meant.",
  why: "The message is not sent, or a condition or name is empty for everybody.",
  fix: "Write it as the finding shows.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/faq"],
  bad: {
    body: `{% if (\${city} == 'Berlin') or \${city} == 'Bonn' %}{% abort_message('x') %}{% endif %}{"a": 1}`,
  },
  good: {
    body: `{% if \${city} == 'Berlin' or \${city} == 'Bonn' %}{% abort_message('x') %}{% endif %}{"a": 1}`,
  },
  fixes: (found, template) => [...asMeant(found, template), ...withTwoBraces(found, template)],
  guesses: assigned,
};
