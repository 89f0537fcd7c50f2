import { unavailableName as kind } from "../../braze/findings.js";
import type { Rule } from "../rule.js";

export const unavailableName: Rule = {
  kind,
  summary: "A `${name}` that holds data elsewhere in Braze, but not in this webhook.",
  why: "`targeted_device` exists in push messages only, `api_trigger_properties` in API-triggered campaigns only, `context` in a Canvas. Anywhere else they are blank for everybody.",
  fix: "Read the same data from where this webhook has it; the finding names it. How a webhook is set off is said by a comment: `{% comment %}mi-braze-delivery action{% endcomment %}` (or `api`, `canvas`).",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags",
  ],
  bad: {
    body: `{% comment %}mi-braze-delivery action{% endcomment %}
{"sku": "{{api_trigger_properties.\${sku} | json_escape}}"}`,
  },
  good: {
    body: `{% comment %}mi-braze-delivery action{% endcomment %}
{"sku": "{{event_properties.\${sku} | json_escape}}"}`,
  },
};
