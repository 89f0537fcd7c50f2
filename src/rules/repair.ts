import type { Diagnostic, FindingKind, Fix } from "../diagnostics/diagnostic.js";
import { missingValue } from "../proof/findings.js";
import { faultsAlone } from "../proof/prove.js";
import { Trial } from "../proof/trial.js";
import { edited, isApart, placeBefore } from "./fix/edits.js";
import { fixesOf } from "./fixes-of.js";
import { type Linted, type LintOptions, lintWebhook } from "./lint-webhook.js";
import type { WebhookFiles } from "./subject/webhook.js";

export interface Repair {
  readonly text: string;
  /** What the linter says of the new text. */
  readonly linted: Linted;
  /** What each fix that was made does, in the order in which they were made. */
  readonly made: readonly string[];
  /** Where a place of the new text stands in the body as it was. */
  placeBefore(place: number): number;
}

export interface RepairOptions extends Omit<LintOptions, "used" | "prove"> {
  /** The kinds to fix; absent for all. */
  readonly only?: ReadonlySet<FindingKind> | undefined;
}

/** Rounds after which fixing ends, whatever is left: each must have made the body better, so few are ever needed. */
const mostRounds = 12;

/**
 * Fixes a body as far as its fixes go. Fixes are made together as far as they can be, and each stays only if the proof
 * finds less at fault than before, and if everyone for whom the body worked is still sent the same. The same text gives the
 * same result, and that result has nothing left to fix.
 */
export function repair(files: WebhookFiles, options: RepairOptions = {}): Repair {
  const first = once(files, options);
  if (first.made.length === 0) return first;
  // With what is fixed already, more may be read than before.
  const next = repair({ ...files, body: { ...files.body, text: first.text } }, options);
  return {
    ...next,
    made: [...first.made, ...next.made],
    placeBefore: (place) => first.placeBefore(next.placeBefore(place)),
  };
}

function once(files: WebhookFiles, { only, ...options }: RepairOptions): Repair {
  const lint = (text: string) => lintWebhook({ ...files, body: { ...files.body, text } }, options);
  const { text } = files.body;
  const before = lint(text);
  const unchanged: Repair = { text, linted: before, made: [], placeBefore: (place) => place };
  const attempt = new BodyRepair(files, options, only, before);
  // Commas, quotes and braces are guesses, of which only a body that can be read in the end shows that they were right.
  for (const guess of [true, false]) {
    const repaired = attempt.made(guess);
    if (repaired.made.length === 0 || (guess && repaired.structural > 0)) continue;
    const linted = lint(repaired.text);
    if (guess && valuesMissing(linted) > valuesMissing(before)) continue;
    // What is shown to break is worth more than what nobody can tell.
    if (before.verdict === "unknown" || linted.verdict !== "unknown") return { ...repaired, linted };
  }
  return unchanged;
}

/** A guess that puts a member where none was leaves it without a value. */
const valuesMissing = ({ diagnostics }: Linted): number =>
  diagnostics.filter(({ kind }) => kind === missingValue).length;

interface RepairedBody {
  readonly text: string;
  readonly made: readonly string[];
  /** Structural faults that are left, of the kinds that are to be repaired. */
  readonly structural: number;
  placeBefore(place: number): number;
}

/** How much is at fault, the weightiest first. */
type Score = readonly number[];

/** Fixes one body. */
class BodyRepair {
  readonly #trial: Trial;

  constructor(
    private readonly files: WebhookFiles,
    private readonly options: LintOptions,
    private readonly only: ReadonlySet<FindingKind> | undefined,
    before: Linted,
  ) {
    this.#trial = new Trial(before.template, files.contentBlocks ?? new Map());
  }

  made(guess: boolean): RepairedBody {
    let { text } = this.files.body;
    const rounds: Fix[][] = [];
    let linted = this.#look(text);
    while (rounds.length < mostRounds) {
      const fixes = this.#round(text, linted, guess);
      if (fixes.length === 0) break;
      text = edited(text, editsOf(fixes));
      rounds.push(fixes);
      linted = this.#look(text);
    }
    const [fatal, structural] = scoreOf(linted.diagnostics.filter((found) => this.#isMended(found)));
    return {
      text,
      made: rounds.flat().map(({ title }) => title),
      structural: fatal! + structural!,
      placeBefore: (place) =>
        rounds.reduceRight((before, fixes) => placeBefore(editsOf(fixes), before), place),
    };
  }

  #isMended({ kind }: Diagnostic): boolean {
    return this.only === undefined || this.only.has(kind);
  }

  #look(text: string): Linted {
    const { files, options } = this;
    return lintWebhook({ ...files, body: { ...files.body, text } }, { ...options, prove: faultsAlone });
  }

  /** Fixes that make the text better together. */
  #round(text: string, before: Linted, guess: boolean): Fix[] {
    const findings = before.diagnostics.flatMap((found) => {
      if (!this.#isMended(found)) return [];
      const fixes = fixesOf(found, before.template, guess);
      return fixes.length > 0 ? [{ fixes, weight: weightOf(found) }] : [];
    });
    const made: Fix[] = [];
    let score = scoreOf(before.diagnostics);
    const attempt = (fixes: readonly Fix[], isEnough: (after: Score) => boolean): boolean => {
      const all = together([...made, ...fixes]);
      if (all.length < made.length + fixes.length) return false;
      const result = edited(text, editsOf(all));
      if (result === text || !this.#trial.holds(result)) return false;
      const after = scoreOf(this.#look(result).diagnostics);
      if (!isEnough(after)) return false;
      made.push(...fixes);
      score = after;
      return true;
    };
    /** Halves what does not fix all that it is to fix, down to the one that does not, whose other ways are tried then. */
    const make = (list: typeof findings): void => {
      const [first] = list;
      if (!first) return;
      const start = score;
      if (list.length === 1) {
        first.fixes.some((fix) => attempt([fix], (after) => isLess(after, start)));
        return;
      }
      const wanted = start.map((count, at) => (at === first.weight ? count - list.length : count));
      const isRepaired = (after: Score) =>
        after.slice(0, first.weight + 1).every((count, at) => count <= wanted[at]!);
      if (
        attempt(
          list.map(({ fixes }) => fixes[0]!),
          isRepaired,
        )
      )
        return;
      const middle = Math.ceil(list.length / 2);
      make(list.slice(0, middle));
      make(list.slice(middle));
    };
    for (const weight of weights) make(findings.filter((one) => one.weight === weight));
    return together(made);
  }
}

const editsOf = (fixes: readonly Fix[]) => fixes.flatMap((fix) => fix.edits);

/** Fixes that do not touch each other; one that is there already is not made twice. */
function together(fixes: readonly Fix[]): Fix[] {
  const chosen: Fix[] = [];
  for (const fix of fixes) if (isApart(fix.edits, editsOf(chosen))) chosen.push(fix);
  return chosen;
}

function isLess(after: Score, before: Score): boolean {
  const index = after.findIndex((count, at) => count !== before[at]);
  return index >= 0 && after[index]! < before[index]!;
}

/** What hides other faults is fixed before those: what cannot be read at all, then the document's own faults, then the rest. */
const weights = [0, 1, 2] as const;

const weightOf = ({ kind }: Diagnostic): (typeof weights)[number] =>
  kind.fatal ? 0 : kind.structural ? 1 : 2;

function scoreOf(diagnostics: readonly Diagnostic[]): Score {
  const count = (is: (found: Diagnostic) => boolean) => diagnostics.filter(is).length;
  const isError = ({ severity }: Diagnostic) => severity === "error";
  return [
    count((found) => isError(found) && weightOf(found) === 0),
    count((found) => isError(found) && weightOf(found) === 1),
    count(isError),
    count(({ kind }) => kind.undecided === true),
    count(({ severity }) => severity === "warning"),
  ];
}
