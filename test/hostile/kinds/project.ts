/** A small project that is in order. */
export const config = `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: product_viewed
    trigger: {custom_event: Product Viewed}
    properties:
      id: {type: string, required: true}
      title: string
      price: number
`;

const event = `"user": {"external_id": "u1", "time_zone": "Europe/Berlin"},
  "event": {"name": "Product Viewed", "time": "2023-12-06T19:20:45+01:00", "properties": {"id": "1", "title": "x", "price": 1}}`;

export const fixture = `{${event}}\n`;

/** The same fixture with the payload that it gives. */
export const expected = `{${event},
  "expect": {"payload": {"type": "track", "event": "product_viewed", "user_id": "u1", "timestamp": 1701886845000,
    "timezone": "Europe/Berlin", "properties": {"id": "1", "title": "x", "price": 1}}}}\n`;
