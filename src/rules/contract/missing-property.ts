import { missingProperty as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const missingProperty: Rule = {
  kind,
  summary: "A property that the event's schema needs may be missing or blank.",
  why: "Movable Ink cannot tell which product, category or search it was.",
  fix: "Abort where it is blank, or require it in the config: `required: true`.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "product_viewed", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"id": "{{event_properties.\${id} | json_escape}}"}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{% assign id = event_properties.\${id} | append: "" %}{% if id == "" %}{% abort_message("no product id") %}{% endif %}
{"type": "track", "event": "product_viewed", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"id": "{{id | json_escape}}"}}`,
  },
};
