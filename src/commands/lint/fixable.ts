import { sorted } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import type { LintResult } from "../../report/lint-report.js";
import { rules } from "../../rules/registry.js";
import { isFixable } from "../../rules/rule.js";
import { Console } from "../shared/console.js";
import { lintTargets, type RunOptions } from "./run.js";
import type { LintTarget, LintTargets } from "./targets.js";

const fixable = new Set(rules.filter(isFixable).map(({ kind }) => kind));

/** How many of the findings `--fix` would leave none of: which ones a fix is right for shows only when it is tried. */
export async function countFixed(
  host: Host,
  linted: LintTargets,
  { files, diagnostics }: LintResult,
  run: RunOptions,
): Promise<number> {
  if (!diagnostics.some(({ kind }) => fixable.has(kind))) return 0;
  const { fixTargets } = await import("./fix.js");
  const unfixable = new Set(files.filter((one) => one.unfixable).map(({ file }) => file));
  const written = linted.targets.filter(
    (target) => !target.origin && !(unfixable.has(target.body.name) && isAlone(target)),
  );
  const options = { dryRun: true, showsDiff: false, only: undefined };
  const { targets } = await fixTargets(
    host,
    { ...linted, targets: written, diagnostics: [] },
    options,
    new Console(host, { quiet: true }),
  );
  const changed = targets.filter(({ asIs }) => asIs);
  const names = new Set(changed.flatMap(({ body, asIs }) => [body.name, ...asIs!.files.keys()]));
  const left = lintTargets(host, { ...linted, targets: changed, diagnostics: [] }, run);
  const countIn = (found: LintResult["diagnostics"]) =>
    sorted(found).filter(({ span }) => span && names.has(span.source.name)).length;
  return Math.max(0, countIn(diagnostics) - countIn(left.diagnostics));
}

/** Whether there is nothing beside the body in which something may be fixed. */
const isAlone = ({ contentBlocks, url, headers }: LintTarget): boolean =>
  !contentBlocks?.size && !url && !headers;
