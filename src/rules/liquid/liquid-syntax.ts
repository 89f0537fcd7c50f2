import { liquidSyntax as kind } from "../../liquid/findings.js";
import { closedTag, secondBrace } from "../fix/liquid.js";
import { tagsAsMeant } from "../fix/slips.js";
import type { Rule } from "../rule.js";

export const liquidSyntax: Rule = {
  kind,
  summary: "The Liquid cannot be read.",
  why: "Braze cancels the send of a message whose Liquid does not parse, and logs `template_parse_error`: the event is lost.",
  fix: "Close every tag, quote and brace; the finding points at the first place that cannot be read.",
  sources: [
    "https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/message_engagement_events",
  ],
  bad: { body: `{"city": "{{\${city} | json_escape}"}` },
  good: { body: `{"city": "{{\${city} | json_escape}}"}` },
  fixes: (found, template) => [
    ...secondBrace(found, template),
    ...closedTag(found, template),
    ...tagsAsMeant(found, template),
  ],
};
