import { curlyQuote as kind } from "../../liquid/findings.js";
import { straightQuotes } from "../fix/liquid.js";
import type { Rule } from "../rule.js";

export const curlyQuote: Rule = {
  kind,
  summary: "A curly quote where Liquid needs a straight one.",
  why: 'Word processors and web pages turn `"` into `“`. Braze reads no text from it: the filter or condition works on nothing, or the message is not sent at all.',
  fix: "Retype the quote as `'` or `\"`.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/faq"],
  bad: { body: `{"city": "{{\${city} | default: “none” | json_escape}}"}` },
  good: { body: `{"city": "{{\${city} | default: 'none' | json_escape}}"}` },
  fixes: straightQuotes,
};
