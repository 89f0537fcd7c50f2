import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/liquid/limits.js";
import { filterExceptions } from "../liquid/exceptions.js";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const page = read("docs/emulator.md");
const examples = JSON.parse(read("test/cases/documentation/examples.json")) as Record<
  string,
  { readonly note?: string }[]
>;

/** Words of the page, line breaks and escapes of a table aside. */
const words = page.replaceAll("\\|", "|").replace(/\s+/g, " ");

describe("the page about the emulator", () => {
  const paths = [...page.matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)].map(([, path]) => path!);
  const links = [...page.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, path]) => `docs/${path}`);

  test.each([...new Set([...paths, ...links])])("names %s, which is there", (path) => {
    expect(existsSync(new URL(path, root))).toBe(true);
  });

  test.each(Object.entries(defaultLimits))("tells the limit %s", (name, value) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``));
    expect(row).toContain(`| ${value.toLocaleString("en-GB")} |`);
  });

  test.each(filterExceptions.map(({ reason }) => reason))("tells where we differ from Ruby: %s", (reason) => {
    expect(words).toContain(reason);
  });

  test("tells of every example of the documentation whose printed output is wrong", () => {
    const notes = Object.values(examples).flatMap((rows) => rows.flatMap(({ note = "" }) => note));
    for (const note of notes.filter((one) => one.startsWith("The page prints")))
      expect(words).toContain(note);
  });
});
