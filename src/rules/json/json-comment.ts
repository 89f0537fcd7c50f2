import { jsonComment as kind } from "../../proof/findings.js";
import { liquidComment } from "../fix/structure.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const jsonComment: Rule = {
  kind,
  summary: "A comment outside of Liquid.",
  why: "JSON has no comments. The line is sent as part of the body and breaks it for every user; the samples on Braze's own partner page have this fault.",
  fix: fixOf("comment"),
  sources: [
    "https://www.rfc-editor.org/rfc/rfc8259",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/using_liquid",
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
  ],
  bad: {
    body: `{
  // the user
  "id": "{{\${user_id} | json_escape}}"
}`,
  },
  good: {
    body: `{
  {% comment %} the user {% endcomment %}
  "id": "{{\${user_id} | json_escape}}"
}`,
  },
  fixes: liquidComment,
};
