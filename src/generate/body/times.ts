import {
  earliestSecond,
  firstMilliseconds,
  isoDirectives,
  latestSecond,
} from "../../config/model/values/rules.js";
import { pipe } from "./expression.js";
import type { Line } from "./shape.js";
import { assign, when } from "./statements.js";

/**
 * Reads a time into `<variable>_whole`, a whole number: seconds, or milliseconds as they came. The test
 * `<variable> == <variable>_text` holds when it was a time at all.
 *
 * A text counts as a date only if its first ten characters survive being read and printed, because Ruby also reads
 * `may` and `Vehicle 12` as dates. A text that cannot be read comes back unchanged, and then is not a number either.
 * @param milliseconds variable for those of a date
 */
function timeLines(variable: string, value: string, milliseconds?: string): Line[] {
  const day = `${variable}_day`;
  const date = `${variable}_date`;
  return [
    [
      assign(variable, pipe(value, 'append: ""', "strip")),
      assign(day, pipe(variable, "slice: 0, 10")),
      assign(date, pipe(day, 'date: "%s"', "plus: 0", 'date: "%Y-%m-%d"')),
      when(`${day} == ${date}`, [
        assign(variable, pipe(variable, 'date: "%s"')),
        // The text of a time of Ruby's has none.
        ...(milliseconds === undefined
          ? []
          : [assign(milliseconds, pipe(value, 'date: "%L"', "plus: 0", "floor"))]),
      ]),
    ],
    [
      assign(`${variable}_number`, pipe(variable, "plus: 0")),
      assign(`${variable}_text`, pipe(`${variable}_number`, 'append: ""')),
      assign(`${variable}_whole`, pipe(`${variable}_number`, "floor")),
    ],
  ];
}

/** Brings the time to seconds. */
export function datetimeLines(variable: string, value: string): Line[] {
  const whole = `${variable}_whole`;
  return [
    ...timeLines(variable, value),
    [
      assign(`${variable}_length`, pipe(whole, "abs")),
      when(`${variable}_length >= ${firstMilliseconds}`, [assign(whole, pipe(whole, "divided_by: 1000"))]),
    ],
  ];
}

export const datetimePresent = (variable: string) =>
  `${variable} == ${variable}_text and ${variable}_whole >= ${earliestSecond} and ${variable}_whole <= ${latestSecond}`;

export const datetimeOutput = (variable: string) => pipe(`${variable}_whole`, `date: "${isoDirectives}"`);

/**
 * The event's time into `timestamp`, in the unit that goes out. It starts as now, the safe value, and is overwritten
 * only by a time after 1970.
 */
export function timestampLines(
  timestamp: string,
  unit: "milliseconds" | "seconds",
  from: { readonly variable: string; readonly value: string } | undefined,
): Line[] {
  const now = pipe('"now"', 'date: "%s"', unit === "milliseconds" ? "times: 1000" : "plus: 0");
  if (!from) return [[assign(timestamp, now)]];
  const whole = `${from.variable}_whole`;
  const latest = latestSecond * 1000 + 999;
  const fraction = unit === "milliseconds" ? `${from.variable}_milliseconds` : undefined;
  const start: Line = [assign(timestamp, now), ...(fraction === undefined ? [] : [assign(fraction, "0")])];
  const seconds = fraction === undefined ? whole : pipe(whole, "times: 1000", `plus: ${fraction}`);
  const milliseconds = unit === "milliseconds" ? whole : pipe(whole, "divided_by: 1000");
  return [
    start,
    ...timeLines(from.variable, from.value, fraction),
    [
      when(`${from.variable} == ${from.variable}_text and ${whole} > 0 and ${whole} <= ${latest}`, [
        when(
          `${whole} >= ${firstMilliseconds}`,
          [assign(timestamp, milliseconds)],
          [assign(timestamp, seconds)],
        ),
      ]),
    ],
  ];
}
