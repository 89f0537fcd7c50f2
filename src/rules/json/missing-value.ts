import { missingValue as kind } from "../../proof/findings.js";
import { lastFilter, otherwiseNull } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { bracketsRoundLoop, inBrackets } from "./comma-in-loop.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const missingValue: Rule = {
  kind,
  summary: "A member without a value, for some users or all.",
  why: sentAnyway,
  fix: fixOf("missing-value"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: { body: `{"plan": {% if custom_attribute.\${paid} %}"paid"{% endif %}}` },
  good: { body: `{"plan": {% if custom_attribute.\${paid} %}"paid"{% else %}"free"{% endif %}}` },
  fixes: (found, template) => lastFilter("as_json_string", found, template),
  advice: bracketsRoundLoop,
  guesses: (found, template) => [...inBrackets(found, template), ...otherwiseNull(found, template)],
};
