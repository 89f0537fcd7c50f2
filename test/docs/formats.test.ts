import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/commands/index.js";
import { main } from "../../src/main.js";
import { lintReports } from "../../src/report/lint-report.js";
import { testHost } from "../support/host.js";

const docs = new URL("../../docs/", import.meta.url);
const pageOf = (name: string): string => readFileSync(new URL(`${name}.md`, docs), "utf8");

/** What `--help` says that `--format` takes. */
async function formatsOf(...command: string[]): Promise<string | undefined> {
  const host = testHost({ cwd: "/" });
  await main([...command, "--help"], host);
  const [, choices] =
    /--format <format>.*?\(choices:\s+((?:"\w+"[,\s]*)+)/s.exec(host.out() + host.err()) ?? [];
  return choices && [...choices.matchAll(/"(\w+)"/g)].map(([, one]) => one).join("|");
}

/** What the usage on a page says of each command, `signal check` included. */
const usages = readdirSync(docs)
  .filter((file) => file.endsWith(".md"))
  .flatMap((file) =>
    [
      ...readFileSync(new URL(file, docs), "utf8").matchAll(
        /^mi-braze ([a-z]+(?: [a-z]+)?) .*?\[--format ([\w|]+)\]/gm,
      ),
    ].map(([, command, formats]) => [command!, formats!] as const),
  );

describe("the usage of each page lists the formats that its command takes", () => {
  test.each(usages)("%s", async (command, formats) => {
    expect(await formatsOf(...command.split(" "))).toBe(formats);
  });

  test("every command that takes one has such a usage", async () => {
    const taking: string[] = [];
    for (const { name } of commands) if (await formatsOf(name)) taking.push(name);
    expect(taking.length).toBeGreaterThan(5);
    expect(taking.filter((name) => !usages.some(([command]) => command === name))).toEqual([]);
  });
});

test("docs/lint.md says what each format of lint is for", () => {
  const rows = [...pageOf("lint").matchAll(/^\| `(\w+)` \| \S/gm)].map(([, name]) => name);
  expect(rows).toEqual(expect.arrayContaining(["text", ...Object.keys(lintReports)]));
});
