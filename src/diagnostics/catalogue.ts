/** Every finding the tool can make: its stable code, readable name and usual severity. A retired code is never used again. */
export const catalogue = {
  // the outside: files, streams, the command line
  MI001: { name: "unreadable-file", severity: "error" },
  MI002: { name: "unwritable-file", severity: "error" },
  MI003: { name: "config-not-found", severity: "error" },
  MI004: { name: "wrong-usage", severity: "error" },
  MI005: { name: "stale-output", severity: "error" },
  // mi-braze.yaml
  MI010: { name: "config-syntax", severity: "error" },
  MI011: { name: "config-unknown-key", severity: "error" },
  MI012: { name: "config-value", severity: "error" },
  MI013: { name: "config-missing-key", severity: "error" },
  MI014: { name: "config-duplicate", severity: "error" },
  MI015: { name: "literal-secret", severity: "error" },
  MI016: { name: "reserved-name", severity: "error" },
  MI017: { name: "insecure-endpoint", severity: "error" },
  // fixtures
  MI030: { name: "fixture-syntax", severity: "error" },
  MI031: { name: "fixture-shape", severity: "error" },
  MI032: { name: "fixture-campaign", severity: "error" },
  MI033: { name: "fixture-note", severity: "info" },
  MI034: { name: "unexpected-payload", severity: "error" },
  MI035: { name: "engines-disagree", severity: "error" },
  MI036: { name: "no-expectation", severity: "error" },
  MI037: { name: "no-fixtures", severity: "error" },
  // templates and their rendering
  MI040: { name: "liquid-syntax", severity: "error" },
  MI041: { name: "liquid-limit", severity: "error" },
  MI042: { name: "liquid-error-in-output", severity: "warning" },
  MI043: { name: "broken-json", severity: "error" },
  MI044: { name: "unsupported-filter", severity: "error" },
  MI045: { name: "unsupported-tag", severity: "error" },
  MI046: { name: "unknown-name", severity: "warning" },
  MI047: { name: "invalid-braze-syntax", severity: "error" },
  MI048: { name: "missing-answer", severity: "error" },
  MI049: { name: "unknown-assumption", severity: "error" },
} as const satisfies Record<string, { name: string; severity: "error" | "warning" | "info" }>;

export type Code = keyof typeof catalogue;
