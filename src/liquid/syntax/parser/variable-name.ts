import type { Name } from "../template.js";
import type { Markup } from "./markup.js";

/** A name that Ruby takes and Braze does not read back: ASCII letters, digits and underscores only (`…/liquid/using_liquid.md`). */
export function checkVariableName(markup: Markup, name: Name, start: number): void {
  const before = markup.trim(0, start);
  const skipped = markup.slice(before.start, before.end);
  if (skipped !== "") {
    markup.findings.warn(
      markup.place(before.start, before.end),
      `\`${skipped}\` is left out: the variable is \`${name.text}\``,
    );
  } else if (!/^[A-Za-z_]\w*$/.test(name.text)) {
    const notes = ["a variable's name has ASCII letters, digits and underscores"];
    markup.findings.warn(name, `the variable \`${name.text}\` cannot be read back under this name`, notes);
  }
}
