import { personalIdentifier as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const personalIdentifier: Rule = {
  kind,
  summary: "An id that is personal data.",
  why: "Ids appear in links and logs. Movable Ink asks for ids that say nothing of the person.",
  fix: "Send your own customer number, or a hash.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${email_address} == blank %}{% abort_message("no id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${email_address} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
