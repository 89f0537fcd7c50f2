import { expect, test } from "vitest";
import { lintSource } from "../../src/index.js";

const notes = (body: string, code: string, contentBlocks: Record<string, string> = {}) =>
  lintSource(body, { contentBlocks })
    .diagnostics.filter((one) => one.code === code)
    .flatMap((one) => one.notes.map((note) => (typeof note === "string" ? note : note.message)))
    .join("\n");

const loop = (item: string) => `{"items":[{% for i in event_properties.\${items} %}${item}{% endfor %}]}`;

test("a comma between the items of a loop is reported as one", () => {
  expect(notes(loop('{"id":1},'), "MI052")).toContain("forloop.last");
  expect(notes(loop('{"id":1}'), "MI051")).toContain("forloop.last");
  expect(notes('{"a":1 "b":2}', "MI051")).not.toContain("forloop.last");
  expect(notes('{"a":1,}', "MI052")).not.toContain("forloop.last");
});

test("a line break that a Content Block brings is fixed in the block", () => {
  expect(notes('{"a":"{{content_blocks.${foo}}}"}', "MI057", { foo: "one\ntwo" })).toContain(
    "in the Content Block",
  );
  expect(notes('{"a":"one\ntwo"}', "MI057")).not.toContain("Content Block");
});
