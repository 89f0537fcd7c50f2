import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { apart, edited } from "./fix/edits.js";
import { fixesOf } from "./fixes-of.js";
import { type Linted, type LintOptions, lintWebhook } from "./lint-webhook.js";
import type { WebhookFiles } from "./subject/webhook.js";

export interface Repair {
  readonly text: string;
  /** What the linter says of the new text. */
  readonly linted: Linted;
  /** What each fix that was made does, in the order in which they were made. */
  readonly made: readonly string[];
}

/** Rounds after which mending ends, whatever is left: each must have made the body better, so few are ever needed. */
const mostRounds = 40;

/**
 * Mends a body as far as its fixes go. Fixes are made together, and where that does not make the body better, one by one:
 * each stays only if the proof finds less at fault than before. The same text gives the same result, and that result
 * has nothing left to mend.
 */
export function repair(files: WebhookFiles, options: LintOptions = {}): Repair {
  const all = mend(files, options, true);
  // Commas and braces are guesses, of which only a body that can be read in the end shows that they were right.
  const [left] = faultsOf(all.linted.diagnostics);
  return left === 0 ? all : mend(files, options, false);
}

function mend(files: WebhookFiles, options: LintOptions, guess: boolean): Repair {
  const lint = (text: string) =>
    lintWebhook({ ...files, body: { ...files.body, text } }, { ...options, used: undefined });
  let text = files.body.text;
  let linted = lint(text);
  const made: string[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const better = oneRound(text, linted, lint, guess);
    if (!better) break;
    ({ text, linted } = better);
    made.push(...better.made);
  }
  return { text, linted, made };
}

function oneRound(
  text: string,
  before: Linted,
  lint: (text: string) => Linted,
  guess: boolean,
): Repair | undefined {
  const candidates = before.diagnostics.flatMap((found) => {
    const fixes = fixesOf(found, before.template, guess);
    return fixes.length > 0 ? [fixes] : [];
  });
  const attempt = (fixes: readonly Fix[]): Repair | undefined => {
    const edits = fixes.flatMap((fix) => fix.edits);
    const result = edited(text, edits);
    if (result === text) return undefined;
    const linted = lint(result);
    return isBetter(linted, before)
      ? { text: result, linted, made: fixes.map(({ title }) => title) }
      : undefined;
  };
  const together = compatible(candidates.map(([first]) => first!));
  return (
    (together.length > 1 ? attempt(together) : undefined) ??
    firstOf(candidates.flat(), (fix) => attempt([fix]))
  );
}

function firstOf<T, R>(list: readonly T[], of: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = of(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Fixes that do not touch each other. */
function compatible(fixes: readonly Fix[]): Fix[] {
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    const edits = [...chosen, fix].flatMap((one) => one.edits);
    if (apart(edits).length === edits.length) chosen.push(fix);
  }
  return chosen;
}

function isBetter(after: Linted, before: Linted): boolean {
  const [a, b] = [faultsOf(after.diagnostics), faultsOf(before.diagnostics)];
  const index = a.findIndex((count, at) => count !== b[at]);
  return index >= 0 && a[index]! < b[index]!;
}

function faultsOf(diagnostics: readonly Diagnostic[]): number[] {
  const count = (is: (found: Diagnostic) => boolean) => diagnostics.filter(is).length;
  return [
    count(({ kind, severity }) => severity === "error" && kind.structural === true),
    count(({ severity }) => severity === "error"),
    count(({ kind }) => kind.undecided === true),
    count(({ severity }) => severity === "warning"),
  ];
}
