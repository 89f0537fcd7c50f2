import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Expression, Filter } from "../../liquid/syntax/template.js";
import { strftime } from "../../liquid/time/strftime.js";
import { RubyTime } from "../../liquid/value.js";
import { wordsOf } from "../../source/words.js";
import type { Rule } from "../rule.js";
import { chainOf, chainsIn } from "../subject/chains.js";

export const dateArithmetic: Rule = {
  kind: findingKind("MI152", "date-arithmetic", "warning"),
  summary: "Arithmetic on a date that is a string already.",
  why: "A number filter reads the number at the beginning of a string: `2023-12-06` is 2023, and a day later is 88423.",
  fix: "Count in seconds, and print the date last: `| date: '%s' | plus: 86400 | date: '%F'`.",
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
          if (text === undefined) return [];
          if (/^\s*\d+(\.\d+)?\s*$/.test(text)) {
            const other = dateAmong(filter.arguments, nodes);
            return other === undefined
              ? []
              : [
                  report(
                    `where "${other}" is a date in text, such as "2023-12-06", \`${filter.name.text}\` takes 2023 for it`,
                    spanOf(filter),
                    [
                      `Make seconds of it first: {% assign seconds = … | date: '%s' %}, then \`| ${filter.name.text}: seconds\`.`,
                    ],
                  ),
                ];
          }
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

/** What an argument is called that holds a date, and goes through no `date`. */
function dateAmong(args: readonly Expression[], nodes: Body): string | undefined {
  for (const value of args) {
    const { names, filters } = chainOf(
      { kind: "filtered", start: value.start, end: value.end, value, filters: [] },
      nodes,
    );
    const name = names.find((one) => wordsOf(one).some((word) => word === "date" || word === "day"));
    if (name !== undefined && filters.every(({ definition }) => !definition?.traits.strftime)) return name;
  }
  return undefined;
}

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
