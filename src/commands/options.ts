import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommonOptions } from "./program.js";

export interface ConfigOptions extends CommonOptions {
  readonly config?: string;
}

/** `--no-color` and `--quiet`, which every command takes. */
export function commonOptions(command: Command): Command {
  return command
    .option("--no-color", "no colours (also NO_COLOR)")
    .option("-q, --quiet", "only errors and the data asked for");
}

export function configOption(command: Command): Command {
  return command.option(
    "-c, --config <file>",
    "the config (default: mi-braze.yaml, here or in a folder above)",
  );
}

export function formatOption<Format extends string>(command: Command, formats: readonly Format[]): Command {
  return command.addOption(
    new Option("--format <format>", "how to print").choices(formats).default(formats[0]),
  );
}

/** A whole number from 0, for `--max-warnings`. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("a whole number is needed, such as 0.");
  return Number(text);
}
