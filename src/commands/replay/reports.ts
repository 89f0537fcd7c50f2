import type { ReplaySummary } from "../../replay/summary.js";
import { replayReports as inText } from "../../report/replay-report.js";
import type { Style } from "../../report/style.js";
import { htmlReport } from "./html-report.js";

export const replayReports = {
  ...inText,
  html: htmlReport,
} satisfies Readonly<Record<string, (summary: ReplaySummary, style: Style) => string>>;
