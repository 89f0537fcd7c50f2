import { unknownName as kind } from "../../braze/findings.js";
import { valueAsMeant } from "../fix/slips.js";
import type { Rule } from "../rule.js";

export const unknownName: Rule = {
  kind,
  summary: "A `${name}` that no profile has.",
  why: "It is blank for every user: the member is sent empty, or the condition never holds, and nobody hears of it.",
  fix: "Take the name that the finding proposes. A custom attribute needs `custom_attribute.`, an event property `event_properties.`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags",
  ],
  bad: { body: `{"mail": "{{\${email} | json_escape}}"}` },
  good: { body: `{"mail": "{{\${email_address} | json_escape}}"}` },
  fixes: valueAsMeant,
};
