import { findingKind } from "../diagnostics/diagnostic.js";

// What the proof finds in a template.

export const jsonComment = findingKind("MI050", "json-comment", "error", { structural: true });
export const missingComma = findingKind("MI051", "missing-comma", "error", { structural: true });
export const trailingComma = findingKind("MI052", "trailing-comma", "error", { structural: true });
export const missingValue = findingKind("MI053", "missing-value", "error");
export const bareWord = findingKind("MI054", "bare-word", "error", { structural: true });
export const unclosedJson = findingKind("MI055", "unclosed-json", "error", { structural: true });
export const strayText = findingKind("MI056", "stray-text", "error", { structural: true });
export const lineBreakInString = findingKind("MI057", "line-break-in-string", "error", { structural: true });
export const brokenEscape = findingKind("MI058", "broken-escape", "error");
export const liquidErrorBreaksJson = findingKind("MI059", "liquid-error-breaks-json", "error");
export const bareValue = findingKind("MI060", "bare-value", "error");
export const jsonInString = findingKind("MI061", "json-in-string", "error");
export const unescapedText = findingKind("MI062", "unescaped-text", "error");
export const liquidErrorReachable = findingKind("MI063", "liquid-error-reachable", "warning");
export const notProven = findingKind("MI064", "not-proven", "warning", { undecided: true });
export const conditional = findingKind("MI065", "conditional", "warning");
export const missingQuote = findingKind("MI066", "missing-quote", "error", { structural: true });
export const quoteInText = findingKind("MI067", "quote-in-text", "error", { structural: true });
