import { describe, expect, test } from "vitest";
import { readSampleEvents } from "../../src/commands/init/sample-event.js";
import { UserError } from "../../src/diagnostics/diagnostic.js";

const readAll = (text: string) => readSampleEvents({ name: "event.json", text });
const read = (text: string) => readAll(text)[0]!;
const summary = (text: string) => {
  const { name, properties, notes } = read(text);
  return { name, properties: properties.map((member) => member.name), notes };
};
const refused = (text: string): UserError => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was taken");
};

describe("a sample event", () => {
  test.each([
    [
      "an event object",
      '{"external_id": "u1", "name": "Cart Viewed", "time": "2024-01-01T00:00:00Z", "properties": {"id": 1}}',
    ],
    [
      "a /users/track body",
      '{"attributes": [], "events": [{"name": "Cart Viewed", "properties": {"id": 1}}]}',
    ],
    ["a fixture", '{"user": {}, "event": {"name": "Cart Viewed", "properties": {"id": 1}}, "expect": {}}'],
  ])("is %s", (_, text) => {
    expect(summary(text)).toEqual({ name: "Cart Viewed", properties: ["id"], notes: [] });
  });

  test("may be properties alone, also when one of them is called name", () => {
    expect(summary('{"id": "p1", "name": "Blue shirt"}')).toEqual({
      name: undefined,
      properties: ["id", "name"],
      notes: [],
    });
  });

  test("may have no properties, and says so", () => {
    for (const text of ['{"name": "Logged In"}', '{"name": "Logged In", "properties": null}']) {
      expect(read(text)).toMatchObject({
        name: "Logged In",
        text: "{}",
        notes: ["the event has no properties"],
      });
    }
  });

  test("tells what Braze would not keep of it", () => {
    const text = JSON.stringify({ name: "A", properties: { bio: "x".repeat(300), ok: "y" } });
    expect(summary(text).notes).toEqual(["Braze keeps 255 characters of a string; this one has 300"]);
  });

  test.each([
    ["a body with several", '{"events": [{"name": "A"}, {"name": "B"}]}', ["A", "B"]],
    ["a list", '[{"name": "A"}, {"name": "B", "properties": {"x": 1}}]', ["A", "B"]],
    ["one a line", '{"name": "A"}\n\n{"name": "B"}\r\n', ["A", "B"]],
    [
      "calls of Segment",
      '[{"type": "identify", "userId": "u"}, {"type": "track", "event": "A", "userId": "u", "context": {}}]',
      ["A"],
    ],
    [
      "calls, one a line",
      '{"type": "page", "messageId": "1"}\n{"type": "track", "event": "A", "messageId": "2"}',
      ["A"],
    ],
    ["a batch", '{"batch": [{"type": "track", "event": "A", "messageId": "2"}], "sentAt": "now"}', ["A"]],
    [
      "a batch of mParticle",
      '{"events": [{"event_type": "custom_event", "data": {"event_name": "A", "custom_attributes": {"x": 1}}}]}',
      ["A"],
    ],
  ])("is each of several: %s", (_, text, names) => {
    expect(readAll(text).map(({ name }) => name)).toEqual(names);
  });

  test("is a call of Segment, with its properties and nothing around them", () => {
    expect(
      summary(
        '{"type": "track", "event": "Order Completed", "userId": "u", "context": {"ip": "1"}, "properties": {"type": "gift"}}',
      ),
    ).toEqual({ name: "Order Completed", properties: ["type"], notes: [] });
    // An event's own type is none of Segment's.
    expect(summary('{"type": "track", "id": 7}').properties).toEqual(["type", "id"]);
  });

  test("is an event of Currents, with its properties as text", () => {
    const event = { id: "1", user_id: "2", name: "A", properties: '{"x": 1.0}', app_id: "3" };
    expect(read(JSON.stringify(event))).toMatchObject({ name: "A", text: '{"x": 1.0}' });
    expect(refused(JSON.stringify({ ...event, properties: "{oops" })).message).toMatch(
      /JSON of one as a string/,
    );
  });

  const order =
    '{"id": 820982911946154508, "admin_graphql_api_id": "gid://shopify/Order/1", "name": "#1001", "line_items": [{"id": 1, "properties": []}], "total_price": "10.00"}';
  test.each([
    ["an order of Shopify", order, 1],
    ["an answer with one", `{"order": ${order}}`, 1],
    ["an answer with several", `{"orders": [${order}, ${order}]}`, 2],
    ["a list of them", `[${order}]`, 1],
    ["one a line", `{"order": ${order}}\n${order}`, 2],
  ])("is %s, whose number is not the event's name", (_, text, count) => {
    const found = readAll(text);
    expect(found).toHaveLength(count);
    for (const one of found)
      expect(one).toMatchObject({
        name: undefined,
        text: order,
        notes: expect.arrayContaining(["an order of Shopify is taken for the event's properties"]),
      });
  });

  test.each([
    '{"order": {"id": 1, "line_items": []}, "source": "web"}',
    '{"orders": [{"id": 1}]}',
    '{"order": {"id": 1}}',
    '{"type": "object", "properties": "none"}',
    '{"rate": {"type": "flat"}, "size": {"type": "number"}, "type": "object"}',
    '{"custom_attributes": {"a": 1}}',
    '{"external_id": "u1", "plan": "gold"}',
    '{"name": "Lamp", "count": 3}',
    '{"name": "Lamp", "first": 1, "last": 9, "count": 3}',
  ])("is properties alone: %s", (text) => {
    expect(read(text)).toMatchObject({ name: undefined, text });
  });

  test.each([
    '{"name": "A", "properties": {"rules": [1], "plan": {"type": "string"}}}',
    '{"name": "A", "properties": {"size": {"type": "shoe"}}}',
    '{"name": "A", "properties": {"amount": {"type": "number", "value": 3}}}',
    '{"name": "A", "properties": {"name": "x", "first": 1, "last": 2, "count": 3}}',
    '{"events": [{"name": "A", "external_id": "u", "properties": {"type": "object"}}]}',
    '{"type": "track", "event": "A", "userId": "u", "properties": {"size": {"type": "string"}}}',
  ])("is an event, whatever its properties are called: %s", (text) => {
    expect(read(text).name).toBe("A");
  });

  test("tells of purchases beside it", () => {
    expect(summary('{"events": [{"name": "A"}], "purchases": [{}, {}]}').notes).toContain(
      "its 2 purchases were not looked at",
    );
  });
});

describe("a file that is not a sample", () => {
  test.each([
    ["", 3, /"event.json" is empty/],
    [" \n", 3, /is empty/],
    ["hello", 3, /not a JSON value/],
    ['{"name": "A",}', 3, /comma/],
    ["[".repeat(600), 3, /nested more than 500 levels/],
    [`"${"x".repeat(6_000_000)}"`, 3, /6 MB/],
    ["[]", 1, /empty/],
    ["[1]", 1, /an event is an object/],
    ['{"type": "identify", "userId": "u", "traits": {}}', 1, /call of Segment or RudderStack to identify/],
    ['{"users": [{"external_id": "u"}]}', 1, /\/users\/export\/ids/],
    ['{"name": "A", "rules": {"properties": {}}}', 1, /tracking plan/],
    ['{"users": [{"external_id": "u", "custom_events": [{"name": "A", "count": 3}]}]}', 1, /export\/ids/],
    ['[{"external_id": "u", "custom_events": [{"name": "A", "count": 3}]}]', 1, /export\/ids/],
    ['[{"name": "A", "first": "2024-01-01", "last": "2024-02-01", "count": 3}]', 1, /export\/ids/],
    ['{"external_id": "u", "custom_attributes": {"a": 1}, "purchases": []}', 1, /profile of a user/],
    ['{"braze_id": "a", "random_bucket": 1}\n{"braze_id": "b", "random_bucket": 2}', 1, /profile of a user/],
    ['{"events": ["A", "B"], "message": "success"}', 1, /\/events\/list/],
    ['{"events": [{"name": "A", "included_in_analytics_report": false}]}', 1, /\/events or/],
    [
      '{"data": {"rules": [{"type": "TRACK", "key": "A", "jsonSchema": {}, "version": 1}]}}',
      1,
      /tracking plan/,
    ],
    ['[{"type": "TRACK", "key": "A", "jsonSchema": {"type": "object"}, "version": 1}]', 1, /tracking plan/],
    ['{"name": "P", "rules": {"events": [{"name": "A", "rules": {"properties": {}}}]}}', 1, /tracking plan/],
    [
      '{"name": "P", "events": [{"name": "A", "version": 1, "rules": {"properties": {}}}]}',
      1,
      /tracking plan/,
    ],
    ['{"events": [{"name": "A", "properties": [{"name": "id", "type": ["string"]}]}]}', 1, /tracking plan/],
    ['{"events": [{"name": "A", "properties": {"id": {"type": "string"}}}]}', 1, /tracking plan/],
    ['{"name": "A", "properties": {"type": "object", "properties": {"a": {"type": "string"}}}}', 1, /plan/],
    ['{"type": "object", "title": "A", "properties": {"a": {"enum": [1]}, "b": {"$ref": "#/x"}}}', 1, /plan/],
    ['{"data": {"trackingPlan": {"name": "P", "events": [{"jsonSchema": {}}]}}}', 1, /tracking plan/],
    ['{"attributes": [{"external_id": "u"}]}', 1, /attributes and no events/],
    ['{"name": "A"}\n{"name": "A", "properties": {"id": 1, "id": 2}}', 1, /"id" occurs twice/],
    ['{"name": "A"}\n{"name": }', 3, /./],
    ['"text"', 1, /not a string/],
    ["null", 1, /not null/],
    ["{}", 1, /empty/],
    ['{"events": []}', 1, /empty/],
    ['{"events": [1]}', 1, /an event is an object/],
    ['{"events": [{"properties": {}}]}', 1, /"name"/],
    ['{"events": [{"name": " "}]}', 1, /"name"/],
    ['{"purchases": [{"product_id": "p1"}]}', 1, /purchases and no events/],
    ['{"events": [{"name": "A", "properties": [1]}]}', 1, /"properties" is an object, not a list/],
    ['{"name": "A", "properties": {"id": 1, "id": 2}}', 1, /"id" occurs twice/],
    ['{"name": "\\ud800"}', 1, /Unicode/],
  ])("%# is refused", (text, exitCode, words) => {
    const error = refused(text);
    expect(error.exitCode).toBe(exitCode);
    expect(error.message).toMatch(words);
  });

  test("is shown with the place", () => {
    const [found] = refused('{"name": "A",\n "properties": [1]}').diagnostics;
    expect(found!.span!.source.text.slice(found!.span!.start)).toMatch(/^\[1\]/);
  });
});
