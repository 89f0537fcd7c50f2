import type { Term, Test } from "../terms/term.js";

/** Whether a test looks at the time that a value tells. */
export function asksForDate(test: Test): boolean {
  switch (test.op) {
    case "not":
    case "fails":
      return asksForDate(test.test);
    case "and":
    case "or":
      return asksForDate(test.left) || asksForDate(test.right);
    case "equals":
    case "contains":
    case "order":
    case "unknown-operator":
      return isOfDate(test.left) || isOfDate(test.right);
    case "truthy":
    case "blank":
    case "empty":
      return isOfDate(test.value);
    case "fixed":
      return false;
  }
}

function isOfDate(term: Term): boolean {
  switch (term.op) {
    case "filter":
      return term.filter.traits.strftime === true || isOfDate(term.input) || term.args.some(isOfDate);
    case "attempt":
      return isOfDate(term.value);
    case "some":
    case "input":
    case "member":
    case "item":
    case "choice":
    case "text":
    case "range":
    case "bound":
    case "printed":
      return false;
  }
}

/** Moments whose parts begin with zeros, and days of the week beside that of most witnesses. */
export const otherMoments = ["2024-01-01T00:00:00Z", "2024-02-05T03:04:05Z", "2024-06-15T13:30:00Z"];

const day = 86_400_000;

/** Dates on either side of a moment: hours, days, weeks and years away. */
export const datesAround = (moment: string): string[] =>
  [-1 / 12, 1 / 12, -1.5, 1.5, -10, 10, 35, -35, -400, 400, 2000].map((days) =>
    new Date(Date.parse(moment) + days * day).toISOString().replace(".000Z", "Z"),
  );
