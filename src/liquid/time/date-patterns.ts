import { edge } from "../word-edge.js";
import { readDigits } from "./digits.js";
import type { Found } from "./found.js";
import { pattern } from "./ruby-pattern.js";

/** One form of date. The first that is found is taken, so the order counts. */
interface DatePattern {
  /** Characters without which it is not tried, as `Rest.has` reads them. */
  readonly needs: string;
  /** What must not be in the text. */
  readonly unless?: () => RegExp;
  readonly form: () => RegExp;
  read(found: Found, match: RegExpExecArray): void;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const month = `(${months.join("|")})`;
const numberOf = (name: string | undefined): string =>
  String(months.indexOf(name!.slice(0, 3).toLowerCase()) + 1);
const era = "(c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.))?";
const isBefore = (name: string | undefined): boolean => /^b/i.test(name ?? "");

export const datePatterns: readonly DatePattern[] = [
  {
    // 6th December 2023
    needs: "a0",
    form: pattern(
      `('?\\d+)[^-\\d ]* *${month}[^-\\d ']*(?: *${era} *('?-?\\d+(?:(?:st|nd|rd|th)${edge})?))?`,
    ),
    read: (found, [, day, name, christ, year]) => setDate(found, year, numberOf(name), day, isBefore(christ)),
  },
  {
    // December 6, 2023
    needs: "a0",
    form: pattern(`${edge}${month}[^-\\d ']* *('?\\d+)[^-\\d ']*(?: *,? *${era} *('?-?\\d+))?`),
    read: (found, [, name, day, christ, year]) => setDate(found, year, numberOf(name), day, isBefore(christ)),
  },
  {
    // 2023-12-06
    needs: "0-",
    form: pattern("('?[-+]?\\d+)-(\\d+)-('?-?\\d+)"),
    read: (found, [, year, one, day]) => setDate(found, year, one, day),
  },
  {
    // h31.04.30, in years of a Japanese emperor
    needs: "0.",
    form: pattern(`${edge}([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)`),
    read: (found, [, emperor, year, one, day]) => {
      found.year = Number(year) + emperors[emperor!.toLowerCase()]!;
      found.month = Number(one);
      found.day = Number(day);
    },
  },
  {
    // 6-Dec-2023
    needs: "a0-",
    form: pattern(`('?-?\\d+)-${month}[^-/.]*-('?-?\\d+)`),
    read: (found, [, day, name, year]) => setDate(found, year, numberOf(name), day),
  },
  {
    // Dec-6-2023
    needs: "a0-",
    form: pattern(`${edge}${month}[^-/.]*-('?-?\\d+)(?:-('?-?\\d+))?`),
    read: (found, [, name, day, year]) => setDate(found, year, numberOf(name), day),
  },
  {
    // 2023/12/6; Ruby sees a day of 13 to 31 in the first place by its size only where it cannot be a year
    needs: "0/",
    form: pattern("('?-?\\d+)/ *('?\\d+)(?:\\D *('?-?\\d+))?"),
    read: (found, [, year, one, day]) => setDate(found, year, one, day),
  },
  {
    // 2023.12.6
    needs: "0.",
    form: pattern("('?-?\\d+)\\. *('?\\d+)\\. *('?-?\\d+)"),
    read: (found, [, year, one, day]) => setDate(found, year, one, day),
  },
  {
    // 2023-W49-3; `Time.parse` makes nothing of weeks
    needs: "0",
    form: pattern(`${edge}(?:\\d{2}|\\d{4})?-?w\\d{2}(?:-?\\d)?${edge}`),
    read: () => {},
  },
  { needs: "0", form: pattern(`-w-\\d${edge}`), read: () => {} },
  {
    // --12-06
    needs: "0",
    form: pattern(`--(\\d{2})?-(\\d{2})${edge}`),
    read: (found, [, one, day]) => {
      if (one !== undefined) found.month = Number(one);
      found.day = Number(day);
    },
  },
  {
    // --1206
    needs: "0",
    form: pattern(`--(\\d{2})(\\d{2})?${edge}`),
    read: (found, [, one, day]) => {
      found.month = Number(one);
      if (day !== undefined) found.day = Number(day);
    },
  },
  {
    // 2023-340
    needs: "0",
    unless: pattern(`[,.](?:\\d{2}|\\d{4})-\\d{3}${edge}`),
    form: pattern(`${edge}(\\d{2}|\\d{4})-(\\d{3})${edge}`),
    read: (found, [, year, yearDay]) => {
      found.year = Number(year);
      found.yearDay = Number(yearDay);
    },
  },
  {
    // -340
    needs: "0",
    unless: pattern(`\\d-\\d{3}${edge}`),
    form: pattern(`${edge}-(\\d{3})${edge}`),
    read: (found, [, yearDay]) => {
      found.yearDay = Number(yearDay);
    },
  },
  {
    // '23
    needs: "0",
    form: pattern(`'(\\d+)${edge}`),
    read: (found, [, year]) => {
      found.year = Number(year);
    },
  },
  {
    // december
    needs: "a",
    form: pattern(`${edge}${month}[^ ]*`),
    read: (found, [, name]) => {
      found.month = Number(numberOf(name));
    },
  },
  {
    // 12th
    needs: "0",
    form: pattern(`(\\d+)(?:st|nd|rd|th)${edge}`),
    read: (found, [, day]) => {
      found.day = Number(day);
    },
  },
  {
    // 20231206T182045Z, and every shorter run of digits
    needs: "0",
    form: pattern(
      `([-+]?)(\\d{2,14})(?: *t? *(\\d{2,6})?(?:[,.](\\d*))?)?(?: *(z${edge}|[-+]\\d{1,4}${edge}|\\[[-+]?\\d[^\\]]*\\]))?`,
    ),
    read: readDigits,
  },
];

/** The year before an emperor's first. */
const emperors: Readonly<Record<string, number>> = { m: 1867, t: 1911, s: 1925, h: 1988, r: 2018 };

/**
 * Three texts in the order that their form suggests, changed about where their looks say otherwise: an apostrophe or
 * more than two digits make a year, a letter after the digits makes a day.
 */
function setDate(found: Found, y?: string, m?: string, d?: string, beforeChrist = false): void {
  let [year, one, day] = [y, m, d];
  if (year !== undefined && one !== undefined && day === undefined) [year, one, day] = [day, year, one];
  if (year === undefined && day !== undefined && looksLikeYear(day)) [year, day] = [day, undefined];
  if (year !== undefined) {
    const digits = /[-+\d]\d*/.exec(year);
    if (digits && digits.index + digits[0].length < year.length) [year, day] = [day, digits[0]];
  }
  if (one !== undefined && looksLikeYear(one)) [year, one, day] = [one, day, year];
  if (day !== undefined && looksLikeYear(day)) [year, day] = [day, year];

  const written = year === undefined ? null : /([-+]?)(\d+)/.exec(year);
  if (written) {
    found.year = Number(written[0]);
    if (written[1] !== "" || written[2]!.length > 2) found.wholeYear = true;
  }
  if (beforeChrist) found.beforeChrist = true;
  const monthDigits = /\d+/.exec(one ?? "");
  if (monthDigits) found.month = Number(monthDigits[0]);
  const dayDigits = /\d+/.exec(day ?? "");
  if (dayDigits) found.day = Number(dayDigits[0]);
}

const looksLikeYear = (text: string): boolean => text.startsWith("'") || text.length > 2;
