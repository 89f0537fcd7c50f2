import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.js";
import type { Template } from "../../liquid/syntax/template.js";
import { rules } from "../registry.js";

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** A finding with the advice that is right for its place, and with the first edit that may mend it. */
export function advised(found: Diagnostic, template: Template): Diagnostic {
  const { span, code, detail, notes } = found;
  const rule = byCode.get(code);
  const advice =
    span?.source === template.source
      ? rule?.advice?.({ start: span.start, end: span.end, detail }, template)
      : undefined;
  const [fix] = fixesOf(found, template, false);
  return {
    ...found,
    // The cure is the last of a finding's notes.
    ...(advice === undefined ? {} : { notes: [...notes.slice(0, -1), { message: advice }] }),
    ...(fix ? { fix } : {}),
  };
}

/** Edits that may mend a finding in a body. */
export function fixesOf(found: Diagnostic, template: Template, guess: boolean): readonly Fix[] {
  const { span, code, detail } = found;
  const rule = byCode.get(code);
  if (!rule || span?.source !== template.source) return [];
  const at = { start: span.start, end: span.end, detail };
  return [...(rule.fixes?.(at, template) ?? []), ...((guess && rule.guesses?.(at, template)) || [])];
}
