import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const nowAsEventTime: Rule = {
  kind: findingKind("MI086", "now-as-event-time", "info", { chosenInConfig: true }),
  summary: "The send time is used instead of the time of the event.",
  why: "`now` is when the message is rendered: a delay or quiet hours move it. Two events of one user may change their order.",
  fix: "Send the event's own time, from a property such as `occurred_at`: `timestamp: {from: event_property.occurred_at}`.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{"now" | date: "%s" | times: 1000}}}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${user_id} == blank %}{% abort_message("no user_id") %}{% endif %}
{"type": "track", "event": "signed_up", "user_id": "{{\${user_id} | json_escape}}", "timestamp": {{event_properties.\${at} | plus: 0 | at_most: 9000000000000 | at_least: 0 | round}}}`,
  },
};
