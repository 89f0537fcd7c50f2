import { type Diagnostic, sorted } from "../diagnostics/diagnostic.js";
import type { Colors } from "./colors.js";
import type { LintedFile, LintResult } from "./lint-report.js";

const mostPages = 10;

/** What comes behind the findings of `lint`: a user to try the first fault with, what can be mended, the findings' pages. */
export function lintText({ files, diagnostics }: LintResult, ofConfig: boolean, colors: Colors): string {
  if (diagnostics.length === 0) {
    const bodies = `${files.length} ${files.length === 1 ? "body" : "bodies"}`;
    const clean = ofConfig ? ["the config", ...(files.length > 0 ? [bodies] : [])] : [bodies];
    if (files.some(({ diff }) => diff !== undefined))
      return "No findings would be left; nothing was written.";
    return `No findings in ${clean.join(" and ")}.`;
  }
  return [...witnessLines(files), ...fixLines(diagnostics), ...pageLines(diagnostics, colors)].join("\n");
}

function witnessLines(files: readonly LintedFile[]): string[] {
  const [first, ...others] = files.filter(({ witness }) => witness);
  if (!first) return [];
  const rest =
    others.length === 0
      ? []
      : [
          `--format json has one for ${others.length === 1 ? "the other file" : `each of ${others.length} others`}.`,
        ];
  return [
    `A user for whom ${first.file} breaks; save it and see with mi-braze preview --template ${first.file} --user:`,
    JSON.stringify(first.witness),
    ...rest,
  ];
}

function fixLines(diagnostics: readonly Diagnostic[]): string[] {
  const count = diagnostics.filter(({ fix }) => fix).length;
  if (count === 0) return [];
  const what =
    diagnostics.length === 1 ? "it" : count === diagnostics.length ? "them all" : `${count} of them`;
  return [`npx mi-braze lint --fix fixes ${what}; --fix --dry-run shows how.`];
}

/** In the order of the findings, so that the first thing to read is the first to mend. */
function pageLines(diagnostics: readonly Diagnostic[], colors: Colors): string[] {
  const [first, ...others] = new Set(sorted(diagnostics).map(({ code }) => code));
  const shown = others.slice(0, mostPages).join(", ");
  const more = others.length > mostPages ? ` and ${others.length - mostPages} more` : "";
  return [`More: mi-braze explain ${first}${shown && colors.dim(`; also ${shown}${more}`)}`];
}
