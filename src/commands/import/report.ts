import { join } from "node:path";
import { shownPath } from "../../braze/read-source.js";
import type { Config } from "../../config/model/config.js";
import { visibleName } from "../../egress/visible.js";
import type { Host } from "../../host.js";
import { type Change, shownPlace } from "../../import/entry.js";
import type { Loss } from "../../import/expression.js";
import { jsonText } from "../../source/json-text.js";
import { positionOf, type Source } from "../../source/source.js";
import type { Difference } from "../../verify/compare.js";
import type { Console } from "../shared/console.js";
import type { Outcome, Row } from "./side-by-side.js";

export interface ReportInput {
  readonly host: Host;
  readonly console: Console;
  readonly folder: string;
  readonly config: Config;
  readonly body: Source;
  /** Paths inside the folder. */
  readonly written: readonly string[];
  readonly losses: readonly Loss[];
  readonly outside: readonly string[];
  readonly changes: readonly Change[];
  readonly rows: readonly Row[];
}

/** Tells what was written, what of the body it does not say, and what becomes of each user. */
export function report(input: ReportInput): void {
  const { host, console, folder, config, body, written, losses, outside, changes, rows } = input;
  for (const path of written)
    console.data(console.out.green(`+ ${visibleName(shownPath(host, join(folder, path)))}`));
  if (losses.length + outside.length > 0) {
    console.data("\nNot carried over:");
    for (const { what, start, end } of losses) {
      const { line, column } = positionOf(body, start);
      const where = end > start ? `${visibleName(body.name)}:${line}:${column}  ` : "";
      console.data(`  ${console.out.dim(where)}${visibleName(what)}`);
    }
    for (const what of outside) console.data(`  ${visibleName(what)}`);
  }
  if (changes.length > 0) {
    console.data("\nSent otherwise:");
    for (const { path, what } of changes) console.data(`  ${visibleName(`${shownPlace(path)} ${what}`)}.`);
  }
  console.data(`\nThe same users under both bodies:\n${tableOf(grouped(rows), console)}`);
  console.data(`\n${summaryOf(rows)}`);
  const slug = config.campaigns[0]!.slug;
  console.talk("\nNext:");
  if (folder !== host.cwd) console.talk(`  cd ${visibleName(shownPath(host, folder))}`);
  console.talk(`  npx mi-braze preview --user fixtures/${slug}.json --why`);
  console.talk("  npx mi-braze generate");
}

interface Line {
  readonly user: string;
  readonly before: string;
  readonly after: string;
  readonly differs: readonly string[];
  readonly isGood: boolean;
}

/** Rows in words; users who fare alike share a line. */
function grouped(rows: readonly Row[]): Line[] {
  const lines: Line[] = [];
  const more = new Map<string, number>();
  for (const row of rows) {
    const line = lineOf(row);
    const key = [line.before, line.after, ...line.differs].join("\n");
    if (row.user.startsWith("without ")) {
      const at = more.get(key);
      if (at !== undefined) {
        lines[at] = { ...lines[at]!, user: `${lines[at]!.user}; ${row.user}` };
        continue;
      }
      more.set(key, lines.length);
    }
    lines.push(line);
  }
  return lines;
}

function lineOf({ user, before, after, differences, isTold, blank }: Row): Line {
  const both = before.kind === "sent" && after.kind === "sent";
  const isSame = differences.length === 0;
  const left = [
    isTold ? " but for the above" : "",
    blank === 0 ? "" : `, without ${blank} empty ${blank === 1 ? "member" : "members"}`,
  ].join("");
  return {
    user,
    before: wordOf(before),
    after: both ? (isSame ? `same${left}` : "differs") : wordOf(after),
    differs: differences.slice(0, mostDifferences).map(differenceText),
    isGood: both ? isSame : before.kind !== "sent" || after.kind !== "aborted",
  };
}

const mostDifferences = 3;

function wordOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "sent":
      return "sent";
    case "broken":
      return "not JSON: lost";
    case "failed":
      return "Liquid error: lost";
    case "aborted":
      return outcome.reason === ""
        ? "not sent"
        : `not sent: ${visibleName(outcome.reason.replace(/^[\w.-]+: /, "")).slice(0, 40)}`;
  }
}

function differenceText({ path, kind, expected, actual }: Difference): string {
  const short = (json: unknown) => {
    const text = jsonText(json);
    return text.length > 40 ? `${text.slice(0, 38)}…` : text;
  };
  if (kind === "missing") return `${path}: ${short(expected)} is left out`;
  return kind === "extra"
    ? `${path}: ${short(actual)} is new`
    : `${path}: ${short(expected)} is now ${short(actual)}`;
}

function tableOf(lines: readonly Line[], console: Console): string {
  const width = Math.min(44, Math.max(...lines.map(({ user }) => user.length)));
  const before = Math.max("body".length, ...lines.map((line) => line.before.length));
  const head = `  ${"".padEnd(width)}  ${"body".padEnd(before)}  generated`;
  const rows = lines.flatMap((line) => {
    const parts = wrapped(visibleName(line.user), width);
    const after = line.isGood ? line.after : console.out.yellow(line.after);
    return [
      `  ${parts[0]!.padEnd(width)}  ${line.before.padEnd(before)}  ${after}`,
      ...parts.slice(1).map((part) => `  ${part}`),
      ...line.differs.map((text) => `      ${console.out.dim(visibleName(text))}`),
    ];
  });
  return [console.out.dim(head), ...rows].join("\n");
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split("; ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= width)
      lines[lines.length - 1] = `${last}; ${word}`;
    else lines.push(word.length > width ? `${word.slice(0, width - 1)}…` : word);
  }
  return lines;
}

function summaryOf(rows: readonly Row[]): string {
  const both = rows.filter(({ before, after }) => before.kind === "sent" && after.kind === "sent");
  const same = both.filter(({ differences }) => differences.length === 0).length;
  const lost = rows.filter(({ before }) => before.kind === "broken" || before.kind === "failed");
  const saved = lost.filter(({ after }) => after.kind === "sent").length;
  return [
    both.length > 0
      ? `${same} of ${both.length} payloads that both send are the same${both.some(({ isTold }) => isTold) ? " but for the above" : ""}.`
      : "The body is valid JSON for none of them.",
    lost.length > 0
      ? ` Of ${lost.length} that the body loses, the generated one sends ${saved === 0 ? "none" : saved}${saved < lost.length ? " and aborts the rest with a reason" : ""}.`
      : "",
  ].join("");
}
