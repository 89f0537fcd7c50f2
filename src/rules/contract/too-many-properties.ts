import { tooManyProperties as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const tooManyProperties: Rule = {
  kind,
  summary: "More than 20 custom properties.",
  why: "The schemas of products take up to 20 custom properties; the others have nowhere to go.",
  fix: "Leave out what no message will use.",
  sources: [
    "https://www.rudderstack.com/docs/destinations/streaming-destinations/movable-ink/cloud-mode/",
    "docs/contract.md",
  ],
  bad: {
    payload: {
      type: "track",
      event: "product_viewed",
      user_id: "u1",
      timestamp: 1701886845000,
      properties: {
        id: "1",
        p0: 0,
        p1: 1,
        p2: 2,
        p3: 3,
        p4: 4,
        p5: 5,
        p6: 6,
        p7: 7,
        p8: 8,
        p9: 9,
        p10: 10,
        p11: 11,
        p12: 12,
        p13: 13,
        p14: 14,
        p15: 15,
        p16: 16,
        p17: 17,
        p18: 18,
        p19: 19,
        p20: 20,
      },
    },
    now: "2023-12-06T18:20:45Z",
  },
  good: {
    payload: {
      type: "track",
      event: "product_viewed",
      user_id: "u1",
      timestamp: 1701886845000,
      properties: { id: "1", p0: 0 },
    },
    now: "2023-12-06T18:20:45Z",
  },
};
