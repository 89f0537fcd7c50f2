import type { Command } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { count } from "../report/diagnostic-text.js";
import { type LintResult, lintReports } from "../report/lint-report.js";
import { type ConfigIgnore, needlessInConfig } from "../rules/ignoring.js";
import { lintWebhook } from "../rules/lint-webhook.js";
import type { Console } from "./console.js";
import { configTargets, fileTargets, type LintTarget } from "./lint-targets.js";
import { type ConfigOptions, commonOptions, configOption, formatOption, wholeNumber } from "./options.js";
import type { CommandContext } from "./program.js";

interface LintOptions extends ConfigOptions {
  readonly format: "text" | keyof typeof lintReports;
  readonly maxWarnings?: number;
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument(
      "[files...]",
      "templates, folders, globs, or - for stdin (default: the config and its generated bodies)",
    )
    .option("--max-warnings <n>", "exit 1 when there are more warnings", wholeNumber)
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze lint\n  mi-braze lint hooks/ --format github     (in GitHub Actions)\n  mi-braze lint 'hooks/**/*.liquid' --format sarif > lint.sarif",
    )
    .action((files: string[], options: LintOptions) =>
      context.run(options, (console) => lint(context.host, files, options, console)),
    );
  formatOption(command, ["text", "json", "sarif", "github", "junit"]);
}

async function lint(
  host: Host,
  names: readonly string[],
  options: LintOptions,
  console: Console,
): Promise<number> {
  const { targets, diagnostics, ignores } =
    names.length > 0 ? await fileTargets(host, names, options) : await configTargets(host, options);
  const used = new Set<ConfigIgnore>();
  const linted = targets.map((target) => {
    const found = lintWebhook(target, { ignore: ignores, used });
    return {
      file: target.body.name,
      ...found,
      diagnostics: found.diagnostics.map((one) => placed(one, target)),
    };
  });
  const result: LintResult = {
    files: linted,
    diagnostics: [
      ...diagnostics,
      ...linted.flatMap((one) => one.diagnostics),
      ...needlessInConfig(concerned(ignores, targets, names.length === 0), used),
    ],
  };
  if (options.format === "text") talk(result, names.length === 0, console);
  else console.data(lintReports[options.format](result));
  if (diagnostics.some(({ code }) => code === "MI001" || code === "MI003")) return 3;
  const { warnings } = count(result.diagnostics);
  const tooMany = warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY);
  return hasErrors(result.diagnostics) || tooMany ? 1 : 0;
}

/** A finding in a generated body belongs to its campaign in the config. */
function placed(found: Diagnostic, { origin }: LintTarget): Diagnostic {
  if (!origin) return found;
  const inBody = found.span ? [{ message: "in the generated body:", span: found.span }] : [];
  return { ...found, span: origin.config.spanOf(origin.path), notes: [...inBody, ...found.notes] };
}

/** Ignores that this run can tell to be needless: those whose files were looked at. */
const concerned = (ignores: readonly ConfigIgnore[], targets: readonly LintTarget[], ofConfig: boolean) =>
  ignores.filter(
    (ignore) => ofConfig === !ignore.scoped && targets.some(({ body }) => ignore.matches(body.name)),
  );

function talk({ files, diagnostics }: LintResult, ofConfig: boolean, console: Console): void {
  console.diagnostics(diagnostics);
  for (const { file, witness } of files) {
    if (witness)
      console.talk(
        `A user for whom ${file} breaks; save it and see with mi-braze preview --template ${file} --user:\n${JSON.stringify(witness)}`,
      );
  }
  if (diagnostics.length > 0) return;
  const bodies = `${files.length} ${files.length === 1 ? "body" : "bodies"}`;
  console.talk(`No findings in ${ofConfig ? "the config and " : ""}${bodies}.`);
}
