import type { Diagnostic, Note } from "../diagnostics/diagnostic.js";
import { inspect } from "../liquid/values/print.js";
import { positionOf, type Source, spanOf } from "../source/source.js";
import { type Fault, type FaultKind, faultKinds } from "./fault.js";
import { notProven } from "./findings.js";
import { nameOf } from "./formula/input-name.js";
import { witnessNow } from "./witness/fixture.js";
import type { Witness } from "./witness/witness.js";
import { words } from "./words.js";

/** A fault, and the user for whom it was shown. */
export interface Found {
  readonly fault: Fault;
  readonly witness: Witness | undefined;
}

/** Two faults of one output: the second says it all. */
const coveredBy: Partial<Record<FaultKind, FaultKind>> = {
  "missing-value": "bare-value",
  unescaped: "quoted-json",
};

/** Without what only follows from another fault: one output is told once, and what is stray behind a fault is its wake. */
export function told(source: Source, found: readonly Found[]): readonly Found[] {
  const lineOf = (offset: number) => positionOf(source, offset).line;
  const real = found.filter(({ witness }) => witness);
  return found.filter(({ fault }) => {
    const covering = coveredBy[fault.kind];
    if (covering) return !real.some((one) => one.fault.kind === covering && one.fault.start === fault.start);
    if (fault.kind !== "stray" && fault.kind !== "bare-word" && fault.kind !== "bare-name") return true;
    return !real.some(
      ({ fault: other }) =>
        (fault.kind === "stray" || other.kind === "stray") &&
        other.start < fault.start &&
        lineOf(other.start) === lineOf(fault.start),
    );
  });
}

/** The most certain kinds first: what the first one shows is the verdict's witness. */
export const ranked = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind) || a.start - b.start);

const fromData = faultKinds.indexOf("error-text");

/**
 * Faults of the body itself come first, then those that typed text may bring about, then those of ids, which people do not
 * type, and last those of what Braze fills in by itself.
 */
function rankOf({ kind, ways }: Fault): number {
  if (faultKinds.indexOf(kind) < fromData) return 0;
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
  const { detail } = fault;
  return finding.report(message(fault, source.text), { span, rank, notes, detail });
}

/** For whom a fault breaks the body, and what it is then. */
export function witnessNotes(source: Source, fault: Fault, witness: Witness): Note[] {
  const notes: Note[] = [];
  const { now } = witness.circumstances;
  const moment = now === witnessNow ? "" : `, at ${now}`;
  const values = [...witness.assignment].filter(([, value]) => value !== null);
  if (values.length > 0) {
    const list = values.map(([input, value]) => `${nameOf(input)} = ${shorten(inspect(value), 60)}`);
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
  return shorten(
    withoutSecrets(rendering.text, source)
      .slice(Math.max(0, at - 30), at + 40)
      .replace(/\s+/g, " "),
    80,
  );
}

const shorten = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;
