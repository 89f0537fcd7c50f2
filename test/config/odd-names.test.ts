import { createFixture } from "fs-fixture";
import { expect, test } from "vitest";
import { main } from "../../src/main.js";
import { testHost } from "../support/host.js";

const config = (properties: string) => `version: 1
movable_ink: {endpoint: env:MI_ENDPOINT_URL, authorization: env:MI_BASIC_AUTH}
identity: {audience: known, user_id: external_id}
campaigns:
  - event: seen
    trigger: {custom_event: Seen}
    properties:
      ${properties}
`;

test.each<[string, string]>([
  [String.raw`"\0": string`, "U+0000"],
  [String.raw`"\x07a": string`, "U+0007"],
  [String.raw`"a\tb": string`, "U+0009"],
  [String.raw`"a\x7f": string`, "U+007F"],
  [String.raw`"a\u009bb": string`, "U+009B"],
  [String.raw`"a\u202eb": string`, "U+202E"],
  [String.raw`"a\u2066b": string`, "U+2066"],
  [String.raw`"a\u2028b": string`, "U+2028"],
  [String.raw`a: {type: string, from: "custom_attribute.a\0b"}`, "U+0000"],
  [String.raw`a: {type: string, from: [event_property.a, "event_property.a\x1bb"]}`, "U+001B"],
  [String.raw`a: {type: object, properties: {"\x01": string}}`, "U+0001"],
  [String.raw`a: {type: array, items: {"\x02": string}}`, "U+0002"],
])("%s is refused with a word, once", async (properties, character) => {
  await using folder = await createFixture({ "mi-braze.yaml": config(properties) });
  const host = testHost({ cwd: folder.path });
  expect(await main(["generate"], host)).toBe(1);
  expect(host.err().match(/a control character/g)).toHaveLength(1);
  expect(host.err()).toContain(`${character}, a control character`);
  expect(await folder.exists("webhooks")).toBe(false);
});

const names = [
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "then",
  "length",
];
const values = (names_: readonly string[]) =>
  `{${names_.map((name, index) => `"${name}": "v${index}"`).join(", ")}}`;

test.each([
  ["of the event", names.map((name) => `${name}: string`).join("\n      "), values(names), values(names)],
  [
    "inside an object",
    `all: {type: object, properties: {${names.map((name) => `${name}: string`).join(", ")}}}`,
    `{"all": ${values(names)}}`,
    `{"all": ${values(names)}}`,
  ],
  [
    "of the user",
    names.map((name) => `${name}: {type: string, from: custom_attribute.${name}}`).join("\n      "),
    "{}",
    values(names),
  ],
])("names that every object of JavaScript has are ordinary, %s", async (_, properties, event, expected) => {
  await using folder = await createFixture({
    "mi-braze.yaml": config(properties),
    "fixtures/a.json": `{"now": "2023-12-06T19:20:45Z",
      "user": {"external_id": "u", "custom_attributes": ${values(names)}},
      "event": {"name": "Seen", "time": "2023-12-06T19:20:45Z", "properties": ${event}},
      "expect": {"payload": {"type": "track", "event": "seen", "user_id": "u", "timestamp": 1701890445000,
        "properties": ${expected}}}}`,
  });
  const host = testHost({ cwd: folder.path });
  expect(await main(["verify"], host), host.out() + host.err()).toBe(0);
  expect(await main(["generate"], testHost({ cwd: folder.path }))).toBe(0);
  const linted = testHost({ cwd: folder.path });
  expect(await main(["lint"], linted), linted.err()).toBe(0);
});

test.each(names)("in a template, %s is a name like any other", async (name) => {
  const body = `{% assign ${name} = 1 %}{"a": {{${name}}}, "b": "{{\${${name}} | json_escape}}", "c": "{{custom_attribute.\${${name}} | ${name}}}", "d": "{{event_properties.\${a}.${name} | json_escape}}"}`;
  await using folder = await createFixture({ "a.liquid": body, "u.json": '{"user": {"external_id": "u"}}' });
  const linted = testHost({ cwd: folder.path });
  expect([0, 1]).toContain(await main(["lint", "a.liquid"], linted));
  expect(linted.err()).not.toMatch(/failed at|a bug/);
  const shown = testHost({ cwd: folder.path });
  expect([0, 1]).toContain(await main(["preview", "--template", "a.liquid", "-u", "u.json"], shown));
  expect(shown.err()).not.toMatch(/failed at|a bug/);
});
