import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.js";
import type { Condition } from "../proof/conditions.js";
import type { Verdict } from "../proof/prove.js";
import type { Page } from "../rules/rule.js";
import { jsonText } from "../source/json-text.js";
import { diagnosticsJson } from "./diagnostic-json.js";
import { count, diagnosticText } from "./diagnostic-text.js";
import { githubAnnotations } from "./github.js";
import { junit } from "./junit.js";
import { sarif } from "./sarif.js";
import { plainStyle } from "./style.js";

/** What `lint` found of one file. */
export interface LintedFile {
  readonly file: string;
  readonly verdict: Verdict;
  readonly witness?: Readonly<Record<string, unknown>> | undefined;
  readonly conditions?: readonly Condition[] | undefined;
  /** Of a dry run: the patch that would make it so. */
  readonly diff?: string | undefined;
  /** Nothing found in the body has an edit that may fix it. */
  readonly unfixable?: boolean;
}

export interface LintResult {
  readonly files: readonly LintedFile[];
  /** Of the files and of the config. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was found and is left out, since it is not new; absent where nothing was compared. */
  readonly known?: readonly Known[] | undefined;
}

/** Findings that are not new. */
export interface Known {
  readonly count: number;
  /** By what they are known: `listed in baseline.json`. */
  readonly why: string;
}

/**
 * The ways in which `lint` prints as data, with the pages of what it finds at hand; `text` goes to the person at the
 * terminal.
 */
export const lintReports = {
  json: ({ files, diagnostics, known }) =>
    jsonText(
      {
        version: 1,
        files: files.map(({ file, verdict, witness, conditions, diff }) => ({
          file,
          verdict,
          ...(witness ? { witness } : {}),
          ...(conditions ? { conditions } : {}),
          ...(diff === undefined ? {} : { diff }),
        })),
        diagnostics: diagnosticsJson(diagnostics),
        summary: {
          errors: count(diagnostics).errors,
          warnings: count(diagnostics).warnings,
          ...(known ? { known: known.reduce((sum, one) => sum + one.count, 0) } : {}),
        },
      },
      2,
    ),
  sarif: ({ diagnostics }, pages) => jsonText(sarif(diagnostics, pages), 2),
  github: ({ diagnostics }) => githubAnnotations(diagnostics),
  junit: ({ files, diagnostics }) => {
    const names = new Set([
      ...files.map(({ file }) => file),
      ...diagnostics.map((found) => found.span?.source.name ?? "mi-braze"),
    ]);
    return junit(
      "mi-braze lint",
      [...names].map((name) => {
        const found = diagnostics.filter((one) => (one.span?.source.name ?? "mi-braze") === name);
        const text = found.map((one) => diagnosticText(one, plainStyle)).join("\n\n");
        return {
          suite: "mi-braze lint",
          name,
          ...(hasErrors(found) ? { problem: { kind: "failure" as const, text } } : { remarks: text }),
        };
      }),
    );
  },
} satisfies Readonly<Record<string, (result: LintResult, pages: ReadonlyMap<string, Page>) => string>>;
