import { eventName as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const eventName: Rule = {
  kind,
  summary: "A track event without a name, or with a blank one.",
  why: "Mappings match on the name: without one, the event belongs to none. What then becomes of it is not documented.",
  fix: "Write the name that was agreed with Movable Ink.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "https://www.rudderstack.com/docs/destinations/streaming-destinations/movable-ink/cloud-mode/",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
