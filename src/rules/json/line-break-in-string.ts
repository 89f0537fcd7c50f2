import { contentBlockOf } from "../../liquid/syntax/content-block-name.js";
import { lineBreakInString as kind } from "../../proof/findings.js";
import { escapedBreak } from "../fix/structure.js";
import { escapedAsWhole, lastFilter } from "../fix/values.js";
import type { Rule } from "../rule.js";
import { liveNodesOf } from "../subject/chains.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const lineBreakInString: Rule = {
  kind,
  summary: "A line break between the quotes of a JSON string.",
  why: `JSON allows none there. ${sentAnyway}`,
  fix: fixOf("line-break"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: {
    body: `{"text": "first
second"}`,
  },
  good: { body: `{"text": "first\\nsecond"}` },
  fixes: (found, template) => [
    ...lastFilter("json_escape", found, template),
    ...escapedAsWhole(found, template),
  ],
  advice: ({ start, end }, { nodes }) =>
    liveNodesOf(nodes, "output").some(
      (one) => one.start < end && start < one.end && contentBlockOf(one.value) !== undefined,
    )
      ? "The line break is in the Content Block. Write it on one line, or capture it: `{% capture text %}{{content_blocks.${name}}}{% endcapture %}`, then print `{{text | strip | json_escape}}`."
      : undefined,
  guesses: escapedBreak,
};
