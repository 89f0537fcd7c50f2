import type { Command } from "commander";
import { verifyReports } from "../../report/verify-report.js";
import type { CommandContext } from "../shared/context.js";
import {
  assumeOption,
  cacheOptions,
  commonOptions,
  configOption,
  examples,
  formatOption,
  formatsOf,
  maxWarningsOption,
} from "../shared/options.js";
import type { VerifyOptions } from "./verify.js";

export function configure(command: Command, context: CommandContext): void {
  cacheOptions(assumeOption(commonOptions(configOption(command))))
    .argument("[fixtures...]", "files or globs (default: the config's fixtures)")
    .option("--template <file>", "a body that you wrote, instead of the campaigns; needs no config")
    .option("--update", "write what is rendered into the fixtures as what they expect")
    .option("-y, --yes", "with --update: write over what was expected until now without asking")
    .option("--watch", "verify again whenever a file changes, until Ctrl-C")
    .addOption(maxWarningsOption())
    .addHelpText(
      "after",
      examples([
        "mi-braze verify",
        "mi-braze verify 'fixtures/*.json' --format junit",
        "mi-braze verify --template hooks/order.liquid 'fixtures/order-*.json'",
      ]),
    )
    .action((fixtures: string[], options: VerifyOptions) =>
      context.run(options, async (console) => {
        // Most of the program: who asks for help does not wait for it.
        const { verify } = await import("./verify.js");
        return verify(context.host, fixtures, options, console);
      }),
    );
  formatOption(command, formatsOf(verifyReports));
}
