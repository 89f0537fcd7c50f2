import { notProven as kind } from "../../proof/findings.js";
import type { Rule } from "../rule.js";

export const notProven: Rule = {
  kind,
  summary: "Neither proven nor refuted.",
  why: "The body may be right; nothing can be promised. `generate` refuses it.",
  fix: "Simplify the place that the note names: fewer conditions on one value, fewer loops inside each other, no `:rerender`, no variable whose name depends on the data.",
  sources: ["docs/proof.md"],
  bad: { body: `{"a": "{{ [event_properties.\${field}] }}"}` },
  good: { body: `{"a": "{{event_properties.\${field} | json_escape}}"}` },
  yields: true,
};
