import { nearest } from "../../diagnostics/suggest.js";
import { tagOption } from "../findings.js";
import type { Findings } from "../syntax/parser/findings.js";
import type { TagOption } from "../syntax/template.js";

/** What looks like an option of a tag, and is none that Braze has. */
export function unknownOptions(
  unknown: readonly TagOption[],
  tag: string,
  known: Readonly<Record<string, "value" | "flag">>,
  findings: Findings,
  otherNames: ReadonlyMap<string, string> = new Map(),
): void {
  const names = Object.keys(known);
  const source = findings.source.text;
  for (const option of unknown) {
    const { text } = option.name;
    const meant = otherNames.get(text.toLowerCase()) ?? nearest(text, names);
    findings.notBraze(
      tagOption,
      option,
      `\`${tag}\` has no option \`:${text}\`${meant === undefined ? "" : `; did you mean \`:${meant}\`?`}`,
      [`Options: ${names.map((name) => `:${name}`).join(", ")}.`],
      undefined,
      // Of a flag, its value goes too.
      meant === undefined
        ? undefined
        : `:${meant}${known[meant] === "flag" ? "" : source.slice(option.name.end, option.end)}`,
    );
  }
}
