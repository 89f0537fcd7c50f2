import { unsupportedFilter as kind } from "../../liquid/findings.js";
import { brazeFilter } from "../fix/liquid.js";
import type { Rule } from "../rule.js";

export const unsupportedFilter: Rule = {
  kind,
  summary: "A filter that Braze does not have.",
  why: "An unknown filter passes its value on unchanged, so `to_json` leaves a text without quotes; one that only standard Liquid documents may stop working any day.",
  remedy: "Use the filter that the finding names; `docs/liquid/filters.md` lists all that Braze documents.",
  sources: ["https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/filters"],
  bad: { body: `{"tags": {{event_properties.\${tags} | to_json}}}` },
  good: { body: `{"tags": {{event_properties.\${tags} | as_json_string}}}` },
  fixes: brazeFilter,
};
