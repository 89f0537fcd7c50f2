import { beginsLikeAddress } from "../../braze/content-type.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const urlAsBody: Rule = {
  kind: findingKind("MI112", "url-as-body", "error"),
  summary: "The body is a URL.",
  why: "It was pasted into the wrong field: the server gets an address where it expects data.",
  fix: "Put it into the webhook's URL. A GET has no body; a POST needs one of its own.",
  sources: ["https://www.braze.com/docs/user_guide/message_building_by_channel/webhooks/creating_a_webhook"],
  bad: { body: "https://hooks.example.com/in?id={{${user_id} | url_param_escape}}" },
  good: { body: '{"id": "{{${user_id} | json_escape}}"}' },
  check: ({ body, directives }, report) => {
    const { text } = body.template.source;
    if (directives.bodyKind !== undefined || !beginsLikeAddress(text)) return [];
    const start = text.search(/https?:\/\//i);
    return [
      report(
        "the body is a URL, which belongs into the webhook's URL",
        body.spanOf({ start, end: start + /^\S*/.exec(text.slice(start))![0].length }),
      ),
    ];
  },
};
