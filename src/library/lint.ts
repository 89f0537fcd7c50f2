import { didYouMean } from "../diagnostics/suggest.js";
import { diagnosticsJson } from "../report/diagnostic-json.js";
import { lintReports } from "../report/lint-report.js";
import { lintWebhook } from "../rules/lint-webhook.js";
import { repair } from "../rules/repair/repair.js";
import { quoted } from "../source/json-text.js";
import { type Data, requireData } from "./data.js";
import type { ProveTemplateOptions, TemplateProof } from "./proof.js";
import { sourceOf } from "./source-of.js";
import { requireBoolean, requireOptions, requireTexts, wrongCall } from "./usage.js";

export interface LintSourceOptions extends ProveTemplateOptions {
  /** Applies the fixes that are safe; `text` holds the result. */
  readonly fix?: boolean;
}

export interface LintedSource extends TemplateProof {
  /** With `fix`: the template as it is now, and that is what the findings are of. */
  readonly text?: string;
}

/**
 * What `lint` says of one template: the proof, and every rule.
 * @throws UsageError when an argument or option is not what is declared here
 */
export function lintSource(source: string, options: LintSourceOptions = {}): LintedSource {
  requireOptions(options, "lintSource", ["file", "contentBlocks", "data", "fix"]);
  const body = sourceOf(source, options.file);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  const data = requireData(options.data);
  const given = { body, contentBlocks, data };
  const repaired = requireBoolean(options.fix ?? false, "fix") ? repair(given) : undefined;
  const { verdict, witness, conditions, diagnostics } = repaired?.linted ?? lintWebhook(given);
  return {
    verdict,
    ...(witness ? { witness } : {}),
    ...(conditions ? { conditions } : {}),
    diagnostics: diagnosticsJson(diagnostics),
    ...(repaired ? { text: repaired.text } : {}),
  };
}

/** What `lintReport` prints. */
export type Format = keyof typeof lintReports;

/** The formats that `lintReport` prints. */
export const formats: readonly Format[] = Object.keys(lintReports) as Format[];

export interface LintReportOptions {
  /** Texts of Content Blocks by name. */
  readonly contentBlocks?: Readonly<Record<string, string>>;
  /** What names hold, where that is narrower than what Braze lets in. */
  readonly data?: Data;
}

/**
 * Lints templates, and prints what is found as `mi-braze lint --format` does.
 * @param templates texts by file name
 * @throws UsageError when an argument or option is not what is declared here
 */
export function lintReport(
  templates: Readonly<Record<string, string>>,
  format: Format,
  options: LintReportOptions = {},
): string {
  requireOptions(options, "lintReport", ["contentBlocks", "data"]);
  const contentBlocks = requireTexts(options.contentBlocks ?? {}, "contentBlocks");
  const data = requireData(options.data);
  if (!formats.includes(format)) {
    const message = `lintReport has no format ${quoted(format)}${didYouMean(String(format), formats)}`;
    throw wrongCall(message, `Formats: ${formats.join(", ")}.`);
  }
  const linted = [...requireTexts(templates, "templates")].map(([name, text]) => ({
    file: name,
    ...lintWebhook({ body: { name, text }, contentBlocks, data }),
  }));
  const diagnostics = linted.flatMap((one) => one.diagnostics);
  return lintReports[format]({ files: linted, diagnostics });
}
