import { payloadSize as kind } from "../../movable-ink/contract/findings.js";
import type { Page } from "../rule.js";

export const payloadSize: Page = {
  kind,
  summary: "A payload of 2 MB or more.",
  why: "The documented limit is: smaller than 2 MB.",
  fix: "Send fewer items; nobody needs so many in one message.",
  sources: ["https://amplitude.com/docs/data/destination-catalog/movable-ink"],
};
