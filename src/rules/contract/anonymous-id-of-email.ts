import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";

export const anonymousIdOfEmail: Rule = {
  kind: findingKind("MI072", "anonymous-id-of-email", "warning", { chosenInConfig: true }),
  summary: "An anonymous id that is a hash of the e-mail address.",
  why: "An anonymous id must never change for a profile. Who changes their address becomes somebody else, and what they did before is lost to them.",
  fix: "Take an id that stays: `braze_id`, or the device. Where it has to be the address, ignore this finding and say why.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% assign mail = \${email_address} | append: "" | strip | downcase %}{% if mail == "" %}{% abort_message("no id") %}{% endif %}
{"type": "track", "event": "signed_up", "anonymous_id": "{{mail | md5}}", "timestamp": 1701886845000}`,
  },
  good: {
    body: `{% comment %}mi-braze-target movable_ink{% endcomment %}
{% if \${braze_id} == blank %}{% abort_message("no id") %}{% endif %}
{"type": "track", "event": "signed_up", "anonymous_id": "{{\${braze_id} | json_escape}}", "timestamp": 1701886845000}`,
  },
  checkConfig: ({ identity: { anonymousId }, spanOf }, report) =>
    anonymousId?.from.kind === "email_address" && anonymousId.hash !== "none"
      ? [
          report(
            "the anonymous id is a hash of the e-mail address, so it changes with the address",
            spanOf(["identity", "anonymous_id"]),
          ),
        ]
      : [],
};
