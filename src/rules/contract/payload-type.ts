import { payloadType as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const payloadType: Rule = {
  kind,
  summary: "A `type` that is neither track nor identify.",
  why: "Mappings match on it, and no published mapping or payload has another; RudderStack's connector refuses any other before it sends.",
  fix: "Write `track` or `identify`, or say with `wire: {values: {type: …}}` what your mapping takes.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "page", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
