import type { Command } from "commander";
import { catalogue, codeNamed } from "../diagnostics/catalogue.js";
import { diagnostic, UserError } from "../diagnostics/diagnostic.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { pageJson, pageList, pageMarkdown, pageText } from "../report/page.js";
import { pages } from "../rules/registry.js";
import type { Console } from "./console.js";
import { commonOptions, formatOption } from "./options.js";
import type { CommandContext, CommonOptions } from "./program.js";

interface ExplainOptions extends CommonOptions {
  readonly list?: boolean;
  readonly format: "text" | "json" | "markdown";
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command)
    .argument("[code]", "a finding's code or name")
    .option("--list", "every code, one a line")
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze explain MI062\n  mi-braze explain unescaped-text\n  mi-braze explain --list",
    )
    .action((code: string | undefined, options: ExplainOptions) =>
      context.run(options, (console) => explain(code, options, console)),
    );
  formatOption(command, ["text", "json", "markdown"]);
}

async function explain(
  wanted: string | undefined,
  options: ExplainOptions,
  console: Console,
): Promise<number> {
  if (wanted === undefined || options.list) {
    if (wanted === undefined && !options.list)
      throw new UserError(
        [diagnostic("MI004", "what is to be explained? Give a code, such as MI062, or --list")],
        2,
      );
    const all = [...pages.values()];
    console.data(
      options.format === "json" ? JSON.stringify(all.map(pageJson), null, 2) : pageList(all, console.out),
    );
    return 0;
  }
  const code = codeNamed(wanted);
  const page = code && pages.get(code);
  if (!page) {
    const names = Object.entries(catalogue).flatMap(([one, { name }]) => [one, name]);
    throw new UserError(
      [
        diagnostic("MI004", `there is nothing called ${JSON.stringify(wanted)}${didYouMean(wanted, names)}`, {
          notes: ["mi-braze explain --list shows every code."],
        }),
      ],
      2,
    );
  }
  const printed = {
    text: () => pageText(page, console.out),
    json: () => JSON.stringify(pageJson(page), null, 2),
    markdown: () => pageMarkdown(page),
  };
  console.data(printed[options.format]());
  return 0;
}
