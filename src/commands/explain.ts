import type { Command } from "commander";
import { UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { answerReports } from "../report/answer-page.js";
import type { Colors } from "../report/colors.js";
import { answers, explainable, explained } from "../report/explanations.js";
import { pageJson, pageList, pageReports } from "../report/page.js";
import { pages } from "../rules/registry.js";
import { allAnswers } from "../signal/answers.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { type CommonOptions, commonOptions, formatOption, formatsOf } from "./shared/options.js";

interface ExplainOptions extends CommonOptions {
  readonly list?: boolean;
  readonly format: keyof typeof pageReports;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .argument("[what]", "a finding's code or name, an HTTP status, a Braze abort type, a symptom")
    .option("--list", "all that there is, one a line")
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze explain MI062\n  mi-braze explain unescaped-text\n  mi-braze explain 401\n  mi-braze explain frequency_capped\n  mi-braze explain --list",
    )
    .action((code: string | undefined, options: ExplainOptions) =>
      context.run(options, (console) => explain(code, options, console)),
    );
  formatOption(command, formatsOf(pageReports));
}

async function explain(
  wanted: string | undefined,
  options: ExplainOptions,
  console: Console,
): Promise<number> {
  if (options.list) {
    console.data(options.format === "json" ? JSON.stringify(everything(), null, 2) : list(console.out));
    return 0;
  }
  if (wanted === undefined)
    throw wrong("what is to be explained? Give a code, such as MI062, a status, such as 401, or --list");
  const found = explained(wanted);
  if (!found)
    throw wrong(`there is nothing called ${JSON.stringify(wanted)}${didYouMean(wanted, explainable())}`, [
      "mi-braze explain --list shows all that there is.",
    ]);
  console.data(
    "page" in found
      ? pageReports[options.format](found.page, console.out)
      : answerReports[options.format](found.answer, console.out),
  );
  return 0;
}

const wrong = (message: string, notes: string[] = []): UserError =>
  new UserError([wrongUsage.report(message, { notes })], 2);

const everything = (): object[] => [...[...pages.values()].map(pageJson), ...answers()];

function list(colors: Colors): string {
  const groups = allAnswers.map(
    ({ title, pages: all }) =>
      `${colors.bold(title)}\n${all.map((page) => `${page.id.padEnd(34)} ${colors.dim(page.title)}`).join("\n")}`,
  );
  return [pageList(pages.values(), colors), ...groups].join("\n\n");
}
