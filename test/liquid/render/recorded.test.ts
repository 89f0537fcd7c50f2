import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memberOf, parseJson } from "../../../src/source/json.js";
import type { LiquidAnswer } from "../../oracle/liquid.js";
import { leniently, simplified } from "./plain.js";

const folder = new URL("../../cases/liquid/", import.meta.url);
const topics = readdirSync(folder).flatMap((name) => /^(.*)\.cases\.json$/.exec(name)?.[1] ?? []);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** Where we part from Ruby Liquid on purpose. */
const decided = new Map([
  ["{{ {{ a }} }}", "braces in braces are Braze's, and hold a value of their own"],
  ["{% include x %}", "Braze has no files, so `include` fails in one way only"],
]);

/** `ruby -W0 test/oracle/record-liquid.rb test/cases/liquid` records the answers anew. */
describe.each(topics)("what Ruby Liquid recorded: %s", (topic) => {
  const { root, faults } = parseJson({ name: topic, text: read(`${topic}.cases.json`) });
  const answers = JSON.parse(read(`${topic}.recorded.json`)) as Record<string, LiquidAnswer>;

  it("has an answer for each case", () => {
    expect(faults).toEqual([]);
    expect(root!.members!.map(({ name }) => name)).toEqual(Object.keys(answers));
  });

  it("is what we render", () => {
    const different = root!.members!.flatMap(({ name, value }) => {
      const template = memberOf(value, "template")!.value as string;
      if (decided.has(template)) return [];
      const ours = leniently(template, memberOf(value, "data"));
      const rubys = simplified(answers[name]!);
      return JSON.stringify(ours) === JSON.stringify(rubys) ? [] : [{ name, template, rubys, ours }];
    });
    expect(different).toEqual([]);
  });
});

it("parts from Ruby only where it was decided", () => {
  const templates = topics.flatMap((topic) =>
    parseJson({ name: topic, text: read(`${topic}.cases.json`) }).root!.members!.map(
      ({ value }) => memberOf(value, "template")!.value,
    ),
  );
  expect([...decided.keys()].filter((template) => !templates.includes(template))).toEqual([]);
});
