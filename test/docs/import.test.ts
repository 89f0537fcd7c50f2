import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { table } from "./markdown.js";

const cases = new URL("../cases/import/", import.meta.url);

/** What the report of a case says of its users. */
function row(name: string): string[] {
  const lines = readFileSync(new URL(`${name}/report.txt`, cases), "utf8").split("\n");
  const summary = lines.filter((line) => line !== "").at(-1)!;
  const [, same = "0", both = "0"] = /^(\d+) of (\d+) payloads/.exec(summary) ?? [];
  const [, lost = "0", sent = "none"] =
    /Of (\d+) that the body loses, the generated one sends (\w+)/.exec(summary) ?? [];
  const from = lines.indexOf("Not carried over:");
  const left = from < 0 ? 0 : lines.slice(from + 1).indexOf("");
  return [name.replaceAll("-", " "), both, same, lost, sent === "none" ? "0" : sent, String(left)];
}

test("docs/import.md shows what comes of each body; `npm run docs` writes the table anew", () => {
  const file = new URL("../../docs/import.md", import.meta.url);
  const text = readFileSync(file, "utf8");
  const head = [
    "Body",
    "Payloads that both send",
    "of these the same",
    "Lost today",
    "of these sent",
    "Not carried over",
  ];
  const bodies = table(head, readdirSync(cases).map(row));
  const page = text.replace(/(<!-- bodies -->\n).*?(<!-- \/bodies -->)/s, `$1${bodies}\n$2`);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(file, page);
  expect(readFileSync(file, "utf8")).toBe(page);
});
