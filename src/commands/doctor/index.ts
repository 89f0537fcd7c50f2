import type { Command } from "commander";
import type { Host } from "../../host.js";
import type { Colors } from "../../report/colors.js";
import { jsonText } from "../../source/json-text.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  envOption,
  examples,
  formatOption,
  formatsOf,
} from "../shared/options.js";
import type { Check } from "./check.js";
import { checksOf } from "./checks.js";

interface DoctorOptions extends ConfigOptions {
  readonly online?: boolean;
  readonly format: keyof typeof reports;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(envOption(configOption(command)))
    .option("--online", "ask the endpoint, too: a GET, which stores no event")
    .addHelpText(
      "after",
      examples(
        ["mi-braze doctor", "mi-braze doctor --env staging --online"],
        "Exit codes: 0 all in place, 1 something is missing that a command needs.",
      ),
    )
    .action((options: DoctorOptions) =>
      context.run(options, (console) => doctor(context.host, options, console)),
    );
  formatOption(command, formatsOf(reports));
}

async function doctor(host: Host, options: DoctorOptions, console: Console): Promise<number> {
  const checks = await checksOf(host, options);
  console.data(reports[options.format](checks, console.out));
  return checks.some(({ state }) => state === "error") ? 1 : 0;
}

const reports = {
  text: (checks, colors) =>
    `${checks.map((check) => textOf(check, colors)).join("\n")}\n\n${summaryOf(checks)}`,
  json: (checks) => jsonText({ checks: checks.map((check) => ({ ...check, next: check.next ?? null })) }, 2),
} satisfies Readonly<Record<string, (checks: readonly Check[], colors: Colors) => string>>;

const marks = { ok: "✓", warning: "!", error: "✗" } as const;

function textOf({ state, what, says, next }: Check, colors: Colors): string {
  const paint = { ok: colors.green, warning: colors.yellow, error: colors.red }[state];
  const line = `${paint(marks[state])}  ${colors.bold(what)}  ${says}`;
  return next === undefined ? line : `${line}\n     ${colors.dim(next)}`;
}

function summaryOf(checks: readonly Check[]): string {
  const counts = (["error", "warning"] as const).map((state) => ({
    state,
    number: checks.filter((check) => check.state === state).length,
  }));
  const [errors, warnings] = counts.map(({ number }) => number);
  if (errors === 0 && warnings === 0) return "Everything is in place.";
  return `${errors} missing, ${warnings} to look at.`;
}
