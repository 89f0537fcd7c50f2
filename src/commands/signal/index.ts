import type { Command } from "commander";
import type { CommandContext } from "../shared/context.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
} from "../shared/options.js";
import { type CheckOptions, checkReports, signalCheck } from "./check.js";
import { type SignalGenerateOptions, signalGenerate } from "./generate.js";
import { signalInstall } from "./install.js";

export function configure(command: Command, { host, run }: CommandContext): void {
  command.addHelpText(
    "after",
    examples([
      "mi-braze signal generate",
      "mi-braze signal install --dry-run",
      "mi-braze signal check --sample sample.json",
    ]),
  );
  const sub = (name: string, summary: string): Command =>
    commonOptions(configOption(command.command(name).description(summary)));
  sub("generate", "write the install request, the mapping, the feed's schema and the checklist")
    .option("-o, --out <folder>", "where to write (default: webhooks beside the config)")
    .option("--check", "write nothing; exit 1 if the files are not up to date")
    .option("--force", "overwrite files that mi-braze did not make")
    .action((options: SignalGenerateOptions) =>
      run(options, (console) => signalGenerate(host, options, console)),
    );
  sub("install", "install the integration through Signal's management API")
    .option("--dry-run", "show the request, and send nothing")
    .option("-y, --yes", "install without asking")
    .action((options: ConfigOptions & { dryRun?: boolean; yes?: boolean }) =>
      run(options, (console) => signalInstall(host, options, console)),
    );
  formatOption(
    sub("check", "what is installed, beside the config; or whether sample data fits the feed")
      .option("--sample <file>", "check this sample against the feed's schema, and ask nobody")
      .action((options: CheckOptions) => run(options, (console) => signalCheck(host, options, console))),
    formatsOf(checkReports),
  );
}
