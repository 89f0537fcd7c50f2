import { unclosedJson as kind } from "../../proof/findings.js";
import { closed } from "../fix/structure.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";
import { sentAnyway, sentAnywaySources } from "./sent-anyway.js";

export const unclosedJson: Rule = {
  kind,
  summary: "The document is not complete at its end.",
  why: sentAnyway,
  fix: fixOf("unclosed"),
  sources: ["https://www.rfc-editor.org/rfc/rfc8259", ...sentAnywaySources],
  bad: { body: `{"a": {"b": 1}` },
  good: { body: `{"a": {"b": 1}}` },
  guesses: closed,
};
