import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { unreadableFile, wrongUsage } from "../../diagnostics/findings.js";
import { fileReason, type Host } from "../../host.js";
import { count } from "../../report/diagnostic-text.js";
import { lintReports } from "../../report/lint-report.js";
import { lintText } from "../../report/lint-text.js";
import type { Console } from "../shared/console.js";
import type { CommandContext } from "../shared/context.js";
import {
  type ConfigOptions,
  commonOptions,
  configOption,
  formatOption,
  formatsOf,
  wholeNumber,
} from "../shared/options.js";
import { type FixOnly, readFixOnly } from "./fix-only.js";
import { lintTargets } from "./run.js";
import { configTargets, fileTargets, type LintTargets } from "./targets.js";

interface LintOptions extends ConfigOptions {
  readonly format: "text" | keyof typeof lintReports;
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly fixOnly?: readonly string[];
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly watch?: boolean;
}

interface Request extends Omit<LintOptions, "fix"> {
  readonly fix: boolean;
  /** The kinds to mend; absent for all. */
  readonly only: FixOnly["only"];
}

export function configure(command: Command, context: CommandContext): void {
  commonOptions(configOption(command))
    .argument(
      "[files...]",
      "templates, folders, globs, or - for stdin (default: the config and its generated bodies)",
    )
    .option("--fix", "fix what can be fixed safely, in the files given")
    .option("--fix-only <code...>", "fix these findings only, each by its code or name")
    .option("--dry-run", "with --fix: print the changes as a diff, and write nothing")
    .option("--strict", "make a body an error that is valid for everyday data only (MI065)")
    .option("--max-warnings <n>", "exit 1 when there are more warnings", wholeNumber)
    .option("--watch", "lint again whenever a file changes, until Ctrl-C")
    .addHelpText(
      "after",
      "\nExamples:\n  mi-braze lint\n  mi-braze lint hooks/ --fix --dry-run\n  mi-braze lint hooks/ --fix-only MI062 MI057\n  mi-braze lint hooks/ --format github     (in GitHub Actions)\n  mi-braze lint 'hooks/**/*.liquid' --format sarif > lint.sarif\n\nmi-braze explain CODE shows the page of a finding.",
    )
    .action((names: string[], options: LintOptions) =>
      context.run(options, async (console) => {
        const { files, only } = await readFixOnly(context.host, names, options.fixOnly);
        const fix = options.fix === true || only !== undefined;
        return lint(context.host, files, { ...options, fix, only }, console);
      }),
    );
  formatOption(command, ["text", ...formatsOf(lintReports)]);
}

async function lint(
  host: Host,
  names: readonly string[],
  options: Request,
  console: Console,
): Promise<number> {
  checkUsage(names, options);
  if (!options.watch) return once(host, names, options, console);
  let exitCode = await once(host, names, options, console);
  try {
    const folders = await watchedFolders(host, names);
    console.talk(
      `Watching ${folders.length === 1 ? folders[0] : `${folders.length} folders`}; Ctrl-C ends it.`,
    );
    for await (const _ of host.files.changes(folders)) {
      console.talk(`\n${host.now().toISOString()}`);
      exitCode = await once(host, names, options, console);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError([unreadableFile.report(`cannot watch the files: ${fileReason(error)}`)], 3);
  }
  return exitCode;
}

function checkUsage(names: readonly string[], { fix, dryRun, watch, format }: Request): void {
  const wrong =
    dryRun && !fix
      ? "--dry-run shows what --fix would change; give both"
      : watch && (fix || names.includes("-"))
        ? `--watch goes with ${fix ? "no --fix" : "files, not with stdin"}`
        : fix && names.length === 0
          ? "--fix needs FILES: generated bodies come from the config, so fix that"
          : fix && !dryRun && names.includes("-") && format !== "text"
            ? "with --fix the fixed text of stdin goes to stdout, so there is no room for a report; leave out --format"
            : undefined;
  if (wrong) throw new UserError([wrongUsage.report(wrong)], 2);
}

async function once(
  host: Host,
  names: readonly string[],
  options: Request,
  console: Console,
): Promise<number> {
  const read =
    names.length === 0 ? await configTargets(host, options) : await fileTargets(host, names, options);
  const { fix, only, strict = false } = options;
  const linted: LintTargets = fix ? await fixed(host, read, options, console) : read;
  const { scope, targets } = linted;
  const result = lintTargets(host, linted, {
    strict,
    mended: (kind) => fix && (only === undefined || only.has(kind)),
  });
  if (options.format === "text") {
    console.diagnostics(result.diagnostics);
    console.talk(lintText(result, scope !== "files", console.err));
  } else console.data(lintReports[options.format](result), { commands: options.format === "github" });
  if (linted.diagnostics.some(({ kind }) => kind.exitCode === 3)) return 3;
  // Nothing was written, so what was found is still there.
  if (targets.some(({ asIs }) => asIs)) return 1;
  const { warnings } = count(result.diagnostics);
  const tooMany = warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY);
  return hasErrors(result.diagnostics) || tooMany ? 1 : 0;
}

async function fixed(
  host: Host,
  read: LintTargets,
  { dryRun = false, only, format }: Request,
  console: Console,
): Promise<LintTargets> {
  // Loaded here alone: most runs only look.
  const { fixTargets } = await import("./fix.js");
  return fixTargets(host, read, { dryRun, only, showsDiff: format === "text" }, console);
}

/** The folders in which something that is read may change. */
async function watchedFolders(host: Host, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [host.cwd];
  const folders = await Promise.all(
    names.map(async (name) => {
      const path = resolve(host.cwd, name.replace(/[*?{].*$/, ""));
      const kind = await host.files.kind(path).catch(() => undefined);
      return kind === "folder" ? path : dirname(path);
    }),
  );
  return [...new Set(folders)];
}
