import type { Diagnostic, Note } from "../diagnostics/diagnostic.js";
import { inspect } from "../liquid/values/print.js";
import { shortened } from "../source/shortened.js";
import { positionOf, type Source, spanOf } from "../source/source.js";
import { type Fault, type FaultKind, faultKinds } from "./fault.js";
import { notProven } from "./findings.js";
import { nameOf } from "./formula/input-name.js";
import { witnessNow } from "./witness/fixture.js";
import type { Witness } from "./witness/witness.js";
import { words } from "./words.js";

/** Kinds from here on are about what the data makes of the document. */
const fromData = faultKinds.indexOf("line-break");

/** A fault, and the user for whom it was shown. */
export interface Found {
  readonly fault: Fault;
  readonly witness: Witness | undefined;
}

/** Faults of what the template itself writes, whatever the data. */
const isStructural = ({ kind }: Fault): boolean => faultKinds.indexOf(kind) < fromData;

/** A fault, and what else was found real ahead of it or at its place. */
interface Wake {
  readonly fault: Fault;
  readonly source: Source;
  readonly others: readonly Fault[];
}

const onItsLine = ({ fault, source, others }: Wake, is: (other: Fault) => boolean): boolean => {
  const lineOf = (offset: number) => positionOf(source, offset).line;
  return others.some(
    (other) => is(other) && other.start < fault.start && lineOf(other.start) === lineOf(fault.start),
  );
};

const isBrokenEscape = ({ kind }: Fault): boolean => kind === "bad-escape" || kind === "cut-escape";
const lacksOpeningQuote = ({ kind, detail }: Fault): boolean =>
  kind === "missing-quote" && detail === "opening";

const behindAnother = (wake: Wake): boolean => onItsLine(wake, isStructural);
const behindStray = (wake: Wake): boolean => onItsLine(wake, ({ kind }) => kind === "stray");
const covered =
  (by: FaultKind) =>
  ({ fault, others }: Wake): boolean =>
    others.some(({ kind, start }) => kind === by && start === fault.start);

/** When a fault only follows from another one. */
const followsFrom: Partial<Record<FaultKind, (wake: Wake) => boolean>> = {
  stray: behindAnother,
  "wrong-bracket": behindAnother,
  "missing-bracket": behindAnother,
  "bare-word": behindStray,
  "bare-name": behindStray,
  "missing-value": covered("bare-value"),
  unescaped: covered("quoted-json"),
  // The output is the text whose quote is missing behind it.
  "bare-value": ({ fault, others }) =>
    others.some((other) => lacksOpeningQuote(other) && other.start === fault.end),
  "missing-quote": (wake) => onItsLine(wake, (other) => isBrokenEscape(other) || lacksOpeningQuote(other)),
  "line-break": (wake) =>
    onItsLine(wake, isBrokenEscape) ||
    wake.others.some(
      ({ kind, start, end }) =>
        kind === "line-break" &&
        start < wake.fault.start &&
        isOneString(wake.source.text.slice(end, wake.fault.start)),
    ),
};

/** Without what only follows from another fault: one cause is told once, and what is stray behind a fault is its wake. */
export function told(source: Source, found: readonly Found[]): readonly Found[] {
  const real = found.filter(({ witness }) => witness).map(({ fault }) => fault);
  const firstStructural = Math.min(...real.filter(isStructural).map(({ start }) => start));
  return found.filter(
    ({ fault, witness }) =>
      // Where nobody was found, the document may be at fault only because it is broken already.
      (witness || !isStructural(fault) || firstStructural > fault.start) && isCause(source, fault, real),
  );
}

/** Faults that do not follow from another one. */
export const causes = (source: Source, faults: readonly Fault[]): Fault[] =>
  faults.filter((fault) => isCause(source, fault, faults));

function isCause(source: Source, fault: Fault, real: readonly Fault[]): boolean {
  const follows = followsFrom[fault.kind];
  if (!follows) return true;
  return !follows({ fault, source, others: real.filter((other) => other !== fault) });
}

/** Whether two places stand in one string of the document: no quote of its own is between them. */
const isOneString = (between: string): boolean =>
  !/(?<!\\)"/.test(between.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, ""));

/** The most certain kinds first: what the first one shows is the verdict's witness. */
export const ranked = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || a.start - b.start);

/**
 * Faults of the body itself come first, then those that typed text may bring about, then those of ids, which people do not
 * type, and last those of what Braze fills in by itself.
 */
function rankOf({ kind, ways }: Fault): number {
  if (faultKinds.indexOf(kind) < faultKinds.indexOf("error-text")) return 0;
  const names = [...ways[0]!.cases.keys()].map(nameOf);
  if (names.length === 0) return 1;
  if (names.every((name) => brazeMade.test(name))) return 3;
  return names.every((name) => idLike.test(name)) ? 2 : 1;
}

const idLike = /(^|[^a-z])(id|sku|uuid)\W*$/i;
const brazeMade =
  /^(\$\{(braze_id|country|language|time_zone|gender|random_bucket_number|most_recent_\w+)\}|(campaign|canvas|most_recently_used_device|subscribed_state)\.)/;

/** How a search for a witness ended. */
export interface Searched {
  readonly complete: boolean;
  /** The body's first finding whose search was stopped says so for all of them. */
  readonly saysStopped: boolean;
}

const searchStopped =
  "The search for a user for whom it breaks stopped at its limit, before every kind of value was tried.";

/** A fault as a finding that nobody is told, so that nobody is looked for to show it. */
export function untold(source: Source, fault: Fault): Diagnostic {
  const { finding } = words[fault.kind as keyof typeof words];
  const span = spanOf(source, fault.start, fault.end);
  return finding.report("", { span, detail: fault.detail ?? fault.kind });
}

export function findingOf(
  source: Source,
  fault: Fault,
  witness: Witness | undefined,
  { complete, saysStopped }: Searched,
): Diagnostic {
  const span = spanOf(source, fault.start, fault.end);
  const { finding, message, cure: mends } = words[fault.kind as keyof typeof words];
  const cure = typeof mends === "string" ? mends : mends(fault);
  const rank = rankOf(fault);
  if (!witness) {
    const nobody = complete ? ", but no user was found for whom it breaks" : "";
    const notes = [cure, ...(saysStopped ? [searchStopped] : [])];
    return notProven.report(`not proven: ${message(fault, source.text)}${nobody}`, { span, rank, notes });
  }
  const notes = [...witnessNotes(source, fault, witness), { message: cure }];
  const detail = fault.detail ?? fault.kind;
  return finding.report(message(fault, source.text), { span, rank, notes, detail });
}

/** For whom a fault breaks the body, and what it is then. */
export function witnessNotes(source: Source, fault: Fault, witness: Witness): Note[] {
  const notes: Note[] = [];
  const { now } = witness.circumstances;
  const moment = now === witnessNow ? "" : `, at ${now}`;
  const values = [...witness.assignment].filter(([, value]) => value !== null);
  if (values.length > 0) {
    const list = values.map(([input, value]) => `${nameOf(input)} = ${shortened(inspect(value), 60)}`);
    notes.push({ message: `breaks for a user with ${list.join(", ")}${moment}` });
  } else
    notes.push({
      message: `breaks for ${witness.forAll ? "every user" : "a user who has none of what it reads"}${moment}`,
    });
  notes.push({ message: `then the body is …${excerpt(witness, fault, source)}…` });
  return notes;
}

/** What a template holds of credentials is not printed either. */
const withoutSecrets = (text: string, { text: whole, secrets = [] }: Source): string =>
  secrets.reduce(
    (shown, { start, end }) => shown.replaceAll(whole.slice(start, end), "*".repeat(end - start)),
    text,
  );

/** The broken output around the fault. */
function excerpt({ rendering }: Witness, fault: Fault, source: Source): string {
  const piece =
    rendering.pieces.find((one) => one.span.start <= fault.start && fault.start < one.span.end) ??
    rendering.pieces.find((one) => one.span.start >= fault.end);
  const at = piece
    ? piece.start + (piece.verbatim ? Math.max(0, fault.start - piece.span.start) : 0)
    : rendering.text.length;
  return shortened(
    withoutSecrets(rendering.text, source)
      .slice(Math.max(0, at - 30), at + 40)
      .replace(/\s+/g, " "),
    80,
  );
}
