import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { madeNames, valueClasses } from "../../src/braze/inputs.js";
import { inputsPage } from "./inputs-page.js";

test("docs/inputs.md says what the table says; `npm run docs` writes it anew", () => {
  const file = new URL("../../docs/inputs.md", import.meta.url);
  const page = inputsPage(valueClasses, madeNames);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(file, page);
  expect(readFileSync(file, "utf8")).toBe(page);
});
