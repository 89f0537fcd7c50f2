import { webhookCampaigns } from "../../config/model/webhook-campaigns.js";
import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

const anonymous = exampleConfig.replace(
  "{audience: known, user_id: external_id}",
  "{audience: known_and_anonymous, user_id: external_id, anonymous_id: braze_id}",
);

export const historiesNeverMerge: Rule = {
  kind: findingKind("MI089", "histories-never-merge", "warning"),
  summary: "Anonymous events are sent, and no identify ever says whose they are.",
  why: "An event with an anonymous id alone stays anonymous until an identify carries it together with the user id. What people did before they were known is never theirs.",
  fix: "Add a campaign `- type: identify` with the event by which a user becomes known: `trigger: {custom_event: Account Created}`. Where another system sends the identify, ignore this finding and say so.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: { config: anonymous },
  good: {
    config: `${anonymous}  - type: identify
    trigger: {custom_event: Account Created}
`,
  },
  checkConfig: (config, report) => {
    const campaigns = webhookCampaigns(config);
    const sendsAnonymous =
      config.identity.audience === "known_and_anonymous" && campaigns.some(({ type }) => type === "track");
    if (!sendsAnonymous || config.campaigns.some(({ type }) => type === "identify")) return [];
    return [
      report(
        "anonymous events are sent, and no campaign of type identify ties them to a person",
        config.spanOf(["identity", "audience"]),
      ),
    ];
  },
};
