import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Filter } from "../../liquid/syntax/template.js";
import { strftime } from "../../liquid/time/strftime.js";
import { RubyTime } from "../../liquid/value.js";
import type { Rule } from "../rule.js";
import { chainsIn } from "../subject/chains.js";

export const dateArithmetic: Rule = {
  kind: findingKind("MI152", "date-arithmetic", "warning"),
  summary: "Arithmetic on a date that is a text already.",
  why: "A number filter reads the number at the beginning of a text: `2023-12-06` is 2023, and a day later is 88423.",
  remedy: "Count in seconds, and print the date last: `| date: '%s' | plus: 86400 | date: '%F'`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/liquid_use_cases",
    "https://shopify.github.io/liquid/filters/plus/",
  ],
  bad: { body: `{"due": {{ 'now' | date: '%F' | plus: 86400 }}}` },
  good: { body: `{"due": "{{ 'now' | date: '%s' | plus: 86400 | date: '%F' }}"}` },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      chainsIn(nodes).flatMap(({ own, filters }) =>
        own.filters.flatMap((filter) => {
          if (!counting.has(filter.name.text)) return [];
          const before = filters[filters.indexOf(filter) - 1];
          const text = before && printed(before);
          if (text === undefined || /^\s*\d+(\.\d+)?\s*$/.test(text)) return [];
          const number = /^\s*\d+/.exec(text)?.[0].trim() ?? "0";
          return [
            report(
              `\`${filter.name.text}\` counts with the text of a date: "${text}" is ${number} to it`,
              spanOf(filter),
            ),
          ];
        }),
      ),
    ),
};

const counting: ReadonlySet<string> = new Set(["plus", "minus", "times", "divided_by", "modulo"]);

const anyDay = RubyTime.fromMilliseconds(1_701_886_845_000);

/** What a date filter prints, of one day. */
function printed({ definition, arguments: [format] }: Filter): string | undefined {
  if (!definition?.traits.strftime || format?.kind !== "literal" || typeof format.value !== "string")
    return undefined;
  return format.value.includes("%") && !format.value.endsWith("%")
    ? strftime(anyDay, format.value)
    : undefined;
}
