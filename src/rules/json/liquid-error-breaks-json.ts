import { liquidErrorBreaksJson as kind } from "../../proof/findings.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const liquidErrorBreaksJson: Rule = {
  kind,
  summary: "An operation may fail and print its error where a value is due.",
  why: "Liquid prints `Liquid error: …` into the body instead of stopping. Braze sends the body as it is; the endpoint answers 4XX, and Braze never sends it again.",
  remedy: fixOf("error-text"),
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid"],
  bad: { body: `{"late": {{event_properties.\${days} | divided_by: event_properties.\${all}}}}` },
  good: { body: `{"late": {{event_properties.\${days} | plus: 0 | divided_by: 30 | as_json_string}}}` },
};
