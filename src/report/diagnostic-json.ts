import { type Diagnostic, sorted } from "../diagnostics/diagnostic.js";
import { type Position, positionOf, type Range, type Source } from "../source/source.js";

/** A finding as scripts read it: lines and columns from 1, offsets from 0, in the file the user wrote. */
export interface DiagnosticJson {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string | null;
  readonly start: Position | null;
  readonly end: Position | null;
  readonly notes: readonly NoteJson[];
  readonly fix?: { readonly title: string; readonly edits: readonly (Place & { readonly text: string })[] };
}

interface Place {
  readonly start: Position;
  readonly end: Position;
}

interface NoteJson extends Partial<Place> {
  readonly message: string;
  readonly file?: string;
}

export function diagnosticsJson(diagnostics: readonly Diagnostic[]): DiagnosticJson[] {
  return sorted(diagnostics).map((found) => ({
    code: found.code,
    name: found.kind.name,
    severity: found.severity,
    message: found.message,
    file: found.span?.source.name ?? null,
    ...(found.span ? place(found.span.source, found.span) : { start: null, end: null }),
    notes: found.notes.map(({ message, span }) => ({
      message,
      ...(span ? { file: span.source.name, ...place(span.source, span) } : {}),
    })),
    ...(found.fix && found.span ? { fix: fixJson(found.fix, found.span.source) } : {}),
  }));
}

const fixJson = (fix: NonNullable<Diagnostic["fix"]>, source: Source) => ({
  title: fix.title,
  edits: fix.edits.map((edit) => ({ ...place(source, edit), text: edit.text })),
});

const place = (source: Source, range: Range): Place => ({
  start: positionOf(source, range.start),
  end: positionOf(source, range.end),
});
