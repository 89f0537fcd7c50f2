import { propertyType as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const propertyType: Rule = {
  kind,
  summary: "A property of another type than its schema has.",
  why: "A price in quotes is a string. Whether Movable Ink makes a number of it is not documented: Braze's page shows a number.",
  fix: "Print a number without quotes: `| plus: 0`.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{% assign id = event_properties.\${id} | append: "" %}{% if id == "" %}{% abort_message("no product id") %}{% endif %}
{"type": "track", "event": "product_viewed", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"id": "{{id | json_escape}}", "price": "{{event_properties.\${price} | json_escape}}"}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{% assign id = event_properties.\${id} | append: "" %}{% if id == "" %}{% abort_message("no product id") %}{% endif %}
{"type": "track", "event": "product_viewed", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "properties": {"id": "{{id | json_escape}}", "price": {{event_properties.\${price} | remove: "," | plus: 0 | at_most: 100000 | at_least: 0}}}}`,
  },
};
