import { didYouMean } from "../../../diagnostics/suggest.js";
import { filters } from "../../filters/index.js";
import { unsupportedFilters } from "../../filters/unsupported.js";
import type { Expression, Filter } from "../template.js";
import type { Findings } from "./findings.js";

/** Content Blocks are inserted by the editor as `{{content_blocks.${name} | id: 'cb1'}}`; `id` is a filter nowhere else. */
const isContentBlock = (value: Expression): boolean =>
  value.kind === "lookup" &&
  value.root.kind === "reference" &&
  value.root.namespace?.text === "content_blocks";

/** Whether Braze documents the filter; if not, what does the job there. */
export function checkFilter(
  findings: Findings,
  { name, definition }: Filter,
  value: Expression,
  first: boolean,
): void {
  if (definition?.documented || (first && name.text === "id" && isContentBlock(value))) return;
  const known = Object.hasOwn(unsupportedFilters, name.text) ? unsupportedFilters[name.text] : undefined;
  const notes = known ? [`use ${known.alternative}`] : [];
  if (known?.reason === "listed") {
    findings.unsupported("MI044", name, `the filter \`${name.text}\` is not supported by Braze`, notes);
  } else if (definition) {
    findings.unsupported(
      "MI044",
      name,
      `the filter \`${name.text}\` is standard Liquid that Braze does not document`,
      notes,
    );
  } else {
    const documented = [...filters.values()].filter((one) => one.documented).map((one) => one.name);
    const hint = known ? "" : didYouMean(name.text, documented).replaceAll('"', "`");
    findings.unsupported("MI044", name, `there is no filter \`${name.text}\` in Braze${hint}`, notes);
  }
}
