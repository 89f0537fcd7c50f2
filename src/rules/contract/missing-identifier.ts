import { missingIdentifier as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const missingIdentifier: Rule = {
  kind,
  summary: "No id, a blank one, or one that is not a string.",
  why: "Without an id nobody can tell whose event it is. What Movable Ink makes of a blank one is not documented: taken as an id, it makes one person of all who have none.",
  fix: 'Abort where the id is blank: `{% if ${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}`. identify needs both ids.',
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
