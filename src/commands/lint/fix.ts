import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { type Diagnostic, type FindingKind, UserError } from "../../diagnostics/diagnostic.js";
import { wrongUsage } from "../../diagnostics/findings.js";
import type { Host } from "../../host.js";
import { diffText } from "../../report/diff-text.js";
import { type Repair, repair } from "../../rules/repair/repair.js";
import type { Console } from "../shared/console.js";
import { forFile } from "../shared/for-file.js";
import { replaceFile } from "../shared/output/replace-file.js";
import type { LintTarget, LintTargets } from "./targets.js";

export interface FixOptions {
  readonly dryRun: boolean;
  /** The diff of a dry run is what stdout is for. */
  readonly showsDiff: boolean;
  /** The kinds to fix; absent for all. */
  readonly only: ReadonlySet<FindingKind> | undefined;
}

/**
 * Fixes what can be fixed safely: files are written whole or not at all, stdin goes to stdout, and a dry run prints what
 * it would change.
 * @returns the targets as they are now, or would be
 */
export async function fixTargets(
  host: Host,
  found: LintTargets,
  { dryRun, showsDiff, only }: FixOptions,
  console: Console,
): Promise<LintTargets> {
  const targets: LintTarget[] = [];
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  for (const target of found.targets) {
    const { name, text: before } = target.body;
    const repaired = repairedTarget(host, target, found, only);
    if (Array.isArray(repaired)) {
      diagnostics.push(...repaired);
      continue;
    }
    const { text, made, placeBefore } = repaired;
    if (made.length === 0) {
      if (!dryRun && target.path === undefined) diagnostics.push(...printed(host, text));
      targets.push(target);
      continue;
    }
    const fixed = { ...target, body: { ...target.body, text } };
    if (dryRun) {
      if (showsDiff) console.data(diffText(name, before, text, console.out));
      targets.push({
        ...fixed,
        asIs: { body: target.body, placeBefore, patch: patchOf(name, before, text) },
      });
    } else if (target.path === undefined) {
      diagnostics.push(...printed(host, text));
      targets.push(fixed);
    } else {
      try {
        await replaceFile(host, target.path, text);
        targets.push(fixed);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        diagnostics.push(...error.diagnostics);
        targets.push(target);
        continue;
      }
    }
    console.talk(`${name}: ${dryRun ? "would make " : ""}${counted(made)}`);
  }
  return { ...found, targets, diagnostics };
}

/** What is to become of a target; or why nothing is known of it, so that it is not looked at again either. */
function repairedTarget(
  host: Host,
  target: LintTarget,
  { ignores: ignore }: LintTargets,
  only: FixOptions["only"],
): Repair | Diagnostic[] {
  try {
    return forFile(host, target.body.name, () => repair(target, { ignore, only }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [...error.diagnostics];
  }
}

/** What `git apply` and `patch` take. */
function patchOf(name: string, before: string, after: string): string {
  return createTwoFilesPatch(name, name, before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** The text of stdin as it is now. Masked, it would no longer be the text that was piped in: it is not printed at all. */
function printed(host: Host, text: string): Diagnostic[] {
  if (host.secrets.masked(text) !== text) return [notPrinted];
  host.stdout.writeFile(text);
  return [];
}

const notPrinted = wrongUsage.report("the text of stdin holds a credential, so it is not printed", {
  notes: ["Give the file itself to lint --fix, or take the credential out: a placeholder stands for it."],
});

/** `3 fixes: Add the comma; Write | json_escape as the last filter (2)` */
function counted(made: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of made) counts.set(title, (counts.get(title) ?? 0) + 1);
  const list = [...counts].map(([title, count]) => (count > 1 ? `${title} (${count})` : title));
  return `${made.length} ${made.length === 1 ? "fix" : "fixes"}: ${list.join("; ")}`;
}
