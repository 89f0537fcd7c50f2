import { personalData as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const personalData: Rule = {
  kind,
  summary: "Personal data in the payload.",
  why: "Braze's page asks that ids and payloads hold no personal data, such as e-mail addresses, telephone numbers or full dates of birth.",
  fix: "Leave it out; where a person must be told apart, send an id.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"email": "{{\${email_address} | json_escape}}"}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"plan": "{{custom_attribute.\${plan} | json_escape}}"}}`,
  },
};
