import {
  type Diagnostic,
  type FindingKind,
  type Fix,
  type Severity,
  sorted,
} from "../diagnostics/diagnostic.js";
import { lineOf } from "../diagnostics/same-finding.js";
import { hashText } from "../liquid/values/digest.js";
import type { Page } from "../rules/rule.js";
import { positionOf, type Source, type Span } from "../source/source.js";
import { version } from "../version.js";
import { pageHelp } from "./page.js";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** SARIF 2.1.0, as code scanning reads it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
export function sarif(diagnostics: readonly Diagnostic[], pages: ReadonlyMap<string, Page>): object {
  const found = sorted(diagnostics);
  const kinds = [...new Set(found.map(({ kind }) => kind))].sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    $schema: sarifHead.$schema,
    version: sarifHead.version,
    runs: [
      {
        tool: sarifTool(kinds, pages),
        columnKind: sarifHead.columnKind,
        results: found.map((one) => sarifResult(one, kinds.indexOf(one.kind))),
      },
    ],
  };
}

export const sarifHead = {
  $schema: "https://json.schemastore.org/sarif-2.1.0.json",
  version: "2.1.0",
  columnKind: "utf16CodeUnits",
} as const;

/** What of a kind of finding a rule is made of. */
export type SarifKind = Pick<FindingKind, "code" | "name" | "severity">;

/** The program, and its rules in the order in which results name them. */
export const sarifTool = (kinds: readonly SarifKind[], pages: ReadonlyMap<string, Page>): object => ({
  driver: {
    name: "mi-braze",
    version: version(),
    rules: kinds.map((kind) => rule(kind, pages.get(kind.code))),
  },
});

function rule(kind: SarifKind, page: Page | undefined) {
  const { code, name, severity } = kind;
  return {
    id: code,
    name,
    shortDescription: { text: page ? plain(page.summary) : name.replaceAll("-", " ") },
    ...(page
      ? {
          fullDescription: { text: plain(page.why || page.summary) },
          // The whole page, since no address has it; `text` is for viewers that show no Markdown.
          help: {
            text: plain([page.fix, `\`mi-braze explain ${code}\` shows an example.`].join("\n")),
            markdown: pageHelp(page),
          },
        }
      : {}),
    defaultConfiguration: { level: levels[severity] },
  };
}

/** Markdown without its marks. */
const plain = (markdown: string): string => markdown.replaceAll("`", "");

/** @param ruleIndex which of the rules it is of */
export function sarifResult(found: Diagnostic, ruleIndex: number): object {
  const { kind, severity, message, span, notes, fix } = found;
  const related = notes.filter((note) => note.span);
  return {
    ruleId: kind.code,
    ruleIndex,
    level: levels[severity],
    message: {
      text: [message, ...notes.filter((note) => !note.span).map((note) => note.message)].join("\n"),
    },
    ...(span ? { locations: [{ physicalLocation: location(span) }] } : {}),
    // Lines above may come and go; code scanning then knows the finding again.
    partialFingerprints: {
      "miBrazeFinding/v1": hashText("sha256", [kind.code, span?.source.name ?? "", lineOf(found)].join("\n")),
    },
    ...(related.length > 0
      ? {
          relatedLocations: related.map((note) => ({
            message: { text: note.message },
            physicalLocation: location(note.span!),
          })),
        }
      : {}),
    ...(fix && span ? { fixes: [fixOf(fix, span.source)] } : {}),
  };
}

const fixOf = ({ title, edits }: Fix, source: Source) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: { uri: uriOf(source) },
      replacements: edits.map(({ start, end, text }) => ({
        deletedRegion: regionOf(source, start, end),
        insertedContent: { text },
      })),
    },
  ],
});

/** A path as a URI: relative ones count from where the tool ran. */
const uriOf = ({ name }: Source): string => name.split("/").map(encodeURIComponent).join("/");

function regionOf(source: Source, start: number, end: number): object {
  const [from, to] = [positionOf(source, start), positionOf(source, Math.max(start, end))];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function location({ source, start, end }: Span): object {
  return { artifactLocation: { uri: uriOf(source) }, region: regionOf(source, start, end) };
}
