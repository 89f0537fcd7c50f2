import { timestampForm as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const timestampForm: Rule = {
  kind,
  summary: "The timestamp is missing, a string, or not a whole number.",
  why: "Nothing else in an event says when it happened. The only payload that is published has a whole number of milliseconds; what becomes of a string hangs on the account's mapping.",
  fix: "Send a whole number of milliseconds without quotes, or say with `wire: {timestamp: …}` what your mapping takes.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": "{{event_properties.\${at} | json_escape}}"}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
