import { checkName, written } from "../../braze/check-name.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import { nodesOf } from "../../liquid/syntax/nodes.js";
import type { Rule } from "../rule.js";

export const mixedTriggers: Rule = {
  kind: findingKind("MI159", "mixed-triggers", "info"),
  summary: "Names of which each holds data for another kind of trigger.",
  why: "`event_properties` are those of the event that triggers a campaign, or that an Action Path right before a Canvas step has waited for; `canvas_entry_properties` and `context` are a Canvas's, `api_trigger_properties` an API-triggered campaign's. Where one of two is always blank, its member is always empty.",
  fix: "Read the names of the trigger that this webhook has. A body for several kinds of trigger may say which one is meant: {% comment %} mi-braze-delivery canvas {% endcomment %}.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/supported_personalization_tags",
  ],
  bad: {
    body: `{"order": "{{event_properties.\${order} | json_escape}}", "cart": "{{canvas_entry_properties.\${cart} | json_escape}}"}`,
  },
  good: {
    body: `{"order": "{{context.\${order} | json_escape}}", "cart": "{{context.\${cart} | json_escape}}"}`,
  },
  check: ({ fields, delivery }, report) => {
    if (delivery !== undefined) return [];
    const used = fields.flatMap((field) =>
      nodesOf(field.template.nodes, "reference").flatMap((node) => {
        const namespace = node.namespace?.text;
        const verdict = checkName({ namespace, name: node.name.text });
        return verdict.known && namespace !== undefined && verdict.entry.deliveries.length < 3
          ? [{ field, node, namespace, entry: verdict.entry }]
          : [];
      }),
    );
    const [first] = used;
    const other = used.find(({ namespace, entry }) => {
      const isOfCanvas = [entry, first!.entry].some(({ deliveries }) => deliveries.join() === "canvas");
      return (
        namespace !== first!.namespace &&
        (isOfCanvas || !entry.deliveries.some((one) => first!.entry.deliveries.includes(one))) &&
        entry.deliveries.join() !== first!.entry.deliveries.join()
      );
    });
    if (!first || !other) return [];
    const [one, two] = [first, other].map(({ namespace, node }) => written(namespace, node.name.text));
    const { field, node } = other;
    return [report(`${two} and ${one} hold data for different triggers`, field.spanOf(node))];
  },
};
