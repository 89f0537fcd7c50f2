import type { AsText } from "../../browser/calls.js";
import type { LintedSource } from "../../library/lint.js";
import { capital } from "../../source/capital.js";
import { element } from "../look/dom.js";

/** What the proof says, in words that need no explaining. */
export function verdictOf({ verdict, conditions = [], diagnostics }: AsText<LintedSource>): {
  readonly kind: "good" | "warn" | "bad";
  readonly children: readonly HTMLElement[];
} {
  const count = (wanted: string) => diagnostics.filter(({ severity }) => severity === wanted).length;
  const warnings = count("warning");
  const more =
    warnings === 0 ? "" : ` ${warnings === 1 ? "One warning" : `${warnings} warnings`} beside that.`;
  const errors = count("error");
  const first = diagnostics.find(({ severity, file }) => severity === "error" && file === "body");
  switch (verdict) {
    case "proven":
      return errors === 0
        ? said("good", "✓ Valid JSON for every user.", `Whatever a profile or an event holds.${more}`)
        : said(
            "bad",
            "✗ Valid JSON for every user, but it must not go out like this.",
            firstError(diagnostics),
          );
    case "conditional":
      return said(
        "warn",
        "✓ Valid JSON for every everyday user.",
        `It breaks only for values that hardly anybody sends: ${conditions.map(({ name, excludes }) => `${name}: ${excludes}`).join("; ")}.${more}`,
      );
    case "refuted":
      return said(
        "bad",
        "✗ It breaks for some users.",
        first ? `${capital(first.message)}: ${first.notes[0]?.message ?? ""}.` : firstError(diagnostics),
        ...(errors > 1 ? [`${errors} errors in all, each under Findings.`] : []),
      );
    case "unknown":
      return said("warn", "? The proof cannot tell.", `${firstError(diagnostics)}${more}`);
  }
}

const firstError = (diagnostics: AsText<LintedSource>["diagnostics"]): string =>
  diagnostics[0] ? `${capital(diagnostics[0].message)}.` : "";

const said = (kind: "good" | "warn" | "bad", head: string, ...lines: readonly string[]) => ({
  kind,
  children: [
    element("p", {}, element("strong", {}, head)),
    ...lines.filter((line) => line !== "").map((line) => element("p", {}, element("bdi", {}, line))),
  ],
});
