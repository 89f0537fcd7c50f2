import { liquidSyntax as kind } from "../../liquid/findings.js";
import { secondBrace } from "../fix/liquid.js";
import type { Rule } from "../rule.js";

export const liquidSyntax: Rule = {
  kind,
  summary: "The Liquid cannot be read.",
  why: "Braze does not send a message whose Liquid does not parse: it is logged as `template_parse_error` and the user's event is lost.",
  remedy: "Close every tag, quote and brace; the finding points at the first place that cannot be read.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid"],
  bad: { body: `{"city": "{{\${city} | json_escape}"}` },
  good: { body: `{"city": "{{\${city} | json_escape}}"}` },
  fixes: secondBrace,
};
