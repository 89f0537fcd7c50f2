import { sorted } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import type { Known, LintResult } from "../../report/lint-report.js";
import type { Console } from "../shared/console.js";
import {
  type Baseline,
  type Looked,
  noBaseline,
  readBaseline,
  updatedBaseline,
  withoutBaseline,
} from "./baseline.js";
import type { RunOptions } from "./run.js";
import type { Earlier } from "./since/earlier.js";
import type { LintTargets } from "./targets.js";

/** With which earlier findings those of a run are compared. */
export interface ComparisonOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly changedSince?: string;
}

interface Comparison {
  readonly before: Earlier | undefined;
  readonly baseline: Baseline | undefined;
  readonly run: RunOptions;
  readonly options: ComparisonOptions;
}

/** The baseline that is to be read; the one that is to be written may be a new file. */
export async function baselineOf(
  host: Host,
  { baseline: name, updateBaseline }: ComparisonOptions,
): Promise<Baseline | undefined> {
  if (name === undefined) return undefined;
  const found = await readBaseline(host, name);
  if (!found && !updateBaseline) throw noBaseline(name);
  return found;
}

/** Without what is not new. */
export async function compared(
  host: Host,
  result: LintResult,
  linted: LintTargets,
  { before, baseline, run, options }: Comparison,
  console: Console,
): Promise<LintResult> {
  const { baseline: name, updateBaseline, changedSince } = options;
  if (linted.halted || (!before && name === undefined)) return result;
  const known: Known[] = [];
  let { diagnostics } = result;
  if (before) {
    const all = sorted(diagnostics);
    diagnostics = before.withoutOld(all, run);
    known.push({ count: all.length - diagnostics.length, why: `that were there before ${changedSince}` });
  }
  if (name !== undefined) {
    const looked = lookedAt(linted);
    const { left, known: listed } = updateBaseline
      ? await written(host, name, baseline, diagnostics, looked, console)
      : await withoutBaseline(host, baseline!, diagnostics, looked);
    diagnostics = left;
    known.push({ count: listed, why: `listed in ${name}` });
  }
  return { ...result, diagnostics, known };
}

/** Writes the baseline anew, and says so. */
async function written(
  host: Host,
  name: string,
  baseline: Baseline | undefined,
  diagnostics: LintResult["diagnostics"],
  looked: Looked,
  console: Console,
): ReturnType<typeof updatedBaseline> {
  const result = await updatedBaseline(host, name, baseline, diagnostics, looked);
  const { known, kept } = result;
  const others = kept > 0 ? `; entries of files that were not looked at are kept: ${kept}` : "";
  console.talk(`${name}: ${known} ${known === 1 ? "finding" : "findings"} written${others}`);
  return result;
}

const lookedAt = ({ targets, scope }: LintTargets): Looked => ({
  all: scope === "repository",
  files: targets.flatMap(({ body, url, headers, origin }) =>
    origin
      ? [origin.config.source.name]
      : [body, url, headers].flatMap((source) => (source ? [source.name] : [])),
  ),
});
