import { type Code, catalogue } from "../diagnostics/catalogue.js";
import { type Diagnostic, type Severity, sorted } from "../diagnostics/diagnostic.js";
import { positionOf, type Span } from "../source/source.js";
import { version } from "../version.js";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** SARIF 2.1.0, as code scanning reads it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export function sarif(diagnostics: readonly Diagnostic[]): object {
  const found = sorted(diagnostics);
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "mi-braze", version: version(), rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: found.map((one) => result(one, codes)),
      },
    ],
  };
}

const rule = (code: Code) => ({
  id: code,
  name: catalogue[code].name,
  shortDescription: { text: catalogue[code].name.replaceAll("-", " ") },
  defaultConfiguration: { level: levels[catalogue[code].severity] },
});

function result({ code, severity, message, span, notes }: Diagnostic, codes: readonly Code[]): object {
  const related = notes.filter((note) => note.span);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: {
      text: [message, ...notes.filter((note) => !note.span).map((note) => note.message)].join("\n"),
    },
    ...(span ? { locations: [{ physicalLocation: location(span) }] } : {}),
    ...(related.length > 0
      ? {
          relatedLocations: related.map((note) => ({
            message: { text: note.message },
            physicalLocation: location(note.span!),
          })),
        }
      : {}),
  };
}

function location({ source, start, end }: Span): object {
  const [from, to] = [positionOf(source, start), positionOf(source, Math.max(start, end))];
  return {
    // A path as a URI: relative ones count from where the tool ran.
    artifactLocation: { uri: source.name.split("/").map(encodeURIComponent).join("/") },
    region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
  };
}
