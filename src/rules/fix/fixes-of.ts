import type { Template } from "../../braze/liquid/template.js";
import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.js";
import { rules } from "../registry.js";

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** Edits that may mend a finding in a body. */
export function fixesOf(found: Diagnostic, template: Template, guess: boolean): readonly Fix[] {
  const { span, code, detail } = found;
  const rule = byCode.get(code);
  if (!rule || span?.source !== template.source) return [];
  const at = { start: span.start, end: span.end, detail };
  return [...(rule.fixes?.(at, template) ?? []), ...((guess && rule.guesses?.(at, template)) || [])];
}
