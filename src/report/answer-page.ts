import type { FindingKind } from "../diagnostics/diagnostic.js";
import type { AnswerGroup } from "../movable-ink/answers/groups.js";
import { type Answer, isDocumented } from "../movable-ink/answers/page.js";
import { catalogue } from "../rules/registry.js";
import { jsonText } from "../source/json-text.js";
import type { pageReports } from "./page.js";
import type { Style } from "./style.js";

/** What an answer or an error means, for the terminal. */
function answerText(page: Answer, style: Style): string {
  const head = (words: string) => style.bold(words);
  const parts = [
    `${head(page.id)}  ${page.title}`,
    style.paragraph(page.meaning),
    `${head("What to do")}\n${style.paragraph(page.fix)}`,
    ...(page.findings.length > 0 ? [`${head("lint says it as")}\n${findingsOf(page).join("\n")}`] : []),
    ...(page.undocumented === undefined ? [] : [style.paragraph(`Not documented: ${page.undocumented}`)]),
    ...page.sources.map(({ says, source }) => style.dim(`${says}:\n  ${source}`)),
  ];
  return `${parts.join("\n\n")}\n`;
}

const kindsOf = ({ findings }: Answer): FindingKind[] =>
  findings.flatMap((name) => catalogue.named(name) ?? []);

const findingsOf = (page: Answer): string[] => kindsOf(page).map(({ code, name }) => `${code} ${name}`);

function answerMarkdown(page: Answer): string {
  const { id, title, meaning, fix, undocumented, sources } = page;
  return [
    `## ${id}: ${title}`,
    meaning,
    `**What to do.** ${fix}`,
    ...(page.findings.length > 0
      ? [
          `**lint says it as** ${findingsOf(page)
            .map((name) => `\`${name}\``)
            .join(", ")}.`,
        ]
      : []),
    ...(undocumented === undefined ? [] : [`*Not documented: ${undocumented}*`]),
    ...(sources.length > 0 ? [sources.map(({ says, source }) => `- ${says}: <${source}>`).join("\n")] : []),
  ].join("\n\n");
}

/** An answer as scripts read it. */
export interface AnswerPage {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  /** Whether every sentence of `meaning` has a source. */
  readonly documented: boolean;
  /** What no source says. */
  readonly undocumented?: string;
  readonly sources: readonly { readonly says: string; readonly source: string }[];
  /** Codes of the findings by which lint tells of it before it is sent. */
  readonly findings: readonly string[];
}

export function answerJson(page: Answer): AnswerPage {
  const { id, title, meaning, fix, undocumented, sources } = page;
  return {
    id,
    title,
    meaning,
    fix,
    documented: isDocumented(page),
    ...(undocumented === undefined ? {} : { undocumented }),
    sources,
    findings: kindsOf(page).map(({ code }) => code),
  };
}

/** The ways in which one is printed: those of a finding's page. */
export const answerReports: Readonly<
  Record<keyof typeof pageReports, (page: Answer, style: Style) => string>
> = {
  text: answerText,
  json: (page) => jsonText(answerJson(page), 2),
  markdown: answerMarkdown,
};

/** The whole page of `docs/answers.md`. */
export const answersMarkdown = (groups: readonly AnswerGroup[]): string =>
  `${[
    "<!-- Made from src/movable-ink/answers/ and src/signal/answers.ts by `npm run docs`. -->",
    "# What an answer or an error means",
    '`mi-braze explain 401` shows the same in the terminal, and takes the text of an error, too: `mi-braze explain "comparison of String with 0 failed"`. `send` prints it with the answer.',
    ...groups.flatMap(({ title, pages }) => [
      `# ${title}`,
      // A page's text may hold what Markdown or Liquid would read.
      ...pages.map((page) => answerMarkdown({ ...page, meaning: page.meaning.replaceAll("{%", "\\{%") })),
    ]),
  ].join("\n\n")}\n`;
