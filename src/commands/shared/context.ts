import type { Command } from "commander";
import type { Host } from "../../host.js";
import type { Console } from "./console.js";
import type { CommonOptions } from "./options.js";

/** A command's own file: it adds its arguments, options and action. */
export interface CommandModule {
  configure(command: Command, context: CommandContext): void;
}

/** Every command, in the order of the help. */
export type Commands = readonly {
  readonly name: string;
  readonly summary: string;
  /** Left out of the help: it is for programs. */
  readonly isHidden?: boolean;
  load(): Promise<CommandModule>;
}[];

/** What a command gets: the host, and where to print. */
export interface CommandContext {
  readonly host: Host;
  readonly commands: Commands;
  /** Ends with the exit code. Options are commander's; `console` is set up for their `--no-color` and `--quiet`. */
  run<Options extends CommonOptions>(
    options: Options,
    action: (console: Console) => Promise<number>,
  ): Promise<void>;
}
