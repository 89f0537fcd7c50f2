import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { jsonText } from "../source/json-text.js";

/** Findings that a person reads once: of one kind, in one file, with the same to say and to do. */
export interface Group {
  readonly first: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** Findings in groups, each where the first of its own is. */
export function grouped(diagnostics: readonly Diagnostic[]): Group[] {
  const groups = new Map<string, { first: Diagnostic; others: Diagnostic[] }>();
  for (const found of diagnostics) {
    const key = keyOf(found);
    const group = groups.get(key);
    if (group) group.others.push(found);
    else groups.set(key, { first: found, others: [] });
  }
  return [...groups.values()];
}

/** What a message quotes tells places apart, and what is shown of a user differs from one to the next: the advice is the last note. */
const keyOf = ({ code, severity, message, span, notes }: Diagnostic): string =>
  jsonText([
    span?.source.name ?? message,
    code,
    severity,
    withoutQuotes(message),
    withoutQuotes(notes.at(-1)?.message ?? ""),
    notes.at(-1)?.span?.start,
  ]);

const withoutQuotes = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|“[^”]*”|\$\{[^}]*\}/g, '""');
