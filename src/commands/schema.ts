import type { Command } from "commander";
import { jsonText } from "../source/json-text.js";
import type { CommandContext } from "./shared/context.js";
import { type CommonOptions, commonOptions } from "./shared/options.js";

export function configure(command: Command, context: CommandContext): void {
  commonOptions(command).action((options: CommonOptions) =>
    context.run(options, async (console) => {
      const { catalogue } = await import("../rules/registry.js");
      const { configJsonSchema } = await import("../config/schema/schema.js");
      console.data(jsonText(configJsonSchema(catalogue), 2));
      return 0;
    }),
  );
}
