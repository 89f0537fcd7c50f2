/** The tables of docs/performance.md: a heading, where and when it was measured, and rows. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("../docs/performance.md", import.meta.url));
const sections = () => readFileSync(page, "utf8").split(/^(?=## )/m);
const isOf = (title) => (section) => section.startsWith(`## ${title}\n`);

/** Puts a table in the place of the one with the same title, or at the end. */
export function writeTable(title, how, head, rows) {
  const [cpu] = cpus();
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: new URL(".", import.meta.url),
  });
  const where = `${how}; ${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB; ${new Date().toISOString().slice(0, 10)}, commit ${String(commit).trim()}`;
  const lines = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  const section = `## ${title}\n\n${where}.\n\n${lines.join("\n")}\n`;
  const all = sections();
  const place = all.findIndex(isOf(title));
  if (place < 0) all.push(section);
  else all[place] = section;
  writeFileSync(page, `${all.map((one) => one.trimEnd()).join("\n\n")}\n`);
}

/** The rows of a table by their first cell, each cell by its column; undefined where there is no such table. */
export function readTable(title) {
  const section = sections().find(isOf(title));
  if (!section) return undefined;
  const [head, , ...rows] = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(rows.map((row) => [row[0], Object.fromEntries(head.map((name, at) => [name, row[at]]))]));
}
