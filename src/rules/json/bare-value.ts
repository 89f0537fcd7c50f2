import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Template } from "../../liquid/syntax/template.js";
import { bareValue as kind } from "../../proof/findings.js";
import {
  asJsonInstead,
  escapedWhereCaptured,
  lastFilter,
  ofJoin,
  ofOwnQuotes,
  ofPaddedDate,
  ofTag,
} from "../fix/values.js";
import type { Fixable, Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const bareValue: Rule = {
  kind,
  summary: "A value without quotes that may be a string, or missing.",
  why: `A custom attribute or event property may have any type. Missing, it leaves \`"price": ,\`; as text it prints letters without quotes. ${sentAnyway}`,
  fix: fixOf("bare-value"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
    ...sentAnywaySources,
  ],
  bad: { body: `{"price": {{event_properties.\${price}}}}` },
  good: { body: `{"price": {{event_properties.\${price} | as_json_string}}}` },
  // Whether a member or the number of items is meant, nobody can tell; null would be sent to everybody who has a list.
  fixes: (found, template) =>
    asksLength(found, template)
      ? []
      : [...lastFilter("as_json_string", found, template), ...escapedWhereCaptured(found, template)],
  guesses: asJsonInstead,
  advice: (found, template) =>
    ofTag(found, template) ??
    ofOwnQuotes(found, template) ??
    ofJoin(found, template) ??
    ofPaddedDate(found, template) ??
    (asksLength(found, template)
      ? "`.length` reads a member of that name, which no list has. How many items a list has is .size, with | plus: 0 for those who have no list; a member called length is printed with | as_json_string."
      : undefined),
};

/** Whether an output prints what `.length` gives, by itself or by way of a variable. */
function asksLength({ start, end }: Fixable, { source, nodes }: Template): boolean {
  const printed = source.text.slice(start, end);
  const [, name] = /^\{\{-?\s*(\w+)\s*(?:\||-?\}\})/.exec(printed) ?? [];
  return [
    printed,
    ...nodesOf(nodes, "assign").flatMap((one) =>
      one.variable.text === name ? [source.text.slice(one.start, one.end)] : [],
    ),
  ].some((text) => /\.length\s*(?:\||-?[%}]\})/.test(text));
}
