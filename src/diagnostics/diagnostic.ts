import type { Range, Span } from "../source/source.js";
import { type Code, catalogue } from "./catalogue.js";

export type Severity = "error" | "warning" | "info";

export interface Note {
  readonly message: string;
  readonly span?: Span | undefined;
}

/** An edit that makes the finding go away: ranges of the finding's own source, none overlapping. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly (Range & { readonly text: string })[];
}

/** A finding. Its words may change between versions, its code never does. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span | undefined;
  readonly notes: readonly Note[];
  readonly fix?: Fix | undefined;
  /** What a fix has to know besides the place: the brackets that are missing. */
  readonly detail?: string;
  /** What weighs less within a file comes later: 0, the first, where nothing is said. */
  readonly rank?: number;
}

export interface DiagnosticDetails {
  readonly span?: Span | undefined;
  /** Strings are notes without a place. */
  readonly notes?: readonly (Note | string)[];
  readonly fix?: Fix | undefined;
  /** Where a finding weighs less or more than its code usually does. */
  readonly severity?: Severity;
  readonly rank?: number;
  readonly detail?: string | undefined;
}

/** A finding with the severity that the catalogue gives its code. */
export function diagnostic(code: Code, message: string, details: DiagnosticDetails = {}): Diagnostic {
  return {
    code,
    severity: details.severity ?? catalogue[code].severity,
    message,
    span: details.span,
    notes: (details.notes ?? []).map((note) => (typeof note === "string" ? { message: note } : note)),
    fix: details.fix,
    ...(details.rank === undefined ? {} : { rank: details.rank }),
    ...(details.detail === undefined ? {} : { detail: details.detail }),
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => found.severity === "error");
}

/** By file, then rank, then place, then code; a finding that says the same at the same place stands once. */
export function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => `${d.code}\0${d.span?.source.name}\0${d.span?.start}\0${d.message}`;
  const unique = [...new Map(diagnostics.map((found) => [key(found), found])).values()];
  return unique.sort(
    (a, b) =>
      compare(a.span?.source.name ?? "", b.span?.source.name ?? "") ||
      (a.rank ?? 0) - (b.rank ?? 0) ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
      compare(a.code, b.code),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What the user did cannot be carried out: the command prints these and ends with `exitCode`. */
export class UserError extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    readonly exitCode: 1 | 2 | 3,
  ) {
    super(diagnostics.map((found) => found.message).join("\n"));
  }
}
