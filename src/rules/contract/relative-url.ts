import { relativeUrl as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const relativeUrl: Rule = {
  kind,
  summary: "A URL that is not absolute.",
  why: "What is shown in a message has no page that a relative address could count from.",
  fix: "Send the public address of the page, with `https://`.",
  sources: [
    "https://www.braze.com/docs/partners/message_personalization/dynamic_content/visual_and_interactive_content/movable_ink/customer_data_api",
    "docs/contract.md",
  ],
  bad: {
    payload: {
      type: "track",
      event: "product_viewed",
      user_id: "u1",
      timestamp: 1701886845000,
      properties: { id: "1", url: "/p/1" },
    },
    now: "2023-12-06T18:20:45Z",
  },
  good: {
    payload: {
      type: "track",
      event: "product_viewed",
      user_id: "u1",
      timestamp: 1701886845000,
      properties: { id: "1", url: "https://www.example.com/p/1" },
    },
    now: "2023-12-06T18:20:45Z",
  },
};
