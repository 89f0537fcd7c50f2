import { unknownOperator as kind } from "../../liquid/findings.js";
import { asMeant, unlessInstead } from "../fix/slips.js";
import type { Rule } from "../rule.js";

export const unknownOperator: Rule = {
  kind,
  summary: "A word or sign in the place of an operator that Liquid does not have.",
  why: "The comparison fails for everybody, and `Liquid error: Unknown operator …` is printed into the message; where the tag prints nothing, what it holds is left out without a word.",
  fix: "The operators are `==`, `!=`, `>`, `<`, `>=`, `<=` and `contains`; the finding says which is meant. For `not x`, write `{% unless x %}`.",
  sources: [
    "https://shopify.github.io/liquid/basics/operators/",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/operators",
  ],
  bad: {
    body: `{% if custom_attribute.\${tier} is 'gold' %}{% assign rank = 1 %}{% endif %}{"rank": {{rank | plus: 0}}}`,
  },
  good: {
    body: `{% if custom_attribute.\${tier} == 'gold' %}{% assign rank = 1 %}{% endif %}{"rank": {{rank | plus: 0}}}`,
  },
  fixes: (found, template) => [...asMeant(found, template), ...unlessInstead(found, template)],
};
