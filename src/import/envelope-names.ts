/**
 * What tools call the members of an event's envelope, Movable Ink's documented name first. The others are those of Segment,
 * RudderStack, mParticle and Braze's own exports.
 */
export const envelopeNames = {
  type: ["type", "event_type", "kind"],
  event: ["event", "event_name", "eventName", "name"],
  user_id: [
    "user_id",
    "userId",
    "mi_u",
    "external_id",
    "externalId",
    "external_user_id",
    "customer_id",
    "customerId",
    "uid",
    "id",
  ],
  anonymous_id: ["anonymous_id", "anonymousId", "anon_id"],
  timestamp: [
    "timestamp",
    "ts",
    "time",
    "event_time",
    "eventTime",
    "occurred_at",
    "sent_at",
    "sentAt",
    "originalTimestamp",
    "created_at",
  ],
  timezone: ["timezone", "time_zone", "timeZone", "tz"],
  properties: [
    "properties",
    "props",
    "event_properties",
    "eventProperties",
    "data",
    "payload",
    "attributes",
    "traits",
  ],
} as const;
