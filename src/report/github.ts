import { type Diagnostic, type Severity, sorted } from "../diagnostics/diagnostic.js";
import { positionOf } from "../source/source.js";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/**
 * Workflow commands that GitHub Actions shows beside the lines they speak of.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export const githubAnnotations = (diagnostics: readonly Diagnostic[]): string =>
  sorted(diagnostics).map(annotation).join("\n");

function annotation({ kind, severity, message, span, notes }: Diagnostic): string {
  const place = span
    ? {
        file: span.source.name,
        line: positionOf(span.source, span.start).line,
        col: positionOf(span.source, span.start).column,
        endLine: positionOf(span.source, span.end).line,
        endColumn: positionOf(span.source, span.end).column,
      }
    : {};
  const properties = Object.entries({ ...place, title: `${kind.code} ${kind.name}` })
    .map(([name, value]) => `${name}=${escaped(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`)
    .join(",");
  const text = [message, ...notes.map((note) => note.message)].join("\n");
  return `::${commands[severity]} ${properties}::${escaped(text)}`;
}

const escaped = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
