import { type Command, InvalidArgumentError, Option } from "commander";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { type Assumptions, readAssumption } from "../../liquid/assumptions.js";

export interface CommonOptions {
  readonly color?: boolean;
  readonly quiet?: boolean;
}

export interface ConfigOptions extends CommonOptions {
  readonly config?: string;
  readonly env?: string;
}

export interface AssumeOptions {
  readonly assume?: readonly string[];
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

export function envOption(command: Command): Command {
  return command.option("--env <name>", "one of the config's environments, such as staging");
}

export function assumeOption(command: Command): Command {
  return command.addOption(
    new Option(
      "--assume <name=value>",
      "how Braze behaves where its documentation is silent, such as event-properties=string; may be given several times",
    ).argParser((text: string, before: readonly string[] = []) => [...before, text]),
  );
}

/** What `--assume` says, over what the config says. */
export function requireAssumptions(
  { assume = [] }: AssumeOptions,
  configured: Partial<Assumptions> = {},
): Partial<Assumptions> {
  const found: Diagnostic[] = [];
  const given: Record<string, string> = {};
  for (const text of assume) {
    const reading = readAssumption(text);
    if ("code" in reading) found.push(reading);
    else given[reading.name] = reading.value;
  }
  if (found.length > 0) throw new UserError(found, 2);
  return { ...configured, ...(given as Partial<Assumptions>) };
}

/** What a table of reports can print, the usual way first. */
export const formatsOf = <Format extends string>(reports: Readonly<Record<Format, unknown>>): Format[] =>
  Object.keys(reports) as Format[];

export function formatOption<Format extends string>(command: Command, formats: readonly Format[]): Command {
  return command.addOption(
    new Option("--format <format>", "how to print").choices(formats).default(formats[0]),
  );
}

/** A whole number from 0, for `--max-warnings`. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number, such as 0.");
  return Number(text);
}
