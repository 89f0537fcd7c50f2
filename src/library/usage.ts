import { readClock } from "../braze/fixture/clock.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { wrongUsage } from "../diagnostics/findings.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { type AssumptionName, type Assumptions, checkAssumption } from "../liquid/assumptions.js";
import { RubyTime } from "../liquid/value.js";
import { type DiagnosticJson, diagnosticsJson } from "../report/diagnostic-json.js";
import { quoted } from "../source/json-text.js";

/** The library was called in a way that it does not understand. */
export class UsageError extends TypeError {
  override readonly name = "UsageError";

  constructor(
    message: string,
    readonly diagnostics: readonly DiagnosticJson[],
  ) {
    super(message);
  }
}

export const wrongCall = (message: string, ...notes: string[]): UsageError =>
  usageError([wrongUsage.report(message, { notes })]);

export function usageError(found: readonly Diagnostic[]): UsageError {
  const lines = found.flatMap(({ message, notes }) => [message, ...notes.map((note) => note.message)]);
  return new UsageError(lines.join("\n"), diagnosticsJson(found));
}

/** @param what what the message calls the value */
export function requireString(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  throw wrongCall(`${what} must be a string, not ${described(value)}`);
}

export function requireBoolean(value: unknown, what: string): boolean {
  if (typeof value === "boolean") return value;
  throw wrongCall(`${what} must be true or false, not ${described(value)}`);
}

/** Options that may be left out, and no others: a misspelt one would be ignored without a word. */
export function requireOptions(options: unknown, call: string, known: readonly string[]): void {
  const members = requireObject(options, `the options of ${call}`);
  const unknown = Object.keys(members).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const message = `${call} has no option "${unknown}"${didYouMean(unknown, known)}`;
  throw wrongCall(message, `It takes ${known.join(", ")}.`);
}

/** Texts by name, such as those of Content Blocks. */
export function requireTexts(texts: unknown, what: string): ReadonlyMap<string, string> {
  const members = Object.entries(requireObject(texts, what));
  return new Map(members.map(([name, text]) => [name, requireString(text, `${what}: "${name}"`)]));
}

/** The same names and values as `--assume` takes. */
export function requireAssumptions(assume: unknown): Partial<Assumptions> {
  const given = Object.entries(requireObject(assume, "assume")).filter(([, value]) => value !== undefined);
  const wrong = given.flatMap(([name, value]) => checkAssumption(name, String(value)) ?? []);
  if (wrong.length > 0) throw usageError(wrong);
  return Object.fromEntries(given) as { [Name in AssumptionName]?: Assumptions[Name] };
}

/** A moment that is the same on every machine. */
export function requireNow(now: unknown): RubyTime {
  if (now instanceof Date) {
    if (Number.isNaN(now.getTime())) throw wrongCall("now is an invalid Date");
    return RubyTime.fromMilliseconds(now.getTime());
  }
  if (typeof now !== "string") throw wrongCall(`now must be a Date or a string, not ${described(now)}`);
  const reading = readClock(now, "now");
  if ("problem" in reading) throw wrongCall(reading.problem);
  return reading.time;
}

export function requireObject(value: unknown, what: string): object {
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map))
    return value;
  throw wrongCall(`${what} must be an object, not ${described(value)}`);
}

/** What is there instead, in few words. */
function described(value: unknown): string {
  if (typeof value === "string") return quoted(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || value === undefined) return String(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  if (Array.isArray(value)) return "an array";
  const kind = typeof value === "object" ? value.constructor?.name : undefined;
  return kind && kind !== "Object"
    ? `a ${kind}`
    : typeof value === "object"
      ? "an object"
      : `a ${typeof value}`;
}
