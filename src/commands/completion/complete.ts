import { RootCommand } from "@bomb.sh/tab";
import { Command } from "commander";
import type { CommandContext } from "../shared/context.js";
import { printedBy } from "./printed-by.js";
import { type Values, valuesFor } from "./values.js";

/** What ends an answer: the shell completes names of files, or it does not. */
const [files, noFiles] = [":0", ":4"];

export function configure(command: Command, context: CommandContext): void {
  command
    .argument("[words...]")
    .allowUnknownOption()
    .helpOption(false)
    .action((words: string[]) =>
      context.run({}, async ({ host }) => {
        host.stdout.writeFile(await answerTo(words, context));
        return 0;
      }),
    );
}

/** What a shell is answered that asks how a line may go on: the words so far, the last of which may be empty. */
async function answerTo(words: readonly string[], context: CommandContext): Promise<string> {
  const root = new RootCommand();
  const [name] = words;
  let takesFiles = false;
  for (const { name: known, summary, load, isHidden } of context.commands) {
    if (isHidden) continue;
    if (known !== name || words.length < 2) root.command(known, summary);
    else {
      const wanted = new Command(known).description(summary);
      (await load()).configure(wanted, context);
      describe(root, known, wanted, await valuesFor(context.host, wanted));
      takesFiles = wantsFile(wanted, words.at(-2)!);
    }
  }
  // What has no description ends at its name: zsh would show "--" for an empty one.
  const answer = printedBy(() => root.parse([...words])).replace(/\t$/gm, "");
  return takesFiles && answer === `${noFiles}\n` ? `${files}\n` : answer;
}

/** Tells the library of a command, and of those within. */
function describe(root: RootCommand, path: string, command: Command, values: Values): void {
  const described = root.command(path, command.description());
  for (const option of command.options) {
    const long = option.long?.slice(2);
    if (long === undefined) continue;
    const short = option.short?.slice(1);
    if (option.isBoolean()) described.option(long, option.description, short);
    else {
      const given = option.argChoices ?? values.ofOption.get(long) ?? [];
      described.option(
        long,
        option.description,
        (complete) => {
          for (const value of given) complete(value, "");
        },
        short,
      );
    }
  }
  for (const argument of command.registeredArguments) {
    const given = argument.argChoices ?? values.ofArgument.get(argument.name()) ?? [];
    described.argument(
      argument.name(),
      (complete) => {
        for (const value of given) complete(value, "");
      },
      argument.variadic,
    );
  }
  for (const inner of command.commands) describe(root, `${path} ${inner.name()}`, inner, values);
}

/** Whether a file may come after a word of a command. */
function wantsFile(command: Command, before: string): boolean {
  const option = command.options.find(({ long, short }) => before === long || before === short);
  if (option && !option.isBoolean()) return /<(file|folder)/.test(option.flags);
  return command.registeredArguments.some(({ argChoices }) => !argChoices);
}
