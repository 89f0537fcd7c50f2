import { describe, expect, test } from "vitest";
import { readSampleEvent } from "../../src/commands/init/sample-event.js";
import { UserError } from "../../src/diagnostics/diagnostic.js";

const read = (text: string) => readSampleEvent({ name: "event.json", text });
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
    expect(summary(text).notes).toEqual(["Braze keeps 255 characters of a text; this one has 300"]);
  });

  test("is the first of several, and says so", () => {
    expect(summary('{"events": [{"name": "A"}, {"name": "B"}]}').notes[0]).toBe(
      "the first of its 2 events was taken",
    );
  });
});

describe("a file that is no sample", () => {
  test.each([
    ["", 3, /"event.json" is empty/],
    [" \n", 3, /is empty/],
    ["hello", 3, /not a JSON value/],
    ['{"name": "A",}', 3, /comma/],
    ["[".repeat(600), 3, /nested more than 500 levels/],
    [`"${"x".repeat(6_000_000)}"`, 3, /6 MB/],
    ["[]", 1, /not a list/],
    ['"text"', 1, /not a string/],
    ["null", 1, /not null/],
    ["{}", 1, /empty/],
    ['{"events": []}', 1, /"events" is empty/],
    ['{"events": [1]}', 1, /an event is an object/],
    ['{"events": [{"properties": {}}]}', 1, /"name"/],
    ['{"events": [{"name": " "}]}', 1, /"name"/],
    ['{"purchases": [{"product_id": "p1"}]}', 1, /purchases and no events/],
    ['{"events": [{"name": "A", "properties": [1]}]}', 1, /"properties" is an object, not a list/],
    ['{"name": "A", "properties": {"id": 1, "id": 2}}', 1, /"id" stands twice/],
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
