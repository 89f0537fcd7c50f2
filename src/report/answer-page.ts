import type { AnswerPage } from "../movable-ink/answers.js";
import type { Colors } from "./colors.js";
import type { pageReports } from "./page.js";

const undocumented =
  "Not documented: no page of the platform says what it means here; this is what HTTP says, and what its caller does with it.";

/** What a status, an abort type or a symptom means, for the terminal. */
function answerText(page: AnswerPage, colors: Colors): string {
  const parts = [
    `${colors.bold(page.id)}  ${page.title}`,
    page.meaning,
    `${colors.bold("What to do")}\n${page.remedy}`,
    page.documented ? colors.dim(page.source ?? "") : colors.dim(undocumented),
  ];
  return `${parts.join("\n\n")}\n`;
}

function answerMarkdown({ id, title, meaning, remedy, documented, source }: AnswerPage): string {
  return [
    `## ${id}: ${title}`,
    meaning,
    `**What to do.** ${remedy}`,
    documented && source ? `<${source}>` : `*${undocumented}*`,
  ].join("\n\n");
}

/** The ways in which one is printed: those of a finding's page. */
export const answerReports: Readonly<
  Record<keyof typeof pageReports, (page: AnswerPage, colors: Colors) => string>
> = {
  text: answerText,
  json: (page) => JSON.stringify(page, null, 2),
  markdown: answerMarkdown,
};

/** The whole page of `docs/answers.md`. */
export const answersMarkdown = (
  groups: readonly { readonly title: string; readonly pages: readonly AnswerPage[] }[],
): string =>
  `${[
    "<!-- Made from src/movable-ink/answers.ts by `npm run docs`. -->",
    "# What an answer means",
    "`mi-braze explain 401` shows the same in the terminal; `send` prints it with the answer.",
    ...groups.flatMap(({ title, pages }) => [
      `# ${title}`,
      // A page's text may hold what Markdown or Liquid would read.
      ...pages.map((page) => answerMarkdown({ ...page, meaning: page.meaning.replaceAll("{%", "\\{%") })),
    ]),
  ].join("\n\n")}\n`;
