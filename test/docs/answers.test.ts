import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answersMarkdown } from "../../src/report/answer-page.js";
import { allAnswers } from "../../src/signal/answers.js";

test("docs/answers.md says what the records say; `npm run docs` writes it anew", () => {
  const file = new URL("../../docs/answers.md", import.meta.url);
  const page = answersMarkdown(allAnswers);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(file, page);
  expect(readFileSync(file, "utf8")).toBe(page);
});
