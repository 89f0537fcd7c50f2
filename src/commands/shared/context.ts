import type { Host } from "../../host.js";
import type { Console } from "./console.js";
import type { CommonOptions } from "./options.js";

/** What a command gets: the host, and where to print. */
export interface CommandContext {
  readonly host: Host;
  /** Ends with the exit code. Options are commander's; `console` is set up for their `--no-color` and `--quiet`. */
  run<Options extends CommonOptions>(
    options: Options,
    action: (console: Console) => Promise<number>,
  ): Promise<void>;
}
