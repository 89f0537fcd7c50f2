import { reservedName as kind } from "../../config/findings.js";
import type { Rule } from "../rule.js";
import { exampleConfig } from "./example-config.js";

export const reservedName: Rule = {
  kind,
  summary: "A name that Braze keeps for itself.",
  why: "Braze refuses an event with a property `time` or `event_name`, or one that begins with `$`, so it is always blank. Of a purchase it refuses `product_id`, `quantity`, `price` and `currency` too; whether Liquid reads the purchase's own under these names is not documented, which is a warning.",
  fix: "Send it under another name; the event's own time is `timestamp`.",
  sources: [
    "https://www.braze.com/docs/user_guide/data/activation/events/custom_events/custom_event_properties",
  ],
  bad: {
    config: exampleConfig.replace(
      "properties: {id: {type: string, required: true}}",
      "properties: {id: {type: string, from: event_property.time}}",
    ),
  },
  good: {
    config: exampleConfig,
  },
};
