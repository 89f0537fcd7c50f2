import { nearest } from "../../diagnostics/suggest.js";
import { tagOption } from "../findings.js";
import type { Findings } from "../syntax/parser/findings.js";
import type { TagOption } from "../syntax/template.js";

/** What looks like an option of a tag, and is none that Braze has. */
export function unknownOptions(
  unknown: readonly TagOption[],
  tag: string,
  known: readonly string[],
  findings: Findings,
  otherNames: ReadonlyMap<string, string> = new Map(),
): void {
  for (const option of unknown) {
    const { text } = option.name;
    const meant = otherNames.get(text.toLowerCase()) ?? nearest(text, known);
    findings.notBraze(
      tagOption,
      option,
      `\`${tag}\` has no option \`:${text}\`${meant === undefined ? "" : `; did you mean \`:${meant}\`?`}`,
      [`Options: ${known.map((name) => `:${name}`).join(", ")}.`],
    );
  }
}
