import { dirname, resolve } from "node:path";
import { configNotFound } from "../../config/findings.js";
import { type FindingKind, hasErrors, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { count } from "../../report/diagnostic-text.js";
import { type LintResult, lintReports } from "../../report/lint-report.js";
import { lintText } from "../../report/lint-text.js";
import { pages } from "../../rules/registry.js";
import type { Console } from "../shared/console.js";
import type { ConfigOptions } from "../shared/options.js";
import { watching } from "../shared/watch.js";
import { baselineOf, type ComparisonOptions, compared } from "./compared.js";
import { type FixOnly, readFixOnly } from "./fix-only.js";
import { lintTargets, type RunOptions } from "./run.js";
import { configTargets, fileTargets, type LintTargets } from "./targets.js";

export interface LintOptions extends ConfigOptions, ComparisonOptions {
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
  /** The kinds to fix; absent for all. */
  readonly only: FixOnly["only"];
}

/** Lints what is named, or what the config is about, once or again and again. */
export async function lint(
  host: Host,
  given: readonly string[],
  asked: LintOptions,
  console: Console,
): Promise<number> {
  const { files: names, only } = await readFixOnly(host, given, asked.fixOnly);
  const options = { ...asked, fix: asked.fix === true || only !== undefined, only };
  checkUsage(names, options);
  if (!options.watch) return once(host, names, options, console);
  return watching(
    host,
    console,
    () => watchedFolders(host, names),
    () => once(host, names, options, console),
  );
}

function checkUsage(names: readonly string[], options: Request): void {
  const { fix, dryRun, watch, format, baseline, updateBaseline, changedSince } = options;
  const stdin = names.includes("-");
  const usages: readonly (readonly [isWrong: boolean | undefined, message: string])[] = [
    [dryRun && !fix, "--dry-run shows what --fix would change; give both"],
    [watch && (fix || stdin), `--watch goes with ${fix ? "no --fix" : "files, not with stdin"}`],
    [
      fix && !dryRun && stdin && format !== "text",
      "with --fix the fixed text of stdin goes to stdout, so there is no room for a report; leave out --format",
    ],
    [
      changedSince !== undefined && stdin,
      "--changed-since asks Git about files, and it knows no stdin; name the files, or leave it out",
    ],
    [
      updateBaseline && baseline === undefined,
      "--update-baseline writes the file that --baseline names; give both: --baseline mi-braze-baseline.json --update-baseline",
    ],
    [
      updateBaseline && (watch || dryRun || changedSince !== undefined),
      `--update-baseline writes down all that is found, so it does not go with ${watch ? "--watch" : dryRun ? "--dry-run" : "--changed-since"}`,
    ],
  ];
  const wrong = usages.find(([isWrong]) => isWrong)?.[1];
  if (wrong) throw new UserError([wrongUsage.report(wrong)], 2);
}

/** What is to be looked at; of what changed in a folder without a config, every template. */
async function targetsOf(host: Host, names: readonly string[], options: Request): Promise<LintTargets> {
  if (names.length > 0) return fileTargets(host, names, options);
  const found = await configTargets(host, options);
  const missing = found.diagnostics.some(({ kind }) => kind === configNotFound);
  return missing && options.changedSince !== undefined ? fileTargets(host, ["."], options) : found;
}

const nothingToFix = (): UserError =>
  new UserError(
    [
      wrongUsage.report(
        "--fix needs FILES, or lint.files in the config: generated bodies come from the config, so fix that",
      ),
    ],
    2,
  );

async function once(
  host: Host,
  names: readonly string[],
  options: Request,
  console: Console,
): Promise<number> {
  const { fix, only, strict = false, changedSince } = options;
  // Before anything is done: what cannot be compared with, ends the run.
  const baseline = await baselineOf(host, options);
  const all = await targetsOf(host, names, options);
  if (fix && names.length === 0 && !all.halted && all.targets.every(({ origin }) => origin))
    throw nothingToFix();
  const before =
    changedSince === undefined || all.halted
      ? undefined
      : await (await import("./since/earlier.js")).earlier(host, changedSince, all, options);
  const read = before?.changed ?? all;
  const linted: LintTargets = fix ? await fixed(host, read, options, console) : read;
  const run = { strict, fixed: (kind: FindingKind) => fix && (only === undefined || only.has(kind)) };
  const whole = lintTargets(host, linted, run);
  const result = await compared(host, whole, linted, { before, baseline, run, options }, console);
  if (options.format === "text") {
    console.diagnostics(result.diagnostics);
    // What is left out of the report is not promised to be fixed either.
    const fixes = fix || result.known || console.isQuiet ? 0 : await fixable(host, linted, whole, run);
    console.report(lintText(result, { ofConfig: all.scope !== "files", fixes }, console.err));
  } else console.data(lintReports[options.format](result, pages), { commands: options.format === "github" });
  if (whole.diagnostics.some(({ kind }) => kind.exitCode === 3)) return 3;
  // Nothing was written, so what was found is still there.
  if (linted.targets.some(({ asIs }) => asIs)) return 1;
  const { warnings } = count(result.diagnostics);
  const tooMany = warnings > (options.maxWarnings ?? Number.POSITIVE_INFINITY);
  return hasErrors(result.diagnostics) || tooMany ? 1 : 0;
}

async function fixable(host: Host, linted: LintTargets, whole: LintResult, run: RunOptions): Promise<number> {
  // Loaded here alone: what is clean has nothing to fix.
  if (whole.diagnostics.length === 0) return 0;
  const { countFixed } = await import("./fixable.js");
  return countFixed(host, linted, whole, run);
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
