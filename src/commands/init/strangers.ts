import { type JsonNode, memberOf } from "../../source/json.js";

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
    looks: "purchases and no events",
    is: (node) => memberOf(node, "purchases")?.kind === "array" && !isProfile(node),
    next: "For purchases there is a preset: write preset: purchase and trigger: {purchase: any}.",
  },
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
    looks: "a tracking plan, which describes events and holds none",
    is: isPlan,
    next: "Give events that were sent, as your tool's debugger shows them.",
  },
  {
    looks: "users' attributes and no events",
    is: (node) => memberOf(node, "attributes")?.kind === "array",
    next: sendsIt,
  },
];

const isTime = (node: JsonNode | undefined): boolean => /^\d{4}-\d\d-\d\d/.test(String(node?.value));

/** A user as exports write one (`/users/export/ids`, `/users/export/segment`). */
function isProfile(node: JsonNode): boolean {
  return (
    has(node, ["external_id", "braze_id", "user_aliases"]) &&
    has(node, ["custom_attributes", "random_bucket", "push_subscribe", "email_subscribe", "total_revenue"])
  );
}

/** Where tools put a plan, or its events. */
const aroundPlans = ["data", "trackingPlan", "tracking_plan", "plan", "spec", "events", "trackingPlans"];

/** A plan of Segment, RudderStack or Avo, an event of one, or a JSON Schema. */
function isPlan(node: JsonNode): boolean {
  if (has(node, ["$schema", "rules", "jsonSchema", "json_schema"]) || isSchema(node)) return true;
  const properties = memberOf(node, "properties");
  if (properties && (isSchema(properties) || describes(properties))) return true;
  return aroundPlans.some((name) => {
    const inner = memberOf(node, name);
    return inner?.kind === "array" ? inner.items!.some(isPlan) : inner?.kind === "object" && isPlan(inner);
  });
}

function isSchema(node: JsonNode): boolean {
  const properties = memberOf(node, "properties");
  return memberOf(node, "type")?.value === "object" && properties !== undefined && describes(properties);
}

/** Types of JSON Schema, and what the tools call theirs. */
const types =
  /^(string|number|integer|int|long|float|boolean|bool|object|array|list|date|datetime|any|null)$/i;

/** Whether each of these is said to be of a type: properties that were sent hardly are all objects with a `type`. */
function describes(properties: JsonNode): boolean {
  const values = properties.items ?? (properties.members ?? []).map(({ value }) => value);
  return values.length > 0 && values.every(isOfType);
}

function isOfType(node: JsonNode): boolean {
  if (has(node, ["value"])) return false;
  const type = memberOf(node, "type");
  const written = type?.items ?? (type ? [type] : []);
  return written.length > 0
    ? written.every(({ value }) => typeof value === "string" && types.test(value))
    : has(node, ["$ref", "anyOf", "oneOf", "allOf", "enum", "const"]);
}
