import { findingKind } from "../../diagnostics/diagnostic.js";
import { remove } from "../fix/edits.js";
import { isInNestedText } from "../fix/nested-text.js";
import { outputAt } from "../fix/places.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import { escapesOf } from "./escaped-once.js";

export const escapedTwice: Rule = {
  kind: findingKind("MI161", "escaped-twice", "warning"),
  summary: "A string in JSON is escaped more than once.",
  why: 'The body is JSON, and the receiver gets backslashes that nobody wrote: `Bo\'s "Deli"` arrives as `Bo\'s \\"Deli\\"`, and a line break as `\\n`.',
  fix: "Escape once, by `| json_escape` as the last filter. Twice is right only where the text holds JSON that is read again.",
  sources: [
    "https://www.rfc-editor.org/rfc/rfc8259",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/advanced_filters",
  ],
  bad: { body: `{"note": "{{event_properties.\${note} | json_escape | json_escape}}"}` },
  good: { body: `{"note": "{{event_properties.\${note} | json_escape}}"}` },
  fixes: (found, template) => {
    const filter = outputAt(template, found)?.value.filters.at(-1);
    if (filter?.definition?.traits.json !== "escaped") return [];
    const start = template.source.text.lastIndexOf("|", filter.start);
    const from = template.source.text.slice(0, start).trimEnd().length;
    return [{ title: "Escape it once", edits: [remove({ start: from, end: filter.end })] }];
  },
  check: ({ isJson, body }, report) =>
    isJson
      ? liveNodesOf(body.template.nodes, "output").flatMap((output) =>
          escapesOf(output.value) > 1 && !isInNestedText(output, body.template)
            ? [report("this is escaped more than once", body.spanOf(output))]
            : [],
        )
      : [],
};
