import { trailingComma as kind } from "../../proof/findings.js";
import { droppedComma } from "../fix/commas.js";
import type { Rule } from "../rule.js";
import { commaInLoop } from "./comma-in-loop.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const trailingComma: Rule = {
  kind,
  summary: "A comma with nothing after it.",
  why: `It is often there for some users only: those who lack the optional member that would follow. ${sentAnyway}`,
  fix: fixOf("trailing-comma"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: {
    body: `{
  "a": 1,
  {% if \${city} != blank %}"city": "{{\${city} | json_escape}}"{% endif %}
}`,
  },
  good: {
    body: `{
  "a": 1
  {% if \${city} != blank %},"city": "{{\${city} | json_escape}}"{% endif %}
}`,
  },
  advice: commaInLoop,
  guesses: droppedComma,
};
