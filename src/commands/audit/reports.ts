import { campaignSettings } from "../../braze/campaign-settings.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Verdict } from "../../proof/prove.js";
import { diagnosticsJson } from "../../report/diagnostic-json.js";
import { diagnosticsText } from "../../report/diagnostic-text.js";
import { sarif } from "../../report/sarif.js";
import type { Style } from "../../report/style.js";
import type { Page } from "../../rules/rule.js";
import { jsonText } from "../../source/json-text.js";
import { shortened } from "../../source/shortened.js";

/** One webhook that runs in Braze, and what was found of it. */
export interface AuditRow {
  readonly kind: "campaign" | "canvas";
  readonly id: string;
  readonly name: string;
  readonly message: { readonly id: string; readonly name: string };
  readonly verdict: Verdict;
  /** The worst first. */
  readonly diagnostics: readonly Diagnostic[];
  /** Settings that a person should look at. */
  readonly remarks: readonly string[];
  readonly tags: readonly string[];
  readonly scheduleType: string | undefined;
}

type Report = (rows: readonly AuditRow[], pages: ReadonlyMap<string, Page>, style: Style) => string;

/** What Braze's API does not show of a campaign. */
const notShown = [...new Set(campaignSettings.map(({ setting }) => setting))];

export const auditReports = {
  text: (rows, _pages, style) =>
    [
      table(rows, style),
      "",
      diagnosticsText(
        rows.flatMap(({ diagnostics }) => diagnostics),
        style,
      ).trimEnd(),
      "",
      "Braze's API does not show these settings; look at them in the dashboard, campaign by campaign:",
      ...notShown.map((setting) => `- [ ] ${setting}`),
    ].join("\n"),
  json: (rows) =>
    jsonText(
      {
        version: 1,
        webhooks: rows.map(
          ({ kind, id, name, message, verdict, diagnostics, remarks, tags, scheduleType }) => ({
            ...{ kind, id, name, message, verdict, remarks, tags },
            schedule_type: scheduleType ?? null,
            diagnostics: diagnosticsJson(diagnostics),
          }),
        ),
        not_shown: notShown,
        summary: Object.fromEntries(
          (["proven", "conditional", "refuted", "unknown"] as const).map((verdict) => [
            verdict,
            rows.filter((one) => one.verdict === verdict).length,
          ]),
        ),
      },
      2,
    ),
  sarif: (rows, pages) =>
    jsonText(
      sarif(
        rows.flatMap(({ diagnostics }) => diagnostics),
        pages,
      ),
      2,
    ),
} satisfies Readonly<Record<string, Report>>;

/** A line for each webhook: whose it is, the verdict, the worst that was found, and its settings. */
function table(rows: readonly AuditRow[], style: Style): string {
  const widest = 48;
  const named = rows.map((row) => ({
    row,
    name: shortened([row.name, row.message.name].filter((one) => one !== "").join(" / "), widest),
  }));
  const width = Math.max(0, ...named.map(({ name }) => name.length));
  const colors = {
    proven: style.green,
    conditional: style.yellow,
    unknown: style.yellow,
    refuted: style.red,
  };
  return named
    .map(({ row: { verdict, diagnostics, remarks, id }, name }) => {
      const [worst] = diagnostics;
      const found = worst ? `${worst.code} ${worst.kind.name}` : "nothing found";
      const more = diagnostics.length > 1 ? `, ${diagnostics.length - 1} more` : "";
      const settings = remarks.length > 0 ? `; ${remarks.join("; ")}` : "";
      return `${name.padEnd(width)}  ${colors[verdict](verdict.padEnd(11))}  ${found}${more}${settings}  ${style.dim(id)}`;
    })
    .join("\n");
}
