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

/** Tools that write an event's properties as the text of JSON. */
const inCurrents = (properties: string) =>
  JSON.stringify({ id: "1", user_id: "b", external_user_id: "e", time: 1, name: "view_item", properties });
const inSegment = (properties: string) =>
  JSON.stringify({ type: "track", userId: "u", event: "A", properties });
const inMParticle = (properties: string) =>
  JSON.stringify({
    events: [
      { event_type: "custom_event", data: { event_name: "view_item", custom_attributes: properties } },
    ],
  });

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

  test.each([
    [
      "a body",
      '{"events": [{"name": "A"}], "purchases": [{"product_id": "p", "properties": {"size": 40}}]}',
      "A",
    ],
    ["a body of them alone", '{"purchases": [{"product_id": "p", "properties": {"size": 40}}]}'],
    [
      "Currents",
      '{"user_id": "u", "product_id": "p", "price": 1, "currency": "USD", "time": 1, "properties": "{\\"size\\": 40}"}',
    ],
  ])("has purchases, in %s", (_what, text, ...names) => {
    const all = readAll(text);
    expect(all.map(({ kind, name }) => [kind, name])).toEqual([
      ...names.map((name) => ["event", name]),
      ["purchase", undefined],
    ]);
    expect(all.at(-1)!.text).toBe('{"size": 40}');
  });

  test.each([
    [
      "an answer of /users/export/ids",
      '{"users": [{"external_id": "u", "custom_events": [{"name": "A", "count": 3}]}]}',
    ],
    ["a list of profiles", '[{"external_id": "u", "custom_events": [{"name": "A", "count": 3}]}]'],
  ])("is named alone by %s", (_what, text) => {
    expect(read(text)).toMatchObject({ name: "A", text: undefined, ids: ["external_id"] });
  });

  test.each([
    ["Google Analytics", '{"client_id": "1", "events": [{"name": "A", "params": {"id": 1}}]}'],
    ["Amplitude", '{"event_type": "A", "user_id": "u", "event_properties": {"id": 1}}'],
    ["Mixpanel", '{"event": "A", "properties": {"id": 1}}'],
    ["a data layer", '{"event": "A", "ecommerce": {"id": 1}}'],
  ])("is one of %s", (_what, text) => {
    expect(read(text)).toMatchObject({ name: "A", text: '{"id": 1}' });
  });

  test.each([
    [
      '{"type": "page", "userId": "u", "context": {}, "name": "Home", "properties": {"path": "/"}}',
      "Viewed Home Page",
    ],
    ['{"type": "screen", "userId": "u", "context": {}, "properties": {"path": "/"}}', "Loaded a Screen"],
  ])("is a page of Segment, by what a connection makes of it: %s", (text, name) => {
    expect(read(text)).toMatchObject({ name, text: '{"path": "/"}' });
  });

  test.each([
    [
      "Segment's",
      '{"rules": {"events": [{"name": "A", "rules": {"type": "object", "properties": {"context": {}, "properties": {"type": "object", "required": ["id"], "properties": {"id": {"type": ["null", "string"]}, "price": {"type": "number"}, "at": {"type": "string", "format": "date-time"}, "lines": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}}}}}}]}}',
      '{"id": "example id", "price": 19.99, "at": "2024-05-14T09:29:58Z", "lines": [{"n": 1}]}',
      '{"id": "example id"}',
    ],
    [
      "Segment's, of its API",
      '{"data": {"rules": [{"type": "TRACK", "key": "A", "jsonSchema": {"properties": {"properties": {"properties": {"url": {"type": "string", "format": "uri"}}}}}}, {"type": "IDENTIFY", "key": "B", "jsonSchema": {"properties": {"traits": {"type": "object", "properties": {"x": {"type": "string"}}}}}}]}}',
      '{"url": "https://www.example.com/"}',
      "{}",
    ],
    [
      "RudderStack's",
      '{"name": "P", "events": [{"name": "A", "eventType": "track", "rules": {"properties": {"properties": {"type": "object", "properties": {"on": {"type": "boolean"}}, "required": ["on"]}}}}]}',
      '{"on": true}',
    ],
    [
      "Avo's",
      '{"events": [{"name": "A", "properties": [{"name": "Mode", "type": "string", "required": true}, {"name": "tags", "type": "string", "list": true}]}]}',
      '{"Mode": "example Mode", "tags": ["example tags"]}',
      '{"Mode": "example Mode"}',
    ],
    [
      "a JSON Schema",
      '{"type": "object", "title": "A", "definitions": {"b": {"type": "number"}}, "properties": {"a": {"enum": ["M", "W"]}, "b": {"$ref": "#/definitions/b"}, "c": {"anyOf": [{"type": "null"}, {"type": "integer"}]}}}',
      '{"a": "M", "b": 19.99, "c": 1}',
      "{}",
    ],
  ])("is made up from a tracking plan: %s", (_what, text, ...wanted) => {
    const all = readAll(text);
    expect(all.map((one) => [one.name, one.text])).toEqual(wanted.map((one) => ["A", one]));
    expect(all[0]!.notes).toEqual([
      "a tracking plan says what there is: the values in the fixtures are made up",
    ]);
  });
});

describe("a file that is not a sample", () => {
  test.each([
    ["", 3, /"event.json" is empty/],
    [" \n", 3, /is empty/],
    ["hello", 3, /not a JSON value/],
    ['{"name": "A",}', 3, /comma/],
    ["[".repeat(600), 3, /nested more than 500 levels/],
    ["[]", 1, /empty/],
    ["[1]", 1, /an event is an object/],
    ['{"type": "identify", "userId": "u", "traits": {}}', 1, /call of Segment or RudderStack to identify/],
    [
      '{"events": [{"event_type": "screen_view", "data": {"screen_name": "A"}}]}',
      1,
      /screen_view of mParticle/,
    ],
    ['{"users": [{"external_id": "u"}]}', 1, /\/users\/export\/ids/],
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
    ['{"data": {"trackingPlan": {"name": "P", "events": [{"jsonSchema": {}}]}}}', 1, /tracking plan/],
    ['{"event_name": "A", "event_params": [{"key": "a", "value": {"int_value": 1}}]}', 1, /Google Analytics/],
    ['{"purchases": []}', 1, /empty/],
    ['{"purchases": [1]}', 1, /a purchase is an object/],
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
    ['{"events": [{"name": "A", "properties": [1]}]}', 1, /"properties" is an object, not a list/],
    ['{"name": "A", "properties": {"id": 1, "id": 2}}', 1, /"id" occurs twice/],
    ['{"name": "\\ud800"}', 1, /Unicode/],
    [inCurrents('{"price":5,"price":6}'), 1, /"price" occurs twice/],
    [inCurrents('{"items":[{"a":{"id":1,"\\u0069d":2}}]}'), 1, /"id" occurs twice/],
    [`[${inCurrents("{}")},${inCurrents('{"a":1,"a":1}')}]`, 1, /"a" occurs twice/],
    [`${inCurrents("{}")}\n${inCurrents('{"a":1,"a":1}')}`, 1, /"a" occurs twice/],
    [inCurrents('{"price":5,}'), 1, /JSON of one as a string: .*trailing comma/],
    [inCurrents('{"price":5'), 1, /JSON of one as a string: .*brace is missing/],
    [inCurrents(`{"a":${"[".repeat(600)}`), 1, /JSON of one as a string: .*nested more than 500 levels/],
    [inMParticle('{"qty":1,"qty":2}'), 1, /"qty" occurs twice/],
    [inMParticle("[1]"), 1, /"custom_attributes" is an object, or the JSON of one/],
    [inSegment('{"a":{"b":1,"b":2}}'), 1, /"b" occurs twice/],
  ])("%# is refused", (text, exitCode, words) => {
    const error = refused(text);
    expect(error.exitCode).toBe(exitCode);
    expect(error.message).toMatch(words);
  });

  test("and tells nothing but who somebody is has what to do next", () => {
    const [found] = refused('{"type": "identify", "userId": "u", "traits": {}}').diagnostics;
    expect(found!.notes[0]!.message).toMatch(/calls that track.*init --audience known_and_anonymous/);
  });

  test("is shown with the place", () => {
    const [found] = refused('{"name": "A",\n "properties": [1]}').diagnostics;
    expect(found!.span!.source.text.slice(found!.span!.start)).toMatch(/^\[1\]/);
  });

  test("is shown with the place in properties that are JSON in a text", () => {
    const { source, start } = refused(inCurrents('{"price":5,\n"price":6}')).diagnostics[0]!.span!;
    expect(source.name).toBe("event.json, the properties of view_item");
    expect(source.text.slice(start)).toBe('"price":6}');
  });
});
