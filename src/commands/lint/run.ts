import type { Diagnostic, FindingKind } from "../../diagnostics/diagnostic.js";
import type { Host } from "../../host.js";
import { conditional } from "../../proof/findings.js";
import type { LintResult } from "../../report/lint-report.js";
import { mayBeFixed } from "../../rules/fixes-of.js";
import { type ConfigIgnore, isIgnoredBy, needlessInConfig } from "../../rules/ignore/ignoring.js";
import { isGlob } from "../../source/glob.js";
import { type Span, spanOf } from "../../source/source.js";
import { linting } from "../shared/linting.js";
import type { AsIs, LintTarget, LintTargets } from "./targets.js";

export interface RunOptions {
  readonly strict: boolean;
  /** Kinds of which all is fixed already that can be. */
  readonly fixed: (kind: FindingKind) => boolean;
}

/** Every target, asked all that there is to ask. */
export function lintTargets(
  host: Pick<Host, "bounded" | "env">,
  { targets, diagnostics, ignores, scope }: LintTargets,
  { strict, fixed }: RunOptions,
): LintResult {
  const used = new Set<ConfigIgnore>();
  const linted = targets.map((target) => {
    const {
      verdict,
      witness,
      conditions,
      diagnostics: found,
      template,
    } = linting(host, target, { ignore: ignores, used });
    return {
      file: target.body.name,
      verdict,
      witness,
      conditions,
      diff: target.asIs?.patch,
      unfixable: template !== undefined && !mayBeFixed(found, template),
      diagnostics: found
        .filter((one) => !saysAnyway(one, target))
        .map((one) => (fixed(one.kind) ? { ...one, fix: undefined } : one))
        .map((one) => placed(strict ? asStrict(one) : one, target)),
    };
  });
  return {
    files: linted,
    diagnostics: [
      ...diagnostics.filter((one) => !isIgnored(one, ignores, used)),
      ...linted.flatMap((one) => one.diagnostics),
      ...needlessInConfig(
        ignores.filter((ignore) => isConcerned(ignore, targets, scope)),
        used,
      ),
    ],
  };
}

/** With `--strict`, a body has to hold for whatever could be sent. */
const asStrict = (found: Diagnostic): Diagnostic =>
  found.kind === conditional ? { ...found, severity: "error" } : found;

/** What is found of the config itself and of files that are not templates; what could not be read at all is told. */
function isIgnored(found: Diagnostic, ignores: readonly ConfigIgnore[], used: Set<ConfigIgnore>): boolean {
  if (found.kind.exitCode === 3) return false;
  const needed = ignores.filter((ignore) => isIgnoredBy(ignore, found, found.span?.source.name ?? ""));
  for (const ignore of needed) used.add(ignore);
  return needed.length > 0;
}

/** What a config says itself, or is asked about itself. */
const saysAnyway = ({ kind }: Diagnostic, { origin }: LintTarget): boolean =>
  origin !== undefined && kind.chosenInConfig === true;

/** A finding in a generated body belongs to its campaign in the config, one of a dry run to the file as it is. */
function placed(found: Diagnostic, { origin, asIs }: LintTarget): Diagnostic {
  if (asIs) return asItIs(found, asIs);
  if (!origin) return found;
  const inBody = found.span ? [{ message: "in the generated body:", span: found.span }] : [];
  return {
    ...found,
    fix: undefined,
    span: origin.config.spanOf(origin.path),
    notes: [...inBody, ...found.notes],
  };
}

function asItIs(found: Diagnostic, { files }: AsIs): Diagnostic {
  const before = (span: Span | undefined): Span | undefined => {
    const file = span && files.get(span.source.name);
    if (!file) return span;
    return spanOf(file.source, file.placeBefore(span.start), file.placeBefore(span.end));
  };
  const file = found.span && files.get(found.span.source.name);
  return {
    ...found,
    span: before(found.span),
    notes: found.notes.map((note) => ({ ...note, span: before(note.span) })),
    fix:
      found.fix && file
        ? {
            ...found.fix,
            edits: found.fix.edits.map(({ start, end, text }) => ({
              start: file.placeBefore(start),
              end: file.placeBefore(end),
              text,
            })),
          }
        : found.fix,
  };
}

/** Whether this run can tell that an ignore is needless: when all that it is for was looked at. */
function isConcerned(
  { files, matches }: ConfigIgnore,
  targets: readonly LintTarget[],
  scope: LintTargets["scope"],
): boolean {
  const looked = targets.map(({ body }) => body.name);
  switch (scope) {
    case "repository":
      return true;
    case "config":
      // What names files may be for those that are linted by name.
      return files === undefined ? looked.length > 0 : looked.some((name) => matches(name));
    case "files":
      return files?.every((file) => !isGlob(file) && looked.some((name) => isNamed(name, file))) ?? false;
  }
}

/** A folder may hold more than was looked at, so only a file's own name counts. */
const isNamed = (name: string, file: string): boolean => {
  const [one, other] = [name, file].map((path) => path.replaceAll("\\", "/").replace(/^(\.\/)+/, ""));
  return one === other || one!.endsWith(`/${other}`);
};
