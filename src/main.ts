import type { Host } from "./host.js";
import { version } from "./version.js";

/** Exit codes of every command. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, failure: 3 } as const;

/**
 * Runs one command. Touches nothing but the host; returns the exit code.
 * The version is printed before anything is loaded, since scripts ask for it often.
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    host.stdout.write(`${version()}\n`);
    return exitCodes.clean;
  }
  const { runProgram } = await import("./commands/program.js");
  return runProgram(argv, host);
}
