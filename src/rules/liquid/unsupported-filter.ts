import { unsupportedFilter as kind } from "../../liquid/findings.js";
import { brazeFilter } from "../fix/liquid.js";
import type { Rule } from "../rule.js";

export const unsupportedFilter: Rule = {
  kind,
  summary: "A filter that Braze does not have.",
  why: "Liquid passes a value through an unknown filter unchanged, so `to_json` leaves a string without quotes. What Braze does with a filter that its pages do not list is not documented: one of standard Liquid works in Liquid, and may stop working any day.",
  fix: "Use the filter that the finding names; `docs/liquid/filters.md` lists all that Braze documents.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters"],
  bad: { body: `{"tags": {{event_properties.\${tags} | to_json}}}` },
  good: { body: `{"tags": {{event_properties.\${tags} | as_json_string}}}` },
  fixes: brazeFilter,
};
