import type { FindingKind } from "../diagnostics/diagnostic.js";
import { type Example, isRule, type Page } from "../rules/rule.js";
import { jsonText } from "../source/json-text.js";
import type { Style } from "./style.js";

/** The file of a kind's page in `docs/rules/`. */
export const pageFile = ({ code, name }: FindingKind): string => `${code}-${name}.md`;

/** A code's page as Markdown: the file in `docs/rules/`. */
export function pageMarkdown(page: Page): string {
  const { code, name, severity } = page.kind;
  return `${[`# ${code} ${name}`, `*${severity}${fixed(page)}*`, page.summary, ...sections(page)].join("\n\n")}\n`;
}

/** What is below a finding in a viewer that shows its name and summary: there, a path is not a link. */
export const pageHelp = (page: Page): string =>
  sections({ ...page, sources: page.sources?.filter(isAddress) }).join("\n\n");

function sections(page: Page): string[] {
  const { why, fix, sources = [] } = page;
  return [
    ...(why ? [`## Why it matters\n\n${why}`] : []),
    `## What to do\n\n${fix}`,
    ...(isRule(page)
      ? [
          `## Example\n\nThis has the finding:\n\n${fenced(page.bad)}`,
          `This has not:\n\n${fenced(page.good)}`,
        ]
      : []),
    ...(sources.length > 0
      ? [`## Sources\n\n${sources.map((source) => `- ${link(source)}`).join("\n")}`]
      : []),
  ];
}

/** The same for the terminal. */
function pageText(page: Page, style: Style): string {
  const { summary, why, fix, sources = [] } = page;
  const { code, name, severity } = page.kind;
  const color = { error: style.red, warning: style.yellow, info: style.cyan }[severity];
  const head = (words: string) => style.bold(words);
  const parts = [
    `${head(`${code} ${name}`)}  ${color(severity)}${style.dim(fixed(page))}`,
    style.paragraph(summary),
    `${head("Why it matters")}\n${style.paragraph(why)}`,
    `${head("What to do")}\n${style.paragraph(fix)}`,
    ...(isRule(page)
      ? [
          `${head("This has the finding")}\n${shown(page.bad, style)}`,
          `${head("This has not")}\n${shown(page.good, style)}`,
        ]
      : []),
    ...(sources.length > 0 ? [sources.map((source) => style.dim(source)).join("\n")] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A kind of finding and its page, as scripts read it. */
export interface PageJson {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  /** Whether `--fix` can fix it. */
  readonly fixable: boolean;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly sources: readonly string[];
  /** A webhook, config or payload that has the finding, and one that has none. */
  readonly bad?: object;
  readonly good?: object;
}

export function pageJson(page: Page): PageJson {
  const { summary, why, fix, sources = [] } = page;
  const { code, name, severity } = page.kind;
  return {
    code,
    name,
    severity,
    fixable: isRule(page) && page.fixes !== undefined,
    summary,
    why,
    fix,
    sources,
    ...(isRule(page) ? { bad: page.bad, good: page.good } : {}),
  };
}

/** The ways in which a page is printed. */
export const pageReports = {
  text: pageText,
  json: (page) => jsonText(pageJson(page), 2),
  markdown: pageMarkdown,
} satisfies Readonly<Record<string, (page: Page, style: Style) => string>>;

/** One line for each code, under its severity and name. */
export const pageList = (pages: Iterable<Page>, style: Style): string =>
  [...pages]
    .map(({ kind: { code, name, severity }, summary }) => {
      return `${style.bold(code)}  ${severity.padEnd(7)}  ${name.padEnd(26)} ${style.dim(summary.replaceAll("`", ""))}`;
    })
    .join("\n");

/** The index of `docs/rules/`. */
export function pageIndex(pages: Iterable<Page>): string {
  const rows = [...pages].map((page) => {
    const { code, name, severity } = page.kind;
    const fix = isRule(page) && page.fixes ? "yes" : "";
    return `| [\`${code}\`](${pageFile(page.kind)}) | ${name} | ${severity} | ${fix} | ${page.summary.replaceAll("|", "\\|")} |`;
  });
  return [
    "# What mi-braze finds",
    "",
    "Every code, with its page. `mi-braze explain CODE` shows the same in the terminal, and `lint --fix` fixes what says yes.",
    "",
    "| Code | Name | Severity | `--fix` | |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

const fixed = (page: Page): string =>
  (isRule(page) && page.fixes ? ", `--fix` fixes it" : "").replaceAll("`", "");

const isAddress = (source: string): boolean => source.startsWith("https:");

const link = (source: string): string => (isAddress(source) ? `<${source}>` : `[${source}](../../${source})`);

/** The files of an example, by name. */
function filesOf(example: Example): [name: string, language: string, text: string][] {
  if ("config" in example)
    return [
      ["mi-braze.yaml", "yaml", example.config],
      ...Object.entries(example.fixtures ?? {}).map(
        ([name, json]) => [name, "json", jsonText(json, 2)] as [string, string, string],
      ),
    ];
  if ("payload" in example) return [["the payload", "json", jsonText(example.payload, 2)]];
  return [
    ["body.liquid", "liquid", example.body],
    ...(example.url === undefined ? [] : ([["url.txt", "text", example.url]] as [string, string, string][])),
    ...(example.headers
      ? ([["headers.json", "json", jsonText(example.headers, 2)]] as [string, string, string][])
      : []),
    ...Object.entries(example.contentBlocks ?? {}).map(
      ([name, text]) => [`content_blocks/${name}.liquid`, "liquid", text] as [string, string, string],
    ),
  ];
}

function fenced(example: Example): string {
  const files = filesOf(example);
  return files
    .map(([name, language, text]) => {
      const block = `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
      return files.length > 1 ? `\`${name}\`\n\n${block}` : block;
    })
    .join("\n\n");
}

function shown(example: Example, style: Style): string {
  const files = filesOf(example);
  return files
    .map(([name, , text]) => {
      const lines = text
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`);
      return [...(files.length > 1 ? [style.dim(`  ${name}`)] : []), ...lines].join("\n");
    })
    .join("\n");
}
