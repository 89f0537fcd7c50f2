import { findingKind } from "../diagnostics/diagnostic.js";

// What parser and renderer find in a template.

export const liquidSyntax = findingKind("MI040", "liquid-syntax", "error", { structural: true, fatal: true });
export const liquidLimit = findingKind("MI041", "liquid-limit", "error", { fatal: true });
export const liquidErrorInOutput = findingKind("MI042", "liquid-error-in-output", "warning");
export const unsupportedFilter = findingKind("MI044", "unsupported-filter", "error", { structural: true });
export const unsupportedTag = findingKind("MI045", "unsupported-tag", "error", { structural: true });
export const invalidBrazeSyntax = findingKind("MI047", "invalid-braze-syntax", "error", { structural: true });
export const tagOption = findingKind("MI104", "tag-option", "warning");
export const missingAnswer = findingKind("MI048", "missing-answer", "error");
export const unknownAssumption = findingKind("MI049", "unknown-assumption", "error");
export const curlyQuote = findingKind("MI122", "curly-quote", "error", { structural: true });
export const liquidInAbortMessage = findingKind("MI123", "liquid-in-abort-message", "error");
export const misreadLiquid = findingKind("MI142", "misread-liquid", "warning");
export const unknownOperator = findingKind("MI143", "unknown-operator", "warning");
