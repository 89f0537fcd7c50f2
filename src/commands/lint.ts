import type { Command } from "commander";
import { nameFindings } from "../braze/liquid/name-findings.js";
import { parseTemplate } from "../braze/liquid/parser/parse.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import type { Host } from "../host.js";
import { proveTemplate } from "../proof/prove.js";
import { count } from "../report/diagnostic-text.js";
import { type LintResult, lintReports } from "../report/lint-report.js";
import type { Console } from "./console.js";
import { configTargets, fileTargets } from "./lint-targets.js";
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
  const { targets, diagnostics } =
    names.length > 0 ? await fileTargets(host, names) : await configTargets(host, options);
  const proofs = targets.map(({ source, contentBlocks }) => {
    const template = parseTemplate(source);
    const { verdict, witness, diagnostics: proven } = proveTemplate(template, { contentBlocks });
    return { file: source.name, verdict, witness, diagnostics: [...proven, ...nameFindings(template)] };
  });
  const result: LintResult = {
    files: proofs,
    diagnostics: [...diagnostics, ...proofs.flatMap((proof) => proof.diagnostics)],
  };
  if (options.format === "text") talk(result, names.length === 0, console);
  else console.data(lintReports[options.format](result));
  if (diagnostics.some(({ code }) => code === "MI001" || code === "MI003")) return 3;
  const { warnings } = count(result.diagnostics);
  const tooMany = warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY);
  return hasErrors(result.diagnostics) || tooMany ? 1 : 0;
}

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
