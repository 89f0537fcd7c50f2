import { isFilledByBraze } from "../braze/inputs.js";
import type { Diagnostic, Note } from "../diagnostics/diagnostic.js";
import { isHash, type Value } from "../liquid/value.js";
import { inspect } from "../liquid/values/print.js";
import { shortened, shortenedInside } from "../source/shortened.js";
import { type Source, spanOf } from "../source/source.js";
import { adviceOnError } from "./error-advice.js";
import { type Fault, faultKinds } from "./fault.js";
import { faultMessages } from "./fault-messages.js";
import { notProven } from "./findings.js";
import { rootOf } from "./terms/input-model.js";
import { nameOf } from "./terms/input-name.js";
import type { Input, Place } from "./terms/term.js";
import { type Assignment, witnessNow } from "./witness/fixture.js";
import type { Witness } from "./witness/witness.js";

/**
 * Faults of the body itself come first, then those that typed text may bring about, then those of ids, which people do not
 * type, and last those of what Braze fills in by itself.
 */
function rankOf({ kind, paths }: Fault): number {
  if (faultKinds.indexOf(kind) < faultKinds.indexOf("error-text")) return 0;
  const inputs = [...paths[0]!.cases.keys()];
  if (inputs.length === 0) return 1;
  if (inputs.every(({ place }) => isOfBraze(rootOf(place)))) return 3;
  return inputs.every((input) => idLike.test(nameOf(input))) ? 2 : 1;
}

const idLike = /(^|[^a-z])(id|sku|uuid)\W*$/i;
const isOfBraze = (place: Place): boolean =>
  (place.kind === "profile" && isFilledByBraze(undefined, place.name)) ||
  (place.kind === "namespace" && isFilledByBraze(place.namespace, place.name));

/** How a search for a witness ended. */
export interface Searched {
  readonly complete: boolean;
  /** The body's first finding whose search was stopped says so for all of them. */
  readonly saysStopped: boolean;
}

const searchStopped =
  "The search for a user for whom it breaks stopped at its limit, before every kind of value was tried.";

/** A fault as a finding that nobody is told, so that nobody is looked for to show it. */
export function findingWithoutWitness(source: Source, fault: Fault): Diagnostic {
  const { finding } = faultMessages[fault.kind as keyof typeof faultMessages];
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
  const { finding, message, fix: fixes } = faultMessages[fault.kind as keyof typeof faultMessages];
  const fix = typeof fixes === "string" ? fixes : fixes(fault, source.text);
  const rank = rankOf(fault);
  if (!witness) {
    const nobody = complete ? ", but no user was found for whom it breaks" : "";
    const notes = [fix, ...(saysStopped ? [searchStopped] : [])];
    return notProven.report(`not proven: ${message(fault, source.text)}${nobody}`, { span, rank, notes });
  }
  const notes = [...witnessNotes(source, fault, witness), { message: adviceFor(fault, witness) ?? fix }];
  const detail = fault.detail ?? fault.kind;
  return finding.report(message(fault, source.text), { span, rank, notes, detail });
}

/** What to do about the error that is printed for a user. */
function adviceFor({ kind, start }: Fault, { rendering, forAll }: Witness): string | undefined {
  if (kind !== "error-text" && kind !== "error-in-text") return undefined;
  const piece = rendering.pieces.find(({ span }) => span.start <= start && start < span.end);
  return piece && adviceOnError(rendering.text.slice(piece.start, piece.end), forAll);
}

/** Values of a user that a note names. */
const mostValues = 6;

/** For whom a fault breaks the body, and what it is then. */
export function witnessNotes(source: Source, fault: Fault, witness: Witness): Note[] {
  const notes: Note[] = [];
  const { now } = witness.circumstances;
  const moment = now === witnessNow ? "" : `, at ${now}`;
  const values = [...witness.assignment].filter(
    ([input, value]) => value !== null && !isToldByMembers(input, value, witness.assignment),
  );
  if (values.length > 0) {
    const list = values
      .slice(0, mostValues)
      .map(
        ([input, value]) => `${shortenedInside(nameOf(input), 80)} = ${shortenedInside(inspect(value), 60)}`,
      );
    const more = values.length - list.length;
    if (more > 0) list.push(`and ${more} more`);
    notes.push({ message: `breaks for a user with ${list.join(", ")}${moment}` });
  } else
    notes.push({
      message: `breaks for ${witness.forAll ? "every user" : "a user who has none of what it reads"}${moment}`,
    });
  const isEmpty = witness.rendering.text.trim() === "";
  notes.push({ message: `then the body is ${isEmpty ? "empty" : `…${excerpt(witness, fault, source)}…`}` });
  return notes;
}

/** An object with nothing but the members that are told anyway. */
const isToldByMembers = (input: Input, value: Value, assignment: Assignment): boolean =>
  isHash(value) &&
  value.size === 0 &&
  [...assignment].some(
    ([{ place }, other]) => other !== null && place.kind === "member" && place.of === input,
  );

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
