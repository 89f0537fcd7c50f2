import { timeZone as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const timeZone: Rule = {
  kind,
  summary: "The time zone is blank, or no name of the IANA database.",
  why: "Braze's and Tealium's pages show names of the IANA database. What becomes of an event with another is not documented.",
  fix: "Send `America/New_York`, not `EST`; leave the member out where there is none.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "timezone": "{{\${time_zone} | json_escape}}"}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}, "timezone": "America/New_York"}`,
  },
};
