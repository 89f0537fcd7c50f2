import type { Range, Span } from "../source/source.js";

/** Stable for ever: a retired code is never used again. */
export type Code = `MI${number}`;

export type Severity = "error" | "warning" | "info";

export interface Note {
  readonly message: string;
  readonly span?: Span | undefined;
}

/** Edits that fix the finding: ranges of the finding's own source, none overlapping. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly (Range & { readonly text: string })[];
  /** What is blank for everybody today may be sent then: it is what the fix is for. */
  readonly fills?: true;
}

/** What else is to be known of a kind of finding, so that nobody has to ask for it by its code. */
export interface Traits {
  /** It keeps a body from being read, and so hides what data may break: it is fixed first. */
  readonly structural?: true;
  /** A template with it is never rendered. */
  readonly fatal?: true;
  /** Neither proven nor refuted. */
  readonly undecided?: true;
  /** What a command ends with that was not able to do its work for it. */
  readonly exitCode?: 3;
  /** The config asks for it: it is reported on the config itself, or not at all, and never again on a generated body. */
  readonly chosenInConfig?: true;
  /** Of a config: it was found in the text itself, so it holds whatever else cannot be read. */
  readonly ofText?: true;
  /** Of a config: it says that something is missing, a guess where the text cannot be read. */
  readonly ofAbsence?: true;
  /** Of a config: it says what the schema says of a value, and a check that knows what the value means says more. */
  readonly ofSchema?: true;
}

/** A kind of finding. `report` makes a finding of it: nothing else does. */
export interface FindingKind extends Traits {
  readonly code: Code;
  /** What a person calls it: `unescaped-text`. */
  readonly name: string;
  /** What it usually weighs. */
  readonly severity: Severity;
  report(message: string, details?: DiagnosticDetails): Diagnostic;
}

/** A finding. Its message may change between versions, its code never does. */
export interface Diagnostic {
  readonly kind: FindingKind;
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span | undefined;
  readonly notes: readonly Note[];
  readonly fix?: Fix | undefined;
  /** What a fix needs to know besides the place: the missing brackets. */
  readonly detail?: string;
  /** Order of importance within a file: 0, the default, comes first. */
  readonly rank?: number;
  /** The tag or output that it is in has to be written anew: what else is found there only follows. */
  readonly anew?: true;
}

export interface DiagnosticDetails {
  readonly span?: Span | undefined;
  /** Strings are notes without a place. */
  readonly notes?: readonly (Note | string)[];
  readonly fix?: Fix | undefined;
  /** If a finding's severity differs from its code's usual one. */
  readonly severity?: Severity;
  readonly rank?: number;
  readonly detail?: string | undefined;
  readonly anew?: true | undefined;
}

export function findingKind(code: Code, name: string, severity: Severity, traits: Traits = {}): FindingKind {
  const kind: FindingKind = {
    ...traits,
    code,
    name,
    severity,
    report: (message, details = {}) => ({
      kind,
      code,
      severity: details.severity ?? severity,
      message,
      span: details.span,
      notes: (details.notes ?? []).map((note) => (typeof note === "string" ? { message: note } : note)),
      fix: details.fix,
      ...(details.rank === undefined ? {} : { rank: details.rank }),
      ...(details.detail === undefined ? {} : { detail: details.detail }),
      ...(details.anew ? { anew: true } : {}),
    }),
  };
  return kind;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((found) => found.severity === "error");
}

/** By file, the worst first, then by rank, place and code; identical findings at the same place are reported once. */
export function sorted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic) => `${d.code}\0${d.span?.source.name}\0${d.span?.start}\0${d.message}`;
  const unique = [...new Map(diagnostics.map((found) => [key(found), found])).values()];
  return unique.sort(
    (a, b) =>
      compare(a.span?.source.name ?? "", b.span?.source.name ?? "") ||
      weights[a.severity] - weights[b.severity] ||
      (a.rank ?? 0) - (b.rank ?? 0) ||
      (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
      compare(a.code, b.code),
  );
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A request that cannot be carried out: the command prints these findings and exits with `exitCode`. */
export class UserError extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    readonly exitCode: 1 | 2 | 3,
  ) {
    super(diagnostics.map((found) => found.message).join("\n"));
  }
}
