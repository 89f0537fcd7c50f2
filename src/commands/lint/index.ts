import type { Command } from "commander";
import { lintReports } from "../../report/lint-report.js";
import type { CommandContext } from "../shared/context.js";
import {
  cacheOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
  maxWarningsOption,
} from "../shared/options.js";
import type { LintOptions } from "./lint.js";

export function configure(command: Command, context: CommandContext): void {
  cacheOptions(commonOptions(configOption(command)))
    .argument(
      "[files...]",
      "templates, folders, globs, or - for stdin (default: the config and its generated bodies)",
    )
    .option("--fix", "fix what can be fixed safely, in the files given")
    .option("--fix-only <code...>", "fix these findings only, each by its code or name")
    .option("--dry-run", "with --fix: print the changes as a diff, and write nothing")
    .option("--strict", "make a body an error that is valid for everyday data only (MI065)")
    .addOption(maxWarningsOption())
    .option("--baseline <file>", "leave out the findings that this file lists")
    .option("--update-baseline", "write what is found now into the file that --baseline names")
    .option("--changed-since <ref>", "only findings that are new since the branch left this commit or branch")
    .option("--watch", "lint again whenever a file changes, until Ctrl-C")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze lint",
          "mi-braze lint hooks/ --fix --dry-run",
          "mi-braze lint hooks/ --fix-only MI062 MI057",
          "mi-braze lint hooks/ --format github     (in GitHub Actions)",
          "mi-braze lint --changed-since origin/main --format github",
          "mi-braze lint --baseline mi-braze-baseline.json --update-baseline",
          "mi-braze lint 'hooks/**/*.liquid' --format sarif > lint.sarif",
        ],
        "mi-braze explain CODE shows the page of a finding.",
      ),
    )
    .action((names: string[], options: LintOptions) =>
      context.run(options, async (console) => {
        // Most of the program: who asks for help does not wait for it.
        const { lint } = await import("./lint.js");
        return lint(context.host, names, options, console);
      }),
    );
  formatOption(command, ["text", ...formatsOf(lintReports)]);
}
