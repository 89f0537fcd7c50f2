import type { FindingKind } from "../../diagnostics/diagnostic.js";
import { missingValue } from "../../proof/findings.js";
import { type Linted, type LintOptions, lintWebhook } from "../lint-webhook.js";
import type { WebhookFiles } from "../subject/webhook.js";
import { BodyRepair } from "./body-repair.js";
import { ownFile, plain } from "./manuscript.js";

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

/**
 * Fixes a body as far as its fixes go. Fixes are made together as far as they can be, and each stays only if the proof
 * finds less at fault than before, and if everyone for whom the body worked is still sent the same. The same text gives the
 * same result, and that result has nothing left to fix.
 */
export function repair(files: WebhookFiles, options: RepairOptions = {}): Repair {
  const { only, ...linting } = options;
  const lint = (text: string) => lintWebhook({ ...files, body: { ...files.body, text } }, linting);
  let manuscript = plain(files.body.text);
  const made: string[] = [];
  let linted: Linted | undefined;
  // With what is fixed already, more may be read than before.
  for (;;) {
    const before = linted;
    const better = once(
      new BodyRepair({ ...files, body: { ...files.body, text: manuscript.text } }, linting, only, manuscript),
      lint,
      () => before ?? lint(manuscript.text),
    );
    if (!better) break;
    ({ linted } = better);
    manuscript = better.manuscript;
    made.push(...better.made);
  }
  const { text } = manuscript;
  return {
    text,
    linted: linted ?? lint(text),
    made,
    placeBefore: (place) => manuscript.placeBefore(ownFile, place),
  };
}

function once(attempt: BodyRepair, lint: (text: string) => Linted, before: () => Linted) {
  const found = attempt.look(attempt.manuscript.text);
  // Commas, quotes and braces are guesses, of which only a body that can be read in the end shows that they were right.
  for (const guess of [true, false]) {
    const repaired = attempt.made(guess);
    if (repaired.made.length === 0 || (guess && repaired.structural > 0)) continue;
    if (guess && valuesMissing(repaired.linted) > valuesMissing(found)) continue;
    const linted = lint(repaired.manuscript.text);
    // What is shown to break is worth more than what nobody can tell.
    if (linted.verdict !== "unknown" || before().verdict === "unknown") return { ...repaired, linted };
  }
  return undefined;
}

/** A guess that puts a member where none was leaves it without a value. */
const valuesMissing = ({ diagnostics }: Linted): number =>
  diagnostics.filter(({ kind }) => kind === missingValue).length;
