import { expect, test } from "vitest";
import { renderTemplate } from "../../../src/index.js";

const rowOf = (...cells: readonly number[]): string =>
  `<tr class="row1">\n${cells.map((cell, index) => `<td class="col${index + 1}">${cell}</td>`).join("")}</tr>\n`;

// Ruby's answers: a Time has a `to_i`, its full seconds since 1970.
test.each([
  ["limit: t", "1970-01-01T00:00:02.9Z", rowOf(1, 2)],
  ["offset: t", "1970-01-01T00:00:02.9Z", rowOf(3)],
  ["cols: t", "1970-01-01T00:00:03Z", rowOf(1, 2, 3)],
  ["limit: t", "1969-12-31T23:59:59.5Z", rowOf()],
])("a Time as a bound: %s at %s", (bound, time, row) => {
  const template = `{% assign t = {{context.\${t}}} %}{% tablerow i in (1..3) ${bound} %}{{ i }}{% endtablerow %}`;
  const fixture = { now: "2023-12-06T18:20:45Z", context: { t: { $time: time } } };
  expect(renderTemplate(template, fixture, { lenient: true }).body).toBe(row);
});
