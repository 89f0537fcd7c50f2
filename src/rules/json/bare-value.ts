import { bareValue as kind } from "../../proof/findings.js";
import { asJsonInstead, escapedWhereCaptured, lastFilter, ofOwnQuotes, ofTag } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const bareValue: Rule = {
  kind,
  summary: "A value without quotes that may be a text, or missing.",
  why: `A custom attribute or event property may have any type. Missing, it leaves \`"price": ,\`; as text it prints letters without quotes. ${sentAnyway}`,
  remedy: fixOf("bare-value"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
    ...sentAnywaySources,
  ],
  bad: { body: `{"price": {{event_properties.\${price}}}}` },
  good: { body: `{"price": {{event_properties.\${price} | as_json_string}}}` },
  fixes: (found, template) => [
    ...lastFilter("as_json_string", found, template),
    ...escapedWhereCaptured(found, template),
  ],
  guesses: asJsonInstead,
  advice: (found, template) =>
    ofTag(found, template) ??
    ofOwnQuotes(found, template) ??
    (asksLength.test(template.source.text.slice(found.start, found.end))
      ? "`.length` reads a member of that name. How many items a list has is .size, with | plus: 0 for those who have no list."
      : undefined),
};

const asksLength = /\.length\s*(\||-?\}\})/;
