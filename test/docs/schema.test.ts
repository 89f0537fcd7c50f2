import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { configJsonSchema } from "../../src/config/schema/schema.js";
import { catalogue } from "../../src/rules/registry.js";
import { jsonText } from "../../src/source/json-text.js";

test("the schema that ships is the one of `mi-braze schema`; `npm run docs` writes it anew", () => {
  const file = new URL("../../templates/mi-braze.schema.json", import.meta.url);
  const schema = `${jsonText(configJsonSchema(catalogue), 2)}\n`;
  if (process.env.UPDATE_DOCS === "1") writeFileSync(file, schema);
  expect(readFileSync(file, "utf8")).toBe(schema);
});
