import type { Template } from "../../liquid/syntax/template.js";
import { liquidErrorBreaksJson as kind } from "../../proof/findings.js";
import { outputAt } from "../fix/places.js";
import { operatorsAsMeant } from "../fix/slips.js";
import type { Fixable, Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const liquidErrorBreaksJson: Rule = {
  kind,
  summary: "An operation may fail and print its error where a value is due.",
  why: `Liquid prints \`Liquid error: …\` into the body instead of stopping. ${sentAnyway}`,
  fix: fixOf("error-text"),
  sources: [
    "https://www.braze.com/docs/user_guide/data/activation/events/custom_events/custom_event_properties",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/faq",
    ...sentAnywaySources,
  ],
  bad: { body: `{"late": {{event_properties.\${days} | divided_by: event_properties.\${all}}}}` },
  good: { body: `{"late": {{event_properties.\${days} | plus: 0 | divided_by: 30 | as_json_string}}}` },
  advice: ofDivision,
  fixes: operatorsAsMeant,
};

/** What data divides by is nothing for some. */
function ofDivision(found: Fixable, template: Template): string | undefined {
  const output = outputAt(template, found);
  const by = output?.value.filters.find(({ name }) => /^(?:divided_by|modulo)$/.test(name.text))
    ?.arguments[0];
  if (!by || by.kind === "literal") return undefined;
  const divisor = template.source.text.slice(by.start, by.end);
  return `Nothing and 0 divide nothing: keep it as a number, {% assign n = ${divisor} | plus: 0 %}, and print the quotient only in {% if n != 0 %}…{% endif %}.`;
}
