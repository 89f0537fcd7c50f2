import { existsSync, readdirSync, readFileSync } from "node:fs";
import ts from "typescript-api";
import { describe, expect, test } from "vitest";
import { findingKind } from "../../src/diagnostics/diagnostic.js";
import { diagnosticsJson } from "../../src/report/diagnostic-json.js";
import type { LintResult } from "../../src/report/lint-report.js";
import { lintWebhook } from "../../src/rules/lint-webhook.js";
import { catalogue } from "../../src/rules/registry.js";
import { type Rule, reportOf } from "../../src/rules/rule.js";
import { readWebhook } from "../../src/rules/subject/webhook.js";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const folder = "docs/contributing/";
const pages = readdirSync(new URL(folder, root)).map((name) => folder + name);

/** Files that a page invents. */
const examples = ["src/rules/request/empty-header.ts"];

describe.each(pages)("%s", (page) => {
  test("names files and folders that are there", () => {
    const paths = [...read(page).matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)].map(([, path]) => path!);
    expect(paths.filter((path) => !examples.includes(path) && !existsSync(new URL(path, root)))).toEqual([]);
  });

  test("is linked from CONTRIBUTING.md", () => expect(read("CONTRIBUTING.md")).toContain(`](${page})`));
});

test("the changelog says each thing once, also after a merge", () => {
  const lines = read("CHANGELOG.md").split("\n");
  const begins = lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(0, 60));
  expect(begins.filter((begin, at) => begins.indexOf(begin) < at)).toEqual([]);
});

/** What the first block of TypeScript on a page exports, given what it would import. */
function exported<Name extends string>(page: string, imports: object): Record<Name, unknown> {
  const [, source] = /```ts\n(export .*?)```/s.exec(read(page))!;
  const { outputText } = ts.transpileModule(source!, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const made = {} as Record<Name, unknown>;
  new Function("exports", ...Object.keys(imports), outputText)(made, ...Object.values(imports));
  return made;
}

test("the rule on its page finds what it says", () => {
  const made = exported<"emptyHeader">(`${folder}adding-a-rule.md`, { findingKind });
  const rule = made.emptyHeader as Rule;
  const found = [rule.bad, rule.good].map((example) => {
    if (!("body" in example)) throw new Error("a webhook is needed");
    const headers = { name: "headers.json", text: JSON.stringify(example.headers) };
    const body = { name: "body.liquid", text: example.body };
    const { webhook } = readWebhook({ body, headers }, catalogue);
    return rule.check!(webhook, reportOf(rule)).map(({ message }) => message);
  });
  expect(found).toEqual([['the header "X-Source" is empty'], []]);
  expect(catalogue.named(rule.kind.code)).toBeUndefined();
});

test("the format on its page prints what it says", () => {
  const made = exported<"lintReports">(`${folder}adding-a-format.md`, { diagnosticsJson });
  const { unix } = made.lintReports as { unix: (result: LintResult) => string };
  const { diagnostics } = lintWebhook({ body: { name: "body.liquid", text: '{"a": 1,}' } });
  expect(unix({ files: [], diagnostics })).toMatch(/^body\.liquid:1:\d+: .+ \[MI052\]$/);
});
