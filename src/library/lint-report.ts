import { didYouMean } from "../diagnostics/suggest.js";
import { lintReports } from "../report/lint-report.js";
import { lintWebhook } from "../rules/lint-webhook.js";
import { pages } from "../rules/registry.js";
import { quoted } from "../source/json-text.js";
import { type Data, requireData } from "./data.js";
import { requireOptions, requireTexts, wrongCall } from "./usage.js";

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
  return lintReports[format]({ files: linted, diagnostics }, pages);
}
