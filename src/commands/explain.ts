import type { Command } from "commander";
import { UserError } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { answerJson, answerReports } from "../report/answer-page.js";
import { answers, type Explained, explainable, explained, speakingOf } from "../report/explanations.js";
import { liquidGroups } from "../report/liquid-pages.js";
import { pageJson, pageList, pageReports } from "../report/page.js";
import type { Style } from "../report/style.js";
import { pages } from "../rules/registry.js";
import { allAnswers } from "../signal/answers.js";
import { jsonText, quoted } from "../source/json-text.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { type CommonOptions, commonOptions, examples, formatOption, formatsOf } from "./shared/options.js";

type Format = keyof typeof pageReports;

interface ExplainOptions extends CommonOptions {
  readonly list?: boolean;
  readonly format: Format;
}

/** As many as fit a screen. */
const shown = 12;

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .argument(
      "[what...]",
      "a finding's code or name, an HTTP status, a Braze abort type, the text of an error, a filter, tag or name of Liquid, or words",
    )
    .option("--list", "all that there is, one a line")
    .addHelpText(
      "after",
      examples([
        "mi-braze explain MI062",
        "mi-braze explain unescaped-text",
        "mi-braze explain 401",
        "mi-braze explain frequency_capped",
        'mi-braze explain "comparison of String with 0 failed"',
        "mi-braze explain events arrive twice",
        "mi-braze explain --list",
      ]),
    )
    .action((words: readonly string[], options: ExplainOptions) =>
      context.run(options, (console) => explain(words.join(" "), options, console)),
    );
  formatOption(command, formatsOf(pageReports));
}

async function explain(wanted: string, options: ExplainOptions, console: Console): Promise<number> {
  const { format } = options;
  if (options.list) {
    console.data(format === "json" ? jsonText(everything(), 2) : list(console.out));
    return 0;
  }
  if (wanted.trim() === "")
    throw wrong("what is to be explained? Give a code, such as MI062, a status, such as 401, or --list");
  const named = explained(wanted);
  if (named.length > 0) console.data(printed(named, format, console.out));
  else console.data(printedSearch(wanted, format, console.out));
  return 0;
}

/** The first whole, and the names of the others. */
function printed(found: readonly Explained[], format: Format, style: Style): string {
  const [first, ...others] = found;
  if (format === "json") return jsonText(others.length === 0 ? jsonOf(first!) : found.map(jsonOf), 2);
  const page =
    "page" in first! ? pageReports[format](first.page, style) : answerReports[format](first!.answer, style);
  return others.length === 0 ? page : `${page}\n${style.bold("See also")}\n${linesOf(others, style)}\n`;
}

function printedSearch(wanted: string, format: Format, style: Style): string {
  const found = speakingOf(wanted).slice(0, shown);
  const meant = didYouMean(wanted, explainable());
  if (found.length === 0)
    throw wrong(`there is nothing called ${quoted(wanted)}, and nothing speaks of it${meant}`, [
      "mi-braze explain --list shows all that there is.",
    ]);
  if (format === "json") return jsonText(found.map(jsonOf), 2);
  return [
    `There is nothing called ${quoted(wanted)}${meant || "."} These speak of it; mi-braze explain NAME shows one:`,
    "",
    linesOf(found, style),
  ].join("\n");
}

const linesOf = (found: readonly Explained[], style: Style): string =>
  found
    .map((one) =>
      "page" in one
        ? `${one.page.kind.code} ${one.page.kind.name}`.padEnd(36) + style.dim(one.page.summary)
        : one.answer.id.padEnd(36) + style.dim(one.answer.title),
    )
    .join("\n");

const jsonOf = (one: Explained): object => ("page" in one ? pageJson(one.page) : answerJson(one.answer));

const wrong = (message: string, notes: string[] = []): UserError =>
  new UserError([wrongUsage.report(message, { notes })], 2);

const everything = (): object[] => [...[...pages.values()].map(pageJson), ...answers().map(answerJson)];

function list(style: Style): string {
  const groups = [...allAnswers, ...liquidGroups].map(
    ({ title, pages: all }) =>
      `${style.bold(title)}\n${all.map((page) => `${page.id.padEnd(36)} ${style.dim(page.title)}`).join("\n")}`,
  );
  return [pageList(pages.values(), style), ...groups].join("\n\n");
}
