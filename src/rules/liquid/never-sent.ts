import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Rule } from "../rule.js";

export const neverSent: Rule = {
  kind: findingKind("MI090", "never-sent", "warning"),
  summary: "Every send is aborted, whoever the user is.",
  why: "No condition on the way to `abort_message` depends on the user: mostly a variable is misspelt, or is set further down or in another field. Braze logs an abort for each event, and nothing arrives.",
  fix: "Look at the condition of the abort: it is true for everybody.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/aborting_messages",
  ],
  bad: {
    body: `{% assign plan = "" %}{% if plan == blank %}{% abort_message("no plan") %}{% endif %}
{"plan": "{{custom_attribute.\${plan} | json_escape}}"}`,
  },
  good: {
    body: `{% assign plan = custom_attribute.\${plan} | append: "" %}{% if plan == "" %}{% abort_message("no plan") %}{% endif %}
{"plan": "{{plan | json_escape}}"}`,
  },
  check: ({ proof, body }, report) => {
    if (!proof.neverSent) return [];
    const [abort] = nodesOf(body.template.nodes, "abort_message");
    return [
      report("this webhook is never sent: every send is aborted", body.spanOf(abort ?? { start: 0, end: 1 })),
    ];
  },
};
