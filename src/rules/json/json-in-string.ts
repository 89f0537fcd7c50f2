import { jsonInString as kind } from "../../proof/findings.js";
import { ofJsonAmongWords, unquoted } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const jsonInString: Rule = {
  kind,
  summary: "JSON printed inside a JSON string.",
  why: `\`as_json_string\` brings its own quotes; between quotes they end the string. ${sentAnyway}`,
  fix: fixOf("quoted-json"),
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
    ...sentAnywaySources,
  ],
  bad: { body: `{"tags": "{{event_properties.\${tags} | as_json_string}}"}` },
  good: { body: `{"tags": {{event_properties.\${tags} | as_json_string}}}` },
  advice: ofJsonAmongWords,
  fixes: unquoted,
};
