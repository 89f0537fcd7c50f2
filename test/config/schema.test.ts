import { readdirSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { configJsonSchema } from "../../src/config/schema/schema.js";
import { catalogue } from "../../src/rules/registry.js";

const root = new URL("../../", import.meta.url);
const schema = configJsonSchema(catalogue);
const ajv = new Ajv({ allErrors: true });
ajv.addSchema(schema, "config");

/** Every example in a schema, with the pointer to the part of it that the example is of. */
function* examplesIn(part: unknown, pointer = "#"): Generator<[pointer: string, example: unknown]> {
  if (typeof part !== "object" || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === "examples" && Array.isArray(value)) for (const example of value) yield [pointer, example];
    else yield* examplesIn(value, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

/** What is wrong with a value by a part of the schema. */
function faults(pointer: string, value: unknown): string[] {
  const validate = ajv.compile({ $ref: `config${pointer}` });
  validate(value);
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

describe("what editors suggest from the schema is valid by it", () => {
  const examples = [...examplesIn(schema)];

  test("there are examples of most of it", () => expect(examples.length).toBeGreaterThan(80));

  test.each(examples)("%s: %j", (pointer, example) => expect(faults(pointer, example)).toEqual([]));
});

test.each(
  readdirSync(new URL("examples", root), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".yaml"),
  ),
)("examples/%s is valid by the schema", (name) => {
  expect(faults("#", parse(readFileSync(new URL(`examples/${name}`, root), "utf8")))).toEqual([]);
});

test("the schema refuses what is not", () => {
  expect(faults("#", { version: 2 })).toContainEqual(expect.stringContaining("version"));
  expect(faults("#/properties/movable_ink/properties/endpoint", "https://x.example")).not.toEqual([]);
  expect(faults("#/properties/lint/properties/ignore", [{ code: "MI133", reason: "none" }])).not.toEqual([]);
});
