import type { Command } from "commander";
import { visibleName } from "../../egress/visible.js";
import type { Host } from "../../host.js";
import type { Style } from "../../report/style.js";
import { jsonText } from "../../source/json-text.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import { type ConfigOptions, examples, formatOption, formatsOf, projectOptions } from "../shared/options.js";
import type { Check } from "./check.js";
import { checksOf } from "./checks.js";

interface DoctorOptions extends ConfigOptions {
  readonly online?: boolean;
  readonly format: keyof typeof reports;
}

export function configure(command: Command, context: CommandContext): void {
  projectOptions(command)
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
  text: (checks, style) =>
    `${checks.map((check) => textOf(check, style)).join("\n")}\n\n${summaryOf(checks)}`,
  json: (checks) => jsonText({ checks: checks.map((check) => ({ ...check, next: check.next ?? null })) }, 2),
} satisfies Readonly<Record<string, (checks: readonly Check[], style: Style) => string>>;

function textOf({ state, what, says, next }: Check, style: Style): string {
  const { ok, attention, failed } = style.marks;
  const mark = { ok, warning: attention, error: failed }[state];
  const line = style.wrap(`${mark} ${style.bold(visibleName(what))}  ${visibleName(says)}`, 4);
  return next === undefined ? line : `${line}\n${style.wrap(`    ${style.dim(visibleName(next))}`, 4)}`;
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
