import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { visibleName } from "../egress/visible.js";
import { jsonText } from "../source/json-text.js";
import type { Verification } from "../verify/verify.js";
import type { CaseResult } from "../verify/verify-case.js";
import { diagnosticsJson } from "./diagnostic-json.js";
import { diagnosticText } from "./diagnostic-text.js";
import { junit } from "./junit.js";
import type { Style } from "./style.js";

interface VerifyReport {
  readonly print: (result: Verification, diagnostics: readonly Diagnostic[], style: Style) => string;
  /** Whose findings are in what it prints; stderr gets the others. */
  readonly holds: "cases" | "all" | "none";
}

/** The ways in which `verify` prints. */
export const verifyReports = {
  text: {
    holds: "cases",
    print: (result, _diagnostics, style) => {
      const { passed, failed, errored } = result.summary;
      const lines = result.cases.map((one) => caseText(one, style));
      const words = [
        `${passed} passed`,
        ...(failed ? [`${failed} failed`] : []),
        ...(errored ? [`${errored} errored`] : []),
      ];
      const total = words.join(", ");
      return [...lines, failed + errored > 0 ? style.red(total) : style.green(total)].join("\n");
    },
  },
  json: {
    holds: "all",
    print: (result, diagnostics) =>
      jsonText(
        {
          version: 1,
          cases: result.cases.map(({ fixture, campaign, template, outcome, diff }) => ({
            fixture,
            campaign,
            ...(template === undefined ? {} : { template }),
            outcome,
            ...(diff ? { diff: diff.map(({ path, expected, actual }) => ({ path, expected, actual })) } : {}),
          })),
          summary: result.summary,
          diagnostics: diagnosticsJson(diagnostics),
        },
        2,
      ),
  },
  junit: {
    holds: "none",
    print: (result) =>
      junit(
        "mi-braze verify",
        result.cases.map((one) => ({
          suite: one.template ?? one.campaign ?? "unknown campaign",
          name: one.fixture,
          ...(one.outcome === "passed"
            ? { remarks: problemText(one) }
            : { problem: { kind: one.outcome === "errored" ? "error" : "failure", text: problemText(one) } }),
        })),
      ),
  },
} satisfies Readonly<Record<string, VerifyReport>>;

/** What became of one fixture, with what differs. */
export function caseText(one: CaseResult, style: Style): string {
  const mark = { passed: style.marks.ok, failed: style.marks.failed, errored: style.marks.attention }[
    one.outcome
  ];
  const rendered = one.template === undefined ? one.campaign : visibleName(one.template);
  const head = `${mark} ${visibleName(one.fixture)}${rendered === null ? "" : style.dim(` → ${rendered}`)}`;
  const notes = one.diagnostics.map((found) => indent(diagnosticText(found, style)));
  return [style.wrap(head, 4), ...notes, ...diffLines(one, style)].join("\n");
}

/** What was expected and what came, by path. */
function diffLines(one: CaseResult, style: Style): string[] {
  return (one.diff ?? []).flatMap(({ path, expected, actual }) => [
    `    ${style.bold(path)}`,
    ...(expected === undefined ? [] : [style.wrap(style.red(`      - ${jsonText(expected)}`), 8)]),
    ...(actual === undefined ? [] : [style.wrap(style.green(`      + ${jsonText(actual)}`), 8)]),
  ]);
}

function problemText(one: CaseResult): string {
  const messages = one.diagnostics.map((found) => found.message);
  const places = (one.diff ?? []).map(
    ({ path, expected, actual }) => `${path}: expected ${jsonText(expected)}, got ${jsonText(actual)}`,
  );
  return [...messages, ...places].join("\n");
}

const indent = (text: string) => text.trimEnd().replace(/^/gm, "    ");
