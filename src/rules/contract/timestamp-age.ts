import { timestampAge as kind } from "../../movable-ink/contract/findings.js";
import type { Rule } from "../rule.js";

export const timestampAge: Rule = {
  kind,
  summary: "The timestamp is in the future, or more than 30 days ago.",
  why: "mParticle's page says that Movable Ink refuses data of more than 30 days; of times in the future no page says anything.",
  fix: "Look where the time comes from, and in which unit. In a fixture, `now` is what the age counts from.",
  sources: ["https://docs.mparticle.com/integrations/movableink/", "docs/contract.md"],
  bad: {
    payload: { type: "track", event: "signed_up", user_id: "u1", timestamp: 1600000000000 },
    now: "2023-12-06T18:20:45Z",
  },
  good: {
    payload: { type: "track", event: "signed_up", user_id: "u1", timestamp: 1701886845000 },
    now: "2023-12-06T18:20:45Z",
  },
};
