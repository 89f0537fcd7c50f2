import type { Command } from "commander";
import { mappingReports, mappingSheets } from "../generate/mapping-sheet.js";
import type { Host } from "../host.js";
import type { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { requireWebhooks } from "./shared/load.js";
import { type ConfigOptions, examples, formatOption, formatsOf, projectOptions } from "./shared/options.js";

interface MappingOptions extends ConfigOptions {
  readonly format: keyof typeof mappingReports;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
    .addHelpText(
      "after",
      examples(["mi-braze mapping > mapping-sheet.md", "mi-braze mapping --format csv > mapping-sheet.csv"]),
    )
    .action((options: MappingOptions) =>
      context.run(options, (console) => mapping(context.host, options, console)),
    );
  formatOption(command, formatsOf(mappingReports));
}

async function mapping(host: Host, options: MappingOptions, console: Console): Promise<number> {
  const config = await requireWebhooks(host, options, console);
  console.data(mappingReports[options.format](config, mappingSheets(config)));
  return 0;
}
