/** Every finding the tool can make: its stable code, readable name and usual severity. A retired code is never used again. */
export const catalogue = {
  // the outside: files, streams, the command line
  MI001: { name: "unreadable-file", severity: "error" },
  MI002: { name: "unwritable-file", severity: "error" },
  MI003: { name: "config-not-found", severity: "error" },
  MI004: { name: "wrong-usage", severity: "error" },
  MI005: { name: "stale-output", severity: "error" },
  MI006: { name: "not-text", severity: "error" },
  // mi-braze.yaml
  MI010: { name: "config-syntax", severity: "error" },
  MI011: { name: "config-unknown-key", severity: "error" },
  MI012: { name: "config-value", severity: "error" },
  MI013: { name: "config-missing-key", severity: "error" },
  MI014: { name: "config-duplicate", severity: "error" },
  MI015: { name: "literal-secret", severity: "error" },
  MI016: { name: "reserved-name", severity: "error" },
  MI017: { name: "insecure-endpoint", severity: "error" },
  MI018: { name: "unused-property", severity: "info" },
  MI019: { name: "unverified-campaign", severity: "warning" },
  // fixtures
  MI030: { name: "fixture-syntax", severity: "error" },
  MI031: { name: "fixture-shape", severity: "error" },
  MI032: { name: "fixture-campaign", severity: "error" },
  MI033: { name: "fixture-note", severity: "info" },
  MI034: { name: "unexpected-payload", severity: "error" },
  MI035: { name: "engines-disagree", severity: "error" },
  MI036: { name: "no-expectation", severity: "error" },
  MI037: { name: "no-fixtures", severity: "error" },
  MI038: { name: "headers-file", severity: "error" },
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
  // what the proof finds in a template
  MI050: { name: "json-comment", severity: "error" },
  MI051: { name: "missing-comma", severity: "error" },
  MI052: { name: "trailing-comma", severity: "error" },
  MI053: { name: "missing-value", severity: "error" },
  MI054: { name: "bare-word", severity: "error" },
  MI055: { name: "unclosed-json", severity: "error" },
  MI056: { name: "stray-text", severity: "error" },
  MI057: { name: "line-break-in-string", severity: "error" },
  MI058: { name: "broken-escape", severity: "error" },
  MI059: { name: "liquid-error-breaks-json", severity: "error" },
  MI060: { name: "bare-value", severity: "error" },
  MI061: { name: "json-in-string", severity: "error" },
  MI062: { name: "unescaped-text", severity: "error" },
  MI063: { name: "liquid-error-reachable", severity: "warning" },
  MI064: { name: "not-proven", severity: "warning" },
  // Movable Ink's contract
  MI070: { name: "missing-identifier", severity: "warning" },
  MI071: { name: "personal-identifier", severity: "warning" },
  MI072: { name: "anonymous-id-of-email", severity: "warning" },
  MI073: { name: "timestamp-form", severity: "warning" },
  MI074: { name: "timestamp-unit", severity: "warning" },
  MI075: { name: "timestamp-age", severity: "warning" },
  MI076: { name: "time-zone", severity: "warning" },
  MI077: { name: "event-name", severity: "warning" },
  MI078: { name: "missing-property", severity: "warning" },
  MI079: { name: "property-type", severity: "warning" },
  MI080: { name: "relative-url", severity: "warning" },
  MI081: { name: "payload-size", severity: "warning" },
  MI082: { name: "too-many-properties", severity: "warning" },
  MI083: { name: "personal-data", severity: "warning" },
  MI084: { name: "payload-type", severity: "warning" },
  MI085: { name: "product-id-differs", severity: "warning" },
  MI086: { name: "now-as-event-time", severity: "info" },
  // Datafly Signal
  MI101: { name: "sample-misfit", severity: "error" },
  MI102: { name: "feed-schema-conflict", severity: "error" },
  MI103: { name: "installed-differs", severity: "error" },
  // what else a template may get wrong
  MI120: { name: "unavailable-name", severity: "warning" },
  MI121: { name: "silent-comparison", severity: "warning" },
  MI122: { name: "curly-quote", severity: "error" },
  MI123: { name: "liquid-in-abort-message", severity: "error" },
  MI124: { name: "liquid-in-html-comment", severity: "warning" },
  MI125: { name: "unset-variable", severity: "warning" },
  MI126: { name: "content-block-limit", severity: "warning" },
  MI127: { name: "hash-of-nothing", severity: "warning" },
  MI128: { name: "hash-not-normalised", severity: "warning" },
  MI129: { name: "text-compared-with-number", severity: "warning" },
  MI134: { name: "secret-in-the-open", severity: "error" },
  MI135: { name: "missing-content-type", severity: "warning" },
  MI136: { name: "duplicate-member", severity: "warning" },
  MI137: { name: "unused-variable", severity: "warning" },
  // what is said to the linter
  MI140: { name: "needless-ignore", severity: "warning" },
  MI141: { name: "bad-directive", severity: "warning" },
} as const satisfies Record<string, { name: string; severity: "error" | "warning" | "info" }>;

export type Code = keyof typeof catalogue;

export const codes = Object.keys(catalogue) as Code[];

/** The code that a person means by `MI062`, `mi062` or `unescaped-text`. */
export function codeNamed(name: string): Code | undefined {
  const wanted = name.trim().toLowerCase();
  return codes.find((code) => code.toLowerCase() === wanted || catalogue[code].name === wanted);
}
