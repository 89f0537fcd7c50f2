import { parseTemplate } from "../braze/liquid.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import type { Template } from "../liquid/syntax/template.js";
import { memoizedOf } from "../source/memoized.js";
import { rules } from "./registry.js";
import type { Fixable, Rule } from "./rule.js";
import type { Webhook } from "./subject/webhook.js";

const byKind = new Map(rules.map((rule) => [rule.kind, rule]));

/** A finding with the advice that is right for its place, what else its rule has to say, and the first edit that may fix it. */
export function advised(found: Diagnostic, webhook: Webhook): Diagnostic {
  const { span, kind, detail, notes } = found;
  const { template } = webhook.body;
  const own = templateOf(found, webhook);
  const rule = byKind.get(kind);
  const advice =
    span?.source === template.source
      ? rule?.advice?.({ start: span.start, end: span.end, detail }, template)
      : undefined;
  const note = rule?.note?.(webhook);
  const [fix] = own ? fixesOf(found, own, false) : [];
  return {
    ...found,
    notes: [
      // The advice is the last of a finding's notes.
      ...(advice === undefined ? notes : [...notes.slice(0, -1), { message: advice }]),
      ...(note === undefined ? [] : [{ message: note }]),
    ],
    ...(fix ? { fix } : {}),
  };
}

/** The file that a finding is in, as a template. */
function templateOf({ span }: Diagnostic, { fields, headersSource }: Webhook): Template | undefined {
  if (!span) return undefined;
  // Each value of the headers is a template, and so is the file: places in it are those of the user.
  if (span.source === headersSource) return parseTemplate(headersSource);
  return fields.find(({ template }) => template.source === span.source)?.template;
}

/** Whether anything found in a body has an edit that may fix it, be it a guess. */
export const mayBeFixed = (found: readonly Diagnostic[], template: Template): boolean =>
  found.some((one) => fixesOf(one, template, true).length > 0);

/** Edits that may fix a finding in a template. */
export function fixesOf(found: Diagnostic, template: Template, guess: boolean): readonly Fix[] {
  const { span, kind, detail } = found;
  const rule = byKind.get(kind);
  if (!rule || span?.source !== template.source) return [];
  const { start, end } = span;
  const known = knownFixes(template, rule);
  const key = `${start} ${end} ${guess} ${detail ?? ""}`;
  const fixes = known.get(key) ?? fixesAt(rule, { start, end, detail }, template, guess);
  known.set(key, fixes);
  return fixes;
}

const fixesAt = (rule: Rule, at: Fixable, template: Template, guess: boolean): readonly Fix[] => [
  ...(rule.fixes?.(at, template) ?? []),
  ...((guess && rule.guesses?.(at, template)) || []),
];

/** A finding is asked for its fixes when it is told, and again each time a repair is tried. */
const knownFixes = memoizedOf((_template: Template, _rule: Rule) => new Map<string, readonly Fix[]>());
