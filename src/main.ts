import { remembered } from "./cache/remembered.js";
import { fileReason, type Host } from "./host.js";
import { version } from "./version.js";

/** Exit codes of every command. */
const exitCodes = { clean: 0, findings: 1, usage: 2, failure: 3 } as const;

/** Everything outside, as the process has it. */
type Outside = Omit<Host, "secrets">;

/**
 * Runs one command. Touches nothing but the host; returns the exit code.
 * The version is printed before anything is loaded, since scripts ask for it often.
 * @param program the path of the file that changes whenever anything of the program does; without it no run is remembered
 */
export async function main(argv: readonly string[], host: Outside, program?: string): Promise<number> {
  const exitCode = await run(argv, host, program);
  const fault = (await host.stdout.fault?.()) ?? (await host.stderr.fault?.());
  // Whoever reads no further has what they wanted.
  if (!fault || fault.code === "EPIPE") return exitCode;
  host.stderr.write(`mi-braze: cannot write the output: ${fileReason(fault)}\n`);
  return exitCodes.failure;
}

async function run(argv: readonly string[], host: Outside, program: string | undefined): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    host.stdout.write(`${version()}\n`);
    return exitCodes.clean;
  }
  const run = async (outside: Outside) => (await import("./commands/program.js")).runProgram(argv, outside);
  return program === undefined ? run(host) : remembered(argv, host, program, run);
}
