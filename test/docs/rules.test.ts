import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pageFile, pageIndex, pageMarkdown } from "../../src/report/page.js";
import { pages } from "../../src/rules/registry.js";

const folder = new URL("../../docs/rules/", import.meta.url);

test("docs/rules says what the rules say, and nothing else; `npm run docs` writes it anew", () => {
  const files = new Map([...pages.values()].map((page) => [pageFile(page.kind), pageMarkdown(page)]));
  files.set("README.md", pageIndex(pages.values()));
  if (process.env.UPDATE_DOCS === "1") {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(new URL(name, folder), text);
  }
  expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files) expect(readFileSync(new URL(name, folder), "utf8"), name).toBe(text);
});
