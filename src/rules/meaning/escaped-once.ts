import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Filtered } from "../../liquid/syntax/template.js";
import { insert } from "../fix/edits.js";
import { isInNestedText } from "../fix/nested-text.js";
import { outputAt } from "../fix/places.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";

export const escapedOnce: Rule = {
  kind: findingKind("MI160", "escaped-once", "warning"),
  summary: "A string in JSON that is itself a string of the body is escaped only once.",
  why: 'The body is JSON, but the JSON in its text is not: reading the outer one takes the escape away, and a quote in a name ends the inner text. `"{\\"name\\": \\"…\\"}"` is read twice.',
  fix: "Write `| json_escape | json_escape`, once for each. Better still, send an object, or capture the inner JSON and print it with `| as_json_string`.",
  sources: [
    "https://www.rfc-editor.org/rfc/rfc8259",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
  ],
  bad: { body: `{"payload": "{\\"plan\\": \\"{{custom_attribute.\${plan} | json_escape}}\\"}"}` },
  good: {
    body: `{"payload": "{\\"plan\\": \\"{{custom_attribute.\${plan} | json_escape | json_escape}}\\"}"}`,
  },
  fixes: (found, template) => {
    const output = outputAt(template, found);
    return output
      ? [{ title: "Escape it once more", edits: [insert(output.value.end, " | json_escape")] }]
      : [];
  },
  check: ({ isJson, body }, report) =>
    isJson
      ? liveNodesOf(body.template.nodes, "output").flatMap((output) =>
          escapesOf(output.value) === 1 && isInNestedText(output, body.template)
            ? [
                report(
                  "this is in a string inside another string, and is escaped for one of them",
                  body.spanOf(output),
                ),
              ]
            : [],
        )
      : [],
};

/** How often a value is escaped. */
export const escapesOf = ({ filters }: Filtered): number =>
  filters.filter(({ definition }) => definition?.traits.json === "escaped").length;
