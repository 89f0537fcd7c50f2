import { type JsonNode, memberOf } from "../../source/json.js";
import { isPlan } from "./tracking-plan.js";

/** What JSON is that holds no event, and what to give instead. */
export interface Stranger {
  readonly looks: string;
  readonly is: (node: JsonNode) => boolean;
  readonly next: string;
}

const sendsIt = "Give the call to /users/track that sends the event.";

/** The first of these that a part of a sample is; parts of a list are looked at one by one. */
export const strangerOf = (node: JsonNode): Stranger | undefined => strangers.find(({ is }) => is(node));

const has = (node: JsonNode, names: readonly string[]): boolean =>
  names.some((name) => memberOf(node, name) !== undefined);

const strangers: readonly Stranger[] = [
  {
    looks: "an answer of /users/export/ids, which tells how often an event was sent and not what with",
    is: (node) =>
      memberOf(node, "users")?.kind === "array" ||
      memberOf(node, "custom_events")?.kind === "array" ||
      (has(node, ["count"]) && ["first", "last"].every((name) => isTime(memberOf(node, name)))),
    next: sendsIt,
  },
  { looks: "the profile of a user and no event", is: isProfile, next: sendsIt },
  {
    looks: "an answer of /events or /events/list, which names events and tells nothing of their properties",
    is: (node) => node.kind === "string" || has(node, ["included_in_analytics_report"]),
    next: sendsIt,
  },
  {
    looks: "a tracking plan in which no event is described",
    is: isPlan,
    next: "Give one that names events and their properties, or events that were sent, as your tool's debugger shows them.",
  },
  {
    looks: "a row of Google Analytics' export, which has properties as a list of keys and values",
    is: (node) => memberOf(node, "event_params")?.kind === "array",
    next: 'Give the event as it is sent to Braze: {"name": "purchase", "properties": {"value": 25.5}}.',
  },
  {
    looks: "users' attributes and no events",
    is: (node) => memberOf(node, "attributes")?.kind === "array",
    next: sendsIt,
  },
];

const isTime = (node: JsonNode | undefined): boolean => /^\d{4}-\d\d-\d\d/.test(String(node?.value));

/** A user as exports write one (`/users/export/ids`, `/users/export/segment`). */
export function isProfile(node: JsonNode): boolean {
  return (
    has(node, ["external_id", "braze_id", "user_aliases"]) &&
    has(node, ["custom_attributes", "random_bucket", "push_subscribe", "email_subscribe", "total_revenue"])
  );
}
