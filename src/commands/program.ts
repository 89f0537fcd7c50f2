import { Command, CommanderError } from "commander";
import { UserError } from "../diagnostics/diagnostic.js";
import { guarded as guardedHost } from "../egress/guard.js";
import type { Host } from "../host.js";
import { version } from "../version.js";
import { commands } from "./index.js";
import { secretArguments, withoutArguments } from "./secret-arguments.js";
import { Console } from "./shared/console.js";
import type { CommandContext } from "./shared/context.js";
import { examples } from "./shared/options.js";

/** Parses the command line and runs what it names. Only that command's file is loaded. */
export async function runProgram(argv: readonly string[], outside: Omit<Host, "secrets">): Promise<number> {
  const host = guardedHost(outside);
  for (const secret of secretArguments(argv)) host.secrets.addUrl(secret);
  host.secrets.learn(argv.join(" "));
  let exitCode = 0;
  const program = new Command("mi-braze")
    .description("Braze webhooks for Movable Ink: generated, previewed, verified, linted.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .addHelpText(
      "after",
      examples(
        [
          "mi-braze init",
          "mi-braze generate",
          "mi-braze preview --user fixtures/viewed.json --why",
          "mi-braze verify",
        ],
        "Exit codes: 0 clean, 1 findings, 2 wrong command line, 3 could not run.",
      ),
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(withoutArguments(text, argv)),
    })
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help to see the options)");

  const context: CommandContext = {
    host,
    commands,
    run: async (options, action) => {
      exitCode = await guarded(new Console(host, options), action);
    },
  };
  const wanted = argv.filter((word) => word !== "help").find((word) => !word.startsWith("-"));
  for (const entry of commands) {
    const command = program
      .command(entry.name, { hidden: entry.isHidden === true })
      .description(entry.summary)
      .copyInheritedSettings(program);
    if (entry.name === wanted) (await entry.load()).configure(command, context);
  }

  if (argv.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

/** A user's mistake becomes findings; anything else is a bug of ours, said in one line. */
async function guarded(console: Console, action: (console: Console) => Promise<number>): Promise<number> {
  try {
    return await action(console);
  } catch (error) {
    if (error instanceof UserError) {
      console.diagnostics(error.diagnostics);
      return error.exitCode;
    }
    console.talk(
      `mi-braze: this is a bug, please report it: ${error instanceof Error ? error.message : error}`,
    );
    if (console.host.env.MI_BRAZE_DEBUG) throw error;
    return 3;
  }
}
