import { visibleName } from "../../egress/visible.js";
import { countText } from "../../report/diagnostic-text.js";
import { type SarifKind, sarifHead, sarifTool } from "../../report/sarif.js";
import type { Style } from "../../report/style.js";
import { jsonText } from "../../source/json-text.js";
import { type Audited, notShown, shownName } from "./audited.js";
import { htmlReport } from "./html-report.js";
import { type AuditRow, detailsText } from "./row.js";

/** A report in pieces, so that none is ever in memory as a whole. */
type Report = (audited: Audited) => AsyncIterable<string>;

export const auditReports = {
  text: async function* ({ rows, tally, style }) {
    for await (const row of rows()) yield `${lineOf(row, tally.width, style)}\n`;
    yield "\n";
    for await (const row of rows()) {
      const text = detailsText(row, style);
      if (text !== "") yield `${text}\n`;
    }
    const counted = countText(tally.count);
    if (counted !== "") yield `${counted}\n\n`;
    yield "Braze's API does not show these settings; look at them in the dashboard, campaign by campaign:\n";
    yield notShown.map(({ setting, usual }) => `- [ ] ${setting} (default: ${usual})\n`).join("");
  },
  json: async function* ({ rows, tally }) {
    yield '{\n"version": 1,\n"webhooks": [\n';
    let isFirst = true;
    for await (const { kind, id, name, message, verdict, generated, remarks, tags, ...row } of rows()) {
      if (!isFirst) yield ",\n";
      isFirst = false;
      yield jsonText({
        ...{ kind, id, name, message, verdict, generated, remarks, tags },
        schedule_type: row.scheduleType,
        diagnostics: row.diagnostics,
      });
    }
    yield "\n],\n";
    yield `"not_shown": ${jsonText(notShown.map(({ setting }) => setting))},\n"summary": ${jsonText(tally.verdicts)}\n}\n`;
  },
  html: htmlReport,
  sarif: async function* ({ rows, pages }) {
    const kinds = new Map<string, SarifKind>();
    const { $schema, version, columnKind } = sarifHead;
    yield `{\n"$schema": ${jsonText($schema)},\n"version": ${jsonText(version)},\n"runs": [{\n"columnKind": ${jsonText(columnKind)},\n"results": [\n`;
    let isFirst = true;
    for await (const { results } of rows())
      for (const { kind, result } of results) {
        if (!kinds.has(kind.code)) kinds.set(kind.code, kind);
        if (!isFirst) yield ",\n";
        isFirst = false;
        yield jsonText({ ...result, ruleIndex: [...kinds.keys()].indexOf(kind.code) });
      }
    yield "\n],\n";
    yield `"tool": ${jsonText(sarifTool([...kinds.values()], pages))}\n}]\n}\n`;
  },
} satisfies Readonly<Record<string, Report>>;

/** Whose it is, the verdict, the worst that was found, and what else is to be known of it. */
function lineOf(row: AuditRow, width: number, style: Style): string {
  const { verdict, worst, count, generated, remarks, id } = row;
  const colors = {
    proven: style.green,
    conditional: style.yellow,
    unknown: style.yellow,
    refuted: style.red,
  };
  const further = count.errors + count.warnings + count.notes - 1;
  const parts = [
    `${worst ?? "nothing found"}${further > 0 ? `, ${further} more` : ""}`,
    ...(generated ? [generated.is] : []),
    ...remarks,
  ];
  const name = shownName(row).padEnd(width);
  return style.wrap(
    `${name}  ${colors[verdict](verdict.padEnd(11))}  ${visibleName(parts.join("; "))}  ${style.dim(visibleName(id))}`,
    4,
  );
}
