import { nearest } from "../../../diagnostics/suggest.js";
import { own } from "../../../source/own.js";
import { filters, wrongCount } from "../../filters/index.js";
import { unsupportedFilters } from "../../filters/unsupported.js";
import { invalidBrazeSyntax, unsupportedFilter } from "../../findings.js";
import { blockNamedBy, isEditorsId, isEditorsLinkId } from "../content-block-name.js";
import type { Expression, Filter } from "../template.js";
import type { Findings } from "./findings.js";

/** Whether Braze documents the filter; if not, what does the job there. */
export function checkFilter(findings: Findings, filter: Filter, value: Expression, first: boolean): void {
  const { name, definition } = filter;
  const [sought] = filter.arguments;
  if (/^(?:replace|remove)/.test(name.text) && sought?.kind === "literal" && isPattern(sought.value)) {
    findings.warn(sought, `\`${name.text}\` takes a string as it is, and no pattern`, [
      "name each string by a filter of its own: `| remove: '+' | remove: ' '`",
    ]);
    return;
  }
  if (definition?.documented || isEditorsLinkId(filter)) return;
  if (first && isEditorsId(filter) && blockNamedBy(value) !== undefined) return;
  const known = own(unsupportedFilters, name.text) ?? own(unsupportedFilters, name.text.toLowerCase());
  const notes = known ? [`use ${known.alternative}`] : [];
  if (definition) {
    // Ruby's Liquid has it, so that it works wherever Braze has not taken it out.
    const words =
      known?.reason === "listed" ? "is listed as not supported by Braze" : "is not in Braze's list";
    findings.notBraze(
      unsupportedFilter,
      name,
      `the filter \`${name.text}\` ${words}; standard Liquid has it`,
      notes,
      "warning",
    );
  } else if (known?.reason === "listed") {
    findings.notBraze(
      unsupportedFilter,
      name,
      `the filter \`${name.text}\` is not supported by Braze`,
      notes,
    );
  } else {
    const documented = [...filters.values()].filter((one) => one.documented).map((one) => one.name);
    // Of a longer name, the word that is one of Braze's filters.
    const small = name.text.toLowerCase();
    const near =
      nearest(name.text, documented) ??
      documented.find((one) => one === small || small.startsWith(`${one}_`));
    const hint = known || near === undefined ? "" : `; did you mean \`${near}\`?`;
    if (hint === "" && !known) notes.push("docs/liquid/filters.md lists all that Braze documents");
    findings.notBraze(unsupportedFilter, name, `there is no filter \`${name.text}\` in Braze${hint}`, notes);
  }
}

/** Ruby calls a filter with what it is given: with too little or too much, it fails whatever the data. */
export function checkArguments(
  findings: Findings,
  { name, definition, arguments: given, keywords, end }: Filter,
): void {
  if (!definition) return;
  // Named arguments are one more: Ruby hands them over together.
  const count = given.length + (keywords.length > 0 ? 1 : 0);
  if (wrongCount(definition, count) === undefined) return;
  const { least, parameters } = definition;
  const most = parameters.length;
  const range = least === most || least === 0 ? most : `${least} or ${most}`;
  const takes = `${least === 0 && most > 1 ? "at most " : ""}${range} argument${most === 1 ? "" : "s"}`;
  const words =
    most === 0
      ? "takes no argument"
      : count === 0
        ? `has no argument, and needs ${takes}`
        : `takes ${takes}, not ${count}`;
  const form = parameters.map((one) => one.name).join(", ");
  findings.foreign(
    invalidBrazeSyntax,
    { start: name.start, end },
    `\`${name.text}\` ${words}: it fails for every user`,
    [`write \`${name.text}${form && `: ${form}`}\``],
  );
}

/** `[^0-9]`, `/\\s/g`, `\\d+`: a pattern, as other languages have it. */
const isPattern = (value: unknown): boolean =>
  typeof value === "string" && /^\/.+\/[gimsuy]*$|\[[^\]]*\w-\w[^\]]*\]|\\[dswDSW]/.test(value);
