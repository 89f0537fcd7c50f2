import { createTwoFilesPatch } from "diff";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostic.js";
import { secretsIn } from "../../diagnostics/secrets.js";
import type { Host } from "../../host.js";
import { repair } from "../../rules/repair.js";
import { shownText } from "../../source/source.js";
import type { Console } from "../shared/console.js";
import { inTime } from "../shared/in-time.js";
import { replaceFile } from "../shared/output/replace-file.js";
import type { LintTarget, LintTargets } from "./targets.js";

/**
 * Mends what can be mended safely: files are written whole or not at all, stdin goes to stdout, and a dry run prints what
 * it would change.
 * @returns the targets as they are now
 */
export async function fixTargets(
  host: Host,
  found: LintTargets,
  { dryRun }: { readonly dryRun: boolean },
  console: Console,
): Promise<LintTargets> {
  const targets: LintTarget[] = [];
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  for (const target of found.targets) {
    const { text, made } = target.origin
      ? { text: target.body.text, made: [] }
      : inTime(host, target.body.name, () => repair(target, { ignore: found.ignores }));
    const { name } = target.body;
    const isStdin = target.path === undefined && !target.origin;
    if (dryRun) {
      const [before, after] = [target.body.text, text].map(masked);
      if (made.length > 0) console.data(createTwoFilesPatch(name, name, before!, after!));
    } else if (isStdin) host.stdout.write(text);
    else if (made.length > 0) {
      try {
        await replaceFile(host, target.path!, text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        diagnostics.push(...error.diagnostics);
        targets.push(target);
        continue;
      }
    }
    if (made.length > 0) console.talk(`${name}: ${counted(made)}`);
    targets.push(dryRun ? target : { ...target, body: { ...target.body, text } });
  }
  return { ...found, targets, diagnostics };
}

/** A diff goes into logs, so it shows no credential either. */
const masked = (text: string): string => shownText({ name: "", text, secrets: secretsIn(text) });

/** `3 fixes: Add the comma; Write | json_escape as the last filter (2)` */
function counted(made: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of made) counts.set(title, (counts.get(title) ?? 0) + 1);
  const list = [...counts].map(([title, count]) => (count > 1 ? `${title} (${count})` : title));
  return `${made.length} ${made.length === 1 ? "fix" : "fixes"}: ${list.join("; ")}`;
}
