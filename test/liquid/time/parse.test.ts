import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTime } from "../../../src/liquid/time/parse.js";
import { sized } from "../../support/depth.js";
import { recordedNow, shown } from "../recorded.js";

const two = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0"));
const common = fc
  .tuple(
    fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, "0")),
    two,
    two,
    fc.constantFrom("T", "t", " "),
    two,
    two,
    two,
    fc.constantFrom("", ".5", ".123456789", ".1234567891"),
    fc.constantFrom("", "Z", "z", " UTC", "utc", "+01:00", " -0330", "+14:00", "-00:00", "+2400"),
  )
  .map(([year, month, day, t, hour, minute, second, fraction, zone]) => ({
    date: `${year}-${month}-${day}`,
    clock: `${t}${hour}:${minute}:${second}${fraction}${zone}`,
  }));

test("a common form is read without the search as with it", () => {
  const outcome = (text: string) => {
    const time = parseTime(text, recordedNow);
    return time ? shown(time) : "nil";
  };
  fc.assert(
    fc.property(common, fc.boolean(), ({ date, clock }, whole) => {
      const text = whole ? date + clock : date;
      // A comma makes the form uncommon and means nothing.
      expect(outcome(text)).toBe(outcome(`,${text}`));
    }),
    { numRuns: sized(1000, 50_000) },
  );
});
