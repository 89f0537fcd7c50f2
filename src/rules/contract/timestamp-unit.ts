import { timestampUnit as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const timestampUnit: Rule = {
  kind,
  summary: "The timestamp is in seconds where milliseconds are due, or the other way round.",
  why: "Read as milliseconds, a time in seconds is in January 1970, and data of more than 30 days is refused. The only payload that is published has milliseconds; whether seconds are taken is not documented.",
  fix: '`| date: "%s" | times: 1000` makes milliseconds.',
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "https://docs.mparticle.com/integrations/movableink/",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{"now" | date: "%s"}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": 1701886845000}`,
  },
};
