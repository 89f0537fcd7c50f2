import { findingKind } from "../../diagnostics/diagnostic.js";
import type { Body, Expression } from "../../liquid/syntax/template.js";
import { strftime } from "../../liquid/time/strftime.js";
import { RubyTime } from "../../liquid/value.js";
import { quoted } from "../../source/json-text.js";
import type { Rule } from "../rule.js";
import { chainOf, liveNodesOf } from "../subject/chains.js";

export const orderOfDates: Rule = {
  kind: findingKind("MI163", "order-of-dates", "warning"),
  summary: "Dates are compared as strings whose order is not that of the dates.",
  why: "What `date` prints is a string, and strings are compared from the left: `02/01/2025` comes before `11/01/2024`, and `9:00` after `10:00`.",
  fix: "Compare seconds: `| date: '%s' | plus: 0` on both sides. As strings, only dates from the year down to the second have the order of time, as `%Y-%m-%d` has.",
  sources: [
    "https://www.braze.com/docs/user_guide/personalization_and_dynamic_content/liquid/liquid_use_cases",
    "https://shopify.github.io/liquid/filters/date/",
  ],
  bad: {
    body: `{% assign today = 'now' | date: '%m/%d/%Y' %}{% if today > '11/30/2024' %}{% assign over = 1 %}{% endif %}{"over": {{over | plus: 0}}}`,
  },
  good: {
    body: `{% assign today = 'now' | date: '%Y-%m-%d' %}{% if today > '2024-11-30' %}{% assign over = 1 %}{% endif %}{"over": {{over | plus: 0}}}`,
  },
  check: ({ fields }, report) =>
    fields.flatMap(({ template: { nodes }, spanOf }) =>
      liveNodesOf(nodes, "comparison").flatMap((comparison) => {
        const { left, operator, right } = comparison;
        if (!left || !right || !operator || !/^[<>]=?$/.test(operator.text)) return [];
        const format = [left, right]
          .map((side) => formatOf(side, nodes))
          .find((one) => one && !isOrdered(one));
        if (format === undefined) return [];
        const found = report(
          `\`${operator.text}\` compares these dates as strings, and ${quoted(format)} does not print them in the order of time`,
          spanOf(comparison),
        );
        return [{ ...found, anew: true as const }];
      }),
    ),
};

/** The format in which a date was printed that is compared. */
function formatOf(value: Expression, nodes: Body): string | undefined {
  const { filters } = chainOf(
    { kind: "filtered", start: value.start, end: value.end, value, filters: [] },
    nodes,
  );
  const last = filters.at(-1);
  const [format] = last?.definition?.traits.strftime ? last.arguments : [];
  return format?.kind === "literal" && typeof format.value === "string" ? format.value : undefined;
}

/** Times one after the other: within a day, within a year, and over the years. */
const times = [
  "02-05T01:05",
  "02-05T09:59",
  "02-05T12:30",
  "02-05T13:00",
  "02-15T10:05",
  "04-01T08:00",
  "10-09T09:00",
];
const moments = (count: number, ...years: number[]): readonly RubyTime[] =>
  years.flatMap((year) =>
    times.slice(0, count).map((time) => RubyTime.fromMilliseconds(Date.parse(`${year}-${time}Z`))),
  );

/** Whether later times never come before earlier ones, among those that a format tells apart. */
function isOrdered(format: string): boolean {
  const asked = /%[-0^#_]*\d*[YyCGgcDFxs+]/.test(format)
    ? moments(times.length, 2019, 2024, 2025)
    : /%[-0^#_]*\d*[mBbhdejUWV]/.test(format)
      ? moments(times.length, 2024)
      : moments(4, 2024);
  const texts = asked.map((time) => strftime(time, format));
  return texts.every((text, index) => index === 0 || texts[index - 1]! <= text);
}
