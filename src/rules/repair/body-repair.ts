import type { Diagnostic, FindingKind, Fix } from "../../diagnostics/diagnostic.js";
import { bareWord } from "../../proof/findings.js";
import { faultsAlone } from "../../proof/prove.js";
import { Trial } from "../../proof/trial.js";
import { countFirst } from "../../source/ordered.js";
import { editsOf, placesBefore, together } from "../fix/edits.js";
import { fixesOf } from "../fixes-of.js";
import { type Linted, type LintOptions, lintWebhook } from "../lint-webhook.js";
import type { WebhookFiles } from "../subject/webhook.js";
import { type Manuscript, ownFile } from "./manuscript.js";
import { isLess, type Score, scoreOf, type Weight, weightOf, weights } from "./score.js";

export interface RepairedBody {
  readonly manuscript: Manuscript;
  /** The fixes that were made, in that order. */
  readonly made: readonly Made[];
  /** Structural faults that are left, of the kinds that are to be repaired. */
  readonly structural: number;
  /** What is found at fault in the end, users aside. */
  readonly linted: Linted;
}

/** What a fix does to a file. */
export interface Made {
  readonly title: string;
  readonly file: string;
}

/** Rounds after which fixing ends, whatever is left: each must have made the body better, so few are ever needed. */
const mostRounds = 12;

/** Other ways that are tried together for all whose first way left a fault. */
const mostWays = 6;

/** Attempts to part what fixes something from what does not, in one round: they cost as much as the first one each. */
const mostAttempts = 40;

/** A finding with the ways to fix it. */
interface Fixable {
  readonly fixes: readonly Fix[];
  readonly weight: Weight;
  readonly start: number;
}

/** Fixes one body. */
export class BodyRepair {
  readonly #trial: Trial;
  readonly #first: Linted;
  #looked: { readonly text: string; readonly linted: Linted } | undefined;

  constructor(
    private readonly files: WebhookFiles,
    private readonly options: LintOptions,
    private readonly only: ReadonlySet<FindingKind> | undefined,
    readonly manuscript: Manuscript,
  ) {
    this.#first = this.look(manuscript.text);
    this.#trial = new Trial(this.#first.template, files.contentBlocks ?? new Map());
  }

  /** @param guess whether what may not be meant is tried, too */
  made(guess: boolean): RepairedBody {
    let { manuscript } = this;
    const made: Made[] = [];
    let linted = this.look(manuscript.text);
    for (let round = 0; round < mostRounds; round++) {
      const fixed = new Round(this, manuscript, linted, guess).fixed();
      if (fixed.made.length === 0) break;
      for (const { title, edits } of fixed.made)
        for (const file of new Set(edits.map((edit) => manuscript.fileOf(edit)))) made.push({ title, file });
      manuscript = fixed.manuscript;
      linted = this.look(manuscript.text);
    }
    const [fatal, structural] = scoreOf(
      linted.diagnostics.filter((found) => this.isWanted(found) && !this.#isPlaceholder(found, manuscript)),
    );
    return { manuscript, made, structural: fatal! + structural!, linted };
  }

  /** A word that was there before in the place of a value, and nobody knows which: what is around it can be read. */
  #isPlaceholder({ kind, span }: Diagnostic, manuscript: Manuscript): boolean {
    if (kind !== bareWord || !span) return false;
    const start = manuscript.placeBefore(ownFile, span.start);
    return this.#first.diagnostics.some((one) => one.kind === kind && one.span?.start === start);
  }

  isWanted({ kind }: Diagnostic): boolean {
    return this.only === undefined || this.only.has(kind);
  }

  look(text: string): Linted {
    if (this.#looked?.text === text) return this.#looked.linted;
    const { files, options } = this;
    const linted = lintWebhook(
      { ...files, body: { ...files.body, text } },
      { ...options, prove: faultsAlone },
    );
    this.#looked = { text, linted };
    return linted;
  }

  /** Whether everyone for whom the body worked is still sent the same. */
  holds(text: string, fixes: readonly Fix[]): boolean {
    return this.#trial.holds(
      text,
      undefined,
      fixes.some(({ fills }) => fills),
    );
  }
}

/** Fixes that make a text better together. */
class Round {
  readonly #made: Fix[] = [];
  #manuscript: Manuscript;
  #score: Score;
  #attempts = 0;

  constructor(
    private readonly repair: BodyRepair,
    private readonly start: Manuscript,
    private readonly before: Linted,
    private readonly guess: boolean,
  ) {
    this.#manuscript = start;
    this.#score = scoreOf(before.diagnostics);
  }

  fixed(): { readonly made: readonly Fix[]; readonly manuscript: Manuscript } {
    const { repair, before, guess } = this;
    const found = before.diagnostics.flatMap((one): Fixable[] => {
      if (!repair.isWanted(one)) return [];
      const fixes = fixesOf(one, before.template, guess);
      return fixes.length > 0 ? [{ fixes, weight: weightOf(one), start: one.span?.start ?? 0 }] : [];
    });
    for (const weight of weights) {
      const own = found.filter((one) => one.weight === weight);
      if (own.length === 0 || (own.length > 1 && this.#makeTogether(own, weight))) continue;
      this.#makeInHalves(own);
    }
    return { made: this.#made, manuscript: this.#manuscript };
  }

  /** The text with more fixes, if they can be made together, and nobody is sent anything else. */
  #tried(fixes: readonly Fix[]): { readonly manuscript: Manuscript; readonly linted: Linted } | undefined {
    this.#attempts++;
    const manuscript = this.start.with(editsOf([...this.#made, ...fixes]));
    if (!manuscript || manuscript.text === this.#manuscript.text) return undefined;
    if (!this.repair.holds(manuscript.text, [...this.#made, ...fixes])) return undefined;
    return { manuscript, linted: this.repair.look(manuscript.text) };
  }

  #keep(fixes: readonly Fix[], manuscript: Manuscript, after: Score): void {
    this.#made.push(...fixes);
    this.#manuscript = manuscript;
    this.#score = after;
  }

  /**
   * Makes all at once, the likeliest way first, and another for those after which a fault is left, until none is: as
   * often as there are ways, however many findings there are.
   */
  #makeTogether(found: readonly Fixable[], weight: Weight): boolean {
    let open = found.map(({ fixes, start }) => ({ fixes, start, way: 0 }));
    for (let pass = 0; pass < mostWays && open.length > 0; pass++) {
      const chosen = together([
        ...this.#made.map((fix) => ({ ...fix, of: undefined })),
        ...open.map((of) => ({ ...of.fixes[of.way]!, of })),
      ]).filter((fix) => fix.of !== undefined);
      if (chosen.length === 0) return false;
      const tried = this.#tried(chosen);
      if (!tried) return false;
      const after = scoreOf(tried.linted.diagnostics);
      const made = new Set(chosen.map(({ of }) => of));
      // What another fix at the same place is made before is found again, and no fix is to blame for it.
      const later = new Set(
        open.flatMap((one) => (made.has(one) || one.fixes[one.way]!.edits.length > 1 ? [] : [one.start])),
      );
      const failed = this.#lastBeforeFaults(tried.linted, chosen, weight, later);
      if (failed.size === 0 && isLess(after, this.#score)) {
        this.#keep(chosen, tried.manuscript, after);
        return true;
      }
      if (failed.size === 0) return false;
      const stuck = new Set(Array.from(failed, ({ of }) => of));
      open = open.flatMap((one) => {
        if (!stuck.has(one)) return [one];
        return one.way + 1 < one.fixes.length ? [{ ...one, way: one.way + 1 }] : [];
      });
    }
    return false;
  }

  /** The fixes that a fault that is left has in it, or that are the last ones ahead of it. */
  #lastBeforeFaults<F extends Fix>(
    { diagnostics }: Linted,
    fixes: readonly F[],
    weight: Weight,
    later: ReadonlySet<number>,
  ): Set<F> {
    const before = placesBefore(editsOf([...this.#made, ...fixes]));
    const hopeless = this.#hopeless();
    const ordered = fixes
      .map((fix) => ({ fix, start: Math.min(...fix.edits.map(({ start }) => start)) }))
      .sort((a, b) => a.start - b.start);
    const failed = new Set<F>();
    for (const found of diagnostics) {
      if (found.severity !== "error" || weightOf(found) > weight) continue;
      const place = before(found.span?.start ?? 0);
      if (later.has(place) || hopeless.has(placeKey(found, place))) continue;
      const next = Math.max(
        1,
        countFirst(ordered, ({ start }) => start <= place),
      );
      const last = ordered[next - 1]!;
      // A name is fixed within the output that is at fault.
      const within = ordered[next];
      const isWithin = within && last.start < place && within.start < before((found.span?.end ?? 0) - 1);
      failed.add((isWithin ? within : last).fix);
    }
    return failed;
  }

  /** What was there before, and nothing is known that fixes it. */
  #hopeless(): ReadonlySet<string> {
    const { before, guess, repair } = this;
    const found = before.diagnostics.filter(
      (one) => !repair.isWanted(one) || fixesOf(one, before.template, guess).length === 0,
    );
    return new Set(found.map((one) => placeKey(one, one.span?.start ?? 0)));
  }

  /** Halves what does not fix all that it is to fix, down to the one that does not, whose other ways are tried then. */
  #makeInHalves(found: readonly Fixable[]): void {
    const [first] = found;
    if (!first || this.#attempts > mostAttempts) return;
    const start = this.#score;
    if (found.length === 1) {
      if (first.fixes.some((fix) => this.#attempt([fix], (after) => isLess(after, start)))) return;
      // What is found after it may have been hidden by it: a guess is judged by the whole, in the end.
      if (this.guess)
        first.fixes.some((fix) => this.#attempt([fix], (_, linted) => this.#isReadTo(fix, linted)));
      return;
    }
    const wanted = start.map((count, at) => (at === first.weight ? count - found.length : count));
    const isRepaired = (after: Score) =>
      after.slice(0, first.weight + 1).every((count, at) => count <= wanted[at]!);
    const likeliest = found.map(({ fixes }) => fixes[0]!);
    if (this.#attempt(likeliest, isRepaired)) return;
    const middle = Math.ceil(found.length / 2);
    this.#makeInHalves(found.slice(0, middle));
    this.#makeInHalves(found.slice(middle));
  }

  /** Whether the document can be read as far as a fix reaches. */
  #isReadTo(fix: Fix, { diagnostics }: Linted): boolean {
    const before = placesBefore(editsOf([...this.#made, fix]));
    const end = Math.max(...fix.edits.map((edit) => edit.end));
    const hopeless = this.#hopeless();
    return diagnostics.every((found) => {
      if (found.severity !== "error" || weightOf(found) > 1) return true;
      const place = before(found.span?.start ?? 0);
      return place > end || hopeless.has(placeKey(found, place));
    });
  }

  #attempt(fixes: readonly Fix[], isEnough: (after: Score, linted: Linted) => boolean): boolean {
    if (together([...this.#made, ...fixes]).length < this.#made.length + fixes.length) return false;
    const tried = this.#tried(fixes);
    if (!tried) return false;
    const after = scoreOf(tried.linted.diagnostics);
    if (!isEnough(after, tried.linted)) return false;
    this.#keep(fixes, tried.manuscript, after);
    return true;
  }
}

const placeKey = ({ code }: Diagnostic, place: number) => `${code} ${place}`;
