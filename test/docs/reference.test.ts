import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { brazeNames, reservedProperties } from "../../src/braze/names.js";
import { assumptions, readAssumption } from "../../src/liquid/assumptions.js";
import { filters } from "../../src/liquid/filters/index.js";
import { unsupportedFilters } from "../../src/liquid/filters/unsupported.js";
import type { TagDefinition } from "../../src/liquid/tags/definition.js";
import { tags } from "../../src/liquid/tags/index.js";
import { assumptionsPage } from "./assumptions-page.js";
import { filtersPage } from "./filters-page.js";
import { namesPage } from "./names-page.js";
import { tagsPage } from "./tags-page.js";

const folder = new URL("../../docs/liquid/", import.meta.url);

const pages: Readonly<Record<string, string>> = {
  "filters.md": filtersPage([...filters.values()], unsupportedFilters),
  "tags.md": tagsPage(Object.values<TagDefinition>(tags)),
  "names.md": namesPage(brazeNames, reservedProperties.event),
  "assumptions.md": assumptionsPage(assumptions),
};

/** Cells of a row of a table: a pipe that is escaped ends none. */
const cells = (line: string): number => line.replaceAll("\\|", "").split("|").length - 2;

describe.each(Object.entries(pages))("docs/liquid/%s", (name, page) => {
  test("says what the records say; `npm run docs` writes it anew", () => {
    const file = new URL(name, folder);
    if (process.env.UPDATE_DOCS === "1") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, page);
    }
    expect(readFileSync(file, "utf8")).toBe(page);
  });

  test("has as many cells in each row of a table as in its head", () => {
    const outside = page.replace(/^```.*?^```$/gms, "");
    let head = 0;
    for (const line of outside.split("\n")) {
      if (!line.startsWith("|")) head = 0;
      else if (head === 0) head = cells(line);
      else expect(cells(line), line).toBe(head);
    }
    expect(outside).toMatch(/^\| --- \|/m);
  });
});

test("every record is on its page", () => {
  const named = (page: string, names: readonly string[]) => names.filter((name) => !page.includes(name));
  expect(named(pages["filters.md"]!, [...filters.keys(), ...Object.keys(unsupportedFilters)])).toEqual([]);
  expect(named(pages["tags.md"]!, Object.keys(tags))).toEqual([]);
  expect(named(pages["assumptions.md"]!, Object.keys(assumptions))).toEqual([]);
});

test("every assumption that a page switches is one, with a value that it has", () => {
  const docs = new URL("../../docs/", import.meta.url);
  const pages = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  const switches = pages.flatMap((name) => {
    const text = readFileSync(new URL(name, docs), "utf8");
    const flags = [...text.matchAll(/--assume ([\w-]+=[\w-]+)/g)].map(([, one]) => one!);
    const [, block = ""] = /^assume:\n((?: {2}.*\n)+)/m.exec(text) ?? [];
    return [
      ...flags,
      ...block
        .trimEnd()
        .split("\n")
        .filter(Boolean)
        .map((line) => line.trim().replace(": ", "=")),
    ];
  });
  expect(switches.length).toBeGreaterThan(3);
  for (const one of switches)
    if (!/NAME|VALUE/.test(one)) expect(readAssumption(one), one).toHaveProperty("value");
});
