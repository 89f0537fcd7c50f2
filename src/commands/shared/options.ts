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

function envOption(command: Command): Command {
  return command.option("--env <name>", "one of the config's environments, such as staging");
}

/** What a command takes that works on a project's config, in one of its environments. */
export const projectOptions = (command: Command): Command => commonOptions(envOption(configOption(command)));

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

export const campaignOption = (): Option =>
  new Option(
    "--campaign <slug>",
    "the campaign (default: the fixture's, or the one that its event triggers)",
  );

/** Of commands that do not run again where nothing has changed: see src/cache/. */
export const cacheOptions = (command: Command): Command =>
  command
    .option(
      "--cache-location <folder>",
      "where to remember what was found (default: the user's cache folder)",
    )
    .option("--no-cache", "look at everything again, and remember nothing");

export const folderOption = (): Option => new Option("-d, --dir <folder>", "where to write").default(".");

export const maxWarningsOption = (): Option =>
  new Option("--max-warnings <n>", "exit 1 when there are more warnings").argParser(wholeNumber);

/** What is below a command's options: command lines, and what else there is to say. */
export const examples = (lines: readonly string[], more?: string): string =>
  ["", "Examples:", ...lines.map((line) => `  ${line}`), ...(more === undefined ? [] : ["", more])].join(
    "\n",
  );

/** A whole number from 0. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number, such as 0.");
  return Number(text);
}
