import { liquidErrorBreaksJson as kind } from "../../proof/findings.js";
import { operatorsAsMeant } from "../fix/slips.js";
import type { Rule } from "../rule.js";
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
  fixes: operatorsAsMeant,
};
