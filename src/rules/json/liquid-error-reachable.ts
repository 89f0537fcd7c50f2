import { liquidErrorReachable as kind } from "../../proof/findings.js";
import type { Rule } from "../rule.js";
import { fixOf } from "./fix-of-fault.js";

export const liquidErrorReachable: Rule = {
  kind,
  summary: "An operation may fail inside a string, which then holds `Liquid error: …`.",
  why: "The body is JSON and is accepted, with an error's text as data.",
  fix: fixOf("error-in-text"),
  sources: [
    "https://www.braze.com/docs/user_guide/data/activation/events/custom_events/custom_event_properties",
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/faq",
  ],
  bad: {
    body: `{"share": "{{event_properties.\${days} | divided_by: event_properties.\${all} | json_escape}}"}`,
  },
  good: { body: `{"share": "{{event_properties.\${days} | plus: 0 | divided_by: 30 | json_escape}}"}` },
};
