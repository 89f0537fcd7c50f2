import type { Expression, Filtered } from "../template.js";
import type { Findings } from "./findings.js";

/**
 * An attribute whose filter takes another attribute, braces in braces, is documented as not working; one of them must be
 * assigned first (`_docs/_user_guide/messaging/design_and_edit/personalize/liquid/faq.md`). A plain variable in the inner
 * braces works.
 */
export function twoAttributes(findings: Findings, { value, filters }: Filtered, within: string): void {
  if (within !== "output" && within !== "braces") return;
  if (!value || !isReference(value)) return;
  for (const filter of filters) {
    for (const argument of filter.arguments) {
      // `time_zone: {{${time_zone}}}` is an official example
      if (argument.kind !== "braced" || filter.name.text === "time_zone") continue;
      const inner = argument.value.value;
      if (!inner || !isReference(inner)) continue;
      findings.invalid(argument, "Braze does not evaluate two attributes in one expression", [
        "assign one of them to a variable first, and use the variable here",
      ]);
    }
  }
}

const isReference = (value: Expression): boolean =>
  value.kind === "lookup" && value.root.kind === "reference";
