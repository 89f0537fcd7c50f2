import type { Diagnostic, FindingKind } from "../../diagnostics/diagnostic.js";
import { missingValue } from "../../proof/findings.js";
import { faultsAlone } from "../../proof/prove.js";
import { Trial } from "../../proof/trial.js";
import { type Linted, type LintOptions, lintWebhook } from "../lint-webhook.js";
import type { WebhookFiles } from "../subject/webhook.js";
import { BodyRepair, type Made, type RepairedBody } from "./body-repair.js";
import { blocksIn, inlined } from "./inlined.js";
import { type Manuscript, ownFile, plain } from "./manuscript.js";
import { isLess, scoreOf } from "./score.js";

export interface Repair {
  readonly text: string;
  /** The Content Blocks of which the text is another now, by name. */
  readonly contentBlocks: ReadonlyMap<string, BlockRepair>;
  /** What the linter says of the new texts. */
  linted(): Linted;
  /** What each fix of the body that was made does, in the order in which they were made. */
  readonly made: readonly string[];
  /** Where a place of the new text is in the body as it was. */
  placeBefore(place: number): number;
}

export interface BlockRepair {
  readonly text: string;
  readonly made: readonly string[];
  placeBefore(place: number): number;
}

export interface RepairOptions extends Omit<LintOptions, "used" | "prove"> {
  /** The kinds to fix; absent for all. */
  readonly only?: ReadonlySet<FindingKind> | undefined;
  /** Whether Content Blocks may be changed so, where the fault is in them; absent where they cannot be. */
  readonly mayChange?: ((contentBlocks: ReadonlyMap<string, string>) => boolean) | undefined;
}

/**
 * Fixes a body as far as its fixes go. Fixes are made together as far as they can be, and each stays only if the proof
 * finds less at fault than before, and if everyone for whom the body worked is still sent the same. The same text gives the
 * same result, and that result has nothing left to fix.
 */
export function repair(files: WebhookFiles, options: RepairOptions = {}): Repair {
  const own = ownRepair(files, options);
  const { mayChange } = options;
  const fixed =
    mayChange &&
    files.contentBlocks?.size &&
    withBlocks({ ...files, body: { ...files.body, text: own.text } }, own.linted(), options);
  if (!fixed || !mayChange(textsOf(fixed.contentBlocks))) return own;
  return {
    ...fixed,
    made: [...own.made, ...fixed.made],
    placeBefore: (place) => own.placeBefore(fixed.placeBefore(place)),
  };
}

const textsOf = (blocks: Repair["contentBlocks"]): ReadonlyMap<string, string> =>
  new Map([...blocks].map(([name, { text }]) => [name, text]));

/** What can be fixed in the body itself. */
function ownRepair(files: WebhookFiles, { only, mayChange: _, ...options }: RepairOptions): Repair {
  const lint = ({ text }: Manuscript) => lintWebhook({ ...files, body: { ...files.body, text } }, options);
  let manuscript = plain(files.body.text);
  const made: string[] = [];
  let linted: Linted | undefined;
  // With what is fixed already, more may be read than before.
  for (;;) {
    const before = linted;
    const better = once(
      new BodyRepair({ ...files, body: { ...files.body, text: manuscript.text } }, options, only, manuscript),
      lint,
      () => before ?? lint(manuscript),
    );
    if (!better) break;
    ({ linted } = better);
    manuscript = better.manuscript;
    made.push(...titles(better.made, ownFile));
  }
  const { text } = manuscript;
  return {
    text,
    contentBlocks: new Map(),
    linted: () => (linted ??= lint(manuscript)),
    made,
    placeBefore: (place) => manuscript.placeBefore(ownFile, place),
  };
}

const titles = (made: readonly Made[], of: string): string[] =>
  made.flatMap(({ title, file }) => (file === of ? [title] : []));

const noBlocks: ReadonlyMap<string, string> = new Map();

/** The same with the Content Blocks at hand, where what is left is in them. */
function withBlocks(
  files: WebhookFiles,
  before: Linted,
  { only, mayChange: _, ...options }: RepairOptions,
): Repair | undefined {
  const { contentBlocks = noBlocks, body } = files;
  const places = blocksIn(before.template).filter(({ name }) => contentBlocks.has(name));
  const isOfBlock = ({ span, severity }: Diagnostic) =>
    severity === "error" &&
    (span?.source.name !== body.name ||
      places.some(({ output }) => output.start <= span.start && span.start < output.end));
  const left = before.diagnostics.filter(
    (found) => (only === undefined || only.has(found.kind)) && (isOfBlock(found) || found.kind.structural),
  );
  if (places.length === 0 || left.length === 0) return undefined;
  const whole = inlined(new Map([[ownFile, body.text], ...contentBlocks]));
  const filesOf = ({ files: texts }: Manuscript): WebhookFiles => ({
    ...files,
    body: { ...body, text: texts.get(ownFile)! },
    contentBlocks: new Map([...texts].filter(([name]) => name !== ownFile)),
  });
  const attempt = new BodyRepair(
    { ...files, body: { ...body, text: whole.text } },
    options,
    new Set(left.map(({ kind }) => kind)),
    whole,
  );
  const better = once(
    attempt,
    (one) => lintWebhook(filesOf(one), options),
    () => before,
  );
  if (!better || !isLess(scoreOf(better.linted.diagnostics), scoreOf(before.diagnostics))) return undefined;
  const { manuscript, linted, made } = better;
  const changed = [...manuscript.files].filter(
    ([name, text]) => name !== ownFile && text !== contentBlocks.get(name),
  );
  return {
    text: manuscript.files.get(ownFile)!,
    contentBlocks: new Map(
      changed.map(([name, text]) => [
        name,
        {
          text,
          made: titles(made, name),
          placeBefore: (place: number) => manuscript.placeBefore(name, place),
        },
      ]),
    ),
    linted: () => linted,
    made: titles(made, ownFile),
    placeBefore: (place) => manuscript.placeBefore(ownFile, place),
  };
}

/** Whether a body is none the worse for other texts of its Content Blocks: no more at fault, and nobody is sent anything else. */
export function bearsBlocks(files: WebhookFiles, contentBlocks: ReadonlyMap<string, string>): boolean {
  const look = (blocks: ReadonlyMap<string, string> | undefined) =>
    lintWebhook({ ...files, contentBlocks: blocks }, { prove: faultsAlone });
  const before = look(files.contentBlocks);
  if (!blocksIn(before.template).some(({ name }) => contentBlocks.has(name))) return true;
  const after = new Map([...(files.contentBlocks ?? []), ...contentBlocks]);
  return (
    !isLess(scoreOf(before.diagnostics), scoreOf(look(after).diagnostics)) &&
    new Trial(before.template, files.contentBlocks ?? new Map(), 'a "b" \\ c').holds(files.body.text, after)
  );
}

function once(
  attempt: BodyRepair,
  lint: (manuscript: Manuscript) => Linted,
  before: () => Linted,
): RepairedBody | undefined {
  const found = attempt.look(attempt.manuscript.text);
  // Commas, quotes and braces are guesses, of which only a body that can be read in the end shows that they were right.
  for (const guess of [true, false]) {
    const repaired = attempt.made(guess);
    if (repaired.made.length === 0 || (guess && repaired.structural > 0)) continue;
    if (guess && valuesMissing(repaired.linted) > valuesMissing(found)) continue;
    const linted = lint(repaired.manuscript);
    // What is shown to break is worth more than what nobody can tell.
    if (linted.verdict !== "unknown" || before().verdict === "unknown") return { ...repaired, linted };
  }
  return undefined;
}

/** A guess that puts a member where none was leaves it without a value. */
const valuesMissing = ({ diagnostics }: Linted): number =>
  diagnostics.filter(({ kind }) => kind === missingValue).length;
