import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { conditional } from "../../proof/findings.js";
import type { LintResult } from "../../report/lint-report.js";
import { type ConfigIgnore, needlessInConfig } from "../../rules/ignore/ignoring.js";
import { lintWebhook } from "../../rules/lint-webhook.js";
import { inTime } from "../shared/in-time.js";
import type { LintTarget, LintTargets } from "./targets.js";

/** Every target, asked all that there is to ask. */
export function lintTargets(
  host: Pick<Host, "bounded">,
  { targets, diagnostics, ignores, ofConfig }: LintTargets,
  { strict }: { readonly strict: boolean },
): LintResult {
  const used = new Set<ConfigIgnore>();
  const linted = targets.map((target) => {
    const {
      verdict,
      witness,
      conditions,
      diagnostics: found,
    } = inTime(host, target.body.name, () => lintWebhook(target, { ignore: ignores, used }));
    return {
      file: target.body.name,
      verdict,
      witness,
      conditions,
      diagnostics: found
        .filter((one) => !saysAnyway(one, target))
        .map((one) => placed(strict ? asStrict(one) : one, target)),
    };
  });
  return {
    files: linted,
    diagnostics: [
      ...(ofConfig ? diagnostics.filter((one) => !isIgnored(one, ignores, used)) : diagnostics),
      ...linted.flatMap((one) => one.diagnostics),
      ...needlessInConfig(concerned(ignores, targets, ofConfig), used),
    ],
  };
}

/** With `--strict`, a body has to hold for whatever could be sent. */
const asStrict = (found: Diagnostic): Diagnostic =>
  found.kind === conditional ? { ...found, severity: "error" } : found;

/** What is found in the config itself. */
function isIgnored({ kind }: Diagnostic, ignores: readonly ConfigIgnore[], used: Set<ConfigIgnore>): boolean {
  const found = ignores.filter((ignore) => !ignore.scoped && ignore.kind === kind);
  for (const ignore of found) used.add(ignore);
  return found.length > 0;
}

/** What a config says itself, or is asked about itself. */
const saysAnyway = ({ kind }: Diagnostic, { origin }: LintTarget): boolean =>
  origin !== undefined && kind.chosenInConfig === true;

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
