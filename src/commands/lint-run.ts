import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LintResult } from "../report/lint-report.js";
import { type ConfigIgnore, needlessInConfig } from "../rules/ignoring.js";
import { lintWebhook } from "../rules/lint-webhook.js";
import type { LintTarget, LintTargets } from "./lint-targets.js";

/** Every target, asked all that there is to ask. */
export function lintTargets({ targets, diagnostics, ignores }: LintTargets, ofConfig: boolean): LintResult {
  const used = new Set<ConfigIgnore>();
  const linted = targets.map((target) => {
    const { verdict, witness, diagnostics: found } = lintWebhook(target, { ignore: ignores, used });
    return { file: target.body.name, verdict, witness, diagnostics: found.map((one) => placed(one, target)) };
  });
  return {
    files: linted,
    diagnostics: [
      ...diagnostics,
      ...linted.flatMap((one) => one.diagnostics),
      ...needlessInConfig(concerned(ignores, targets, ofConfig), used),
    ],
  };
}

/** A finding in a generated body belongs to its campaign in the config. */
function placed(found: Diagnostic, { origin }: LintTarget): Diagnostic {
  if (!origin) return found;
  const inBody = found.span ? [{ message: "in the generated body:", span: found.span }] : [];
  return {
    ...found,
    fix: undefined,
    span: origin.config.spanOf(origin.path),
    notes: [...inBody, ...found.notes],
  };
}

/** Ignores that this run can tell to be needless: those whose files were looked at. */
const concerned = (ignores: readonly ConfigIgnore[], targets: readonly LintTarget[], ofConfig: boolean) =>
  ignores.filter(
    (ignore) => ofConfig === !ignore.scoped && targets.some(({ body }) => ignore.matches(body.name)),
  );
