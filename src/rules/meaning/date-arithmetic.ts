import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Expression, Filter } from "../../liquid/syntax/template.js";
import { strftime } from "../../liquid/time/strftime.js";
import { RubyTime } from "../../liquid/value.js";
import { quoted } from "../../source/json-text.js";
import { wordsOf } from "../../source/words.js";
import type { Rule } from "../rule.js";
import { chainOf, chainsIn, liveNodesOf } from "../subject/chains.js";

export const dateArithmetic: Rule = {
  kind: findingKind("MI152", "date-arithmetic", "warning"),
  summary: "Arithmetic on, or a comparison of, a date that is a string.",
  why: "A number filter reads the number at the beginning of a string: `2023-12-06` is 2023, and a day later is 88423.",
  fix: "Count in seconds, and print the date last: `| date: '%s' | plus: 86400 | date: '%F'`.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/liquid_use_cases",
    "https://shopify.github.io/liquid/filters/plus/",
  ],
  bad: { body: `{"due": {{ 'now' | date: '%F' | plus: 86400 }}}` },
  good: { body: `{"due": "{{ 'now' | date: '%s' | plus: 86400 | date: '%F' }}"}` },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) => [
      ...liveNodesOf(nodes, "comparison").flatMap((comparison) => {
        const { left, operator, right } = comparison;
        const word = [left, right].find((side) => side && isNow(side));
        return word && /^[<>]/.test(operator?.text ?? "")
          ? [{ ...report(notYet, spanOf(comparison), [inSeconds]), anew: true as const }]
          : [];
      }),
      ...liveNodesOf(nodes, "output", "echo").flatMap(({ value }) =>
        value.value && isNow(value.value) && !value.filters.some(({ definition }) => definition?.traits.clock)
          ? [report(notYet, spanOf(value.value), ["Print it by a format: | date: '%Y-%m-%dT%H:%M:%SZ'."])]
          : [],
      ),
      ...chainsIn(nodes).flatMap(({ own, filters, value }) =>
        own.filters.flatMap((filter) => {
          if (filter === filters[0] && value?.kind === "literal") {
            if (counting.has(filter.name.text) && isNow(value)) return [report(notYet, spanOf(filter))];
            if (filter.definition?.traits.strftime && inWords.test(String(value.value)))
              return [
                report(`${quoted(String(value.value))} is no time that \`date\` knows`, spanOf(filter)),
              ];
          }
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
    ]),
};

const notYet = "`'now'` is a word until `date` makes a time of it";
const inSeconds = "Compare seconds: {% assign now = 'now' | date: '%s' | plus: 0 %}, and the other likewise.";

const isNow = (value: Expression): boolean =>
  value.kind === "literal" && (value.value === "now" || value.value === "today");

/** A day as people or other languages say it. */
const inWords =
  /^\s*(?:tomorrow|yesterday|next |last |(?:now|today)\s*[-+]|[-+]?\d+ (?:second|minute|hour|day|week|month|year)s?\b)/i;

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
