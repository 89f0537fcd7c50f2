/**
 * The constants of the conversion rules, shared by the generated bodies and the expected payload.
 * A JSON number in a string may end in this many redundant zeros (`42.50`, `20.000000`).
 */
export const trailingZeros = 5;

/** A number beyond this is not scaled: all digits of the product survive. */
export const largestScaled = 1_000_000_000_000;
/** A factor that is larger could make a number that JSON cannot hold of one that it can. */
export const largestScale = 1;

/** A number of this size or more is a time in milliseconds: 12 digits and up. */
export const firstMilliseconds = 100_000_000_000;

/** The range in seconds of four-digit years: 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z. */
export const earliestSecond = -62_167_219_200;
export const latestSecond = 253_402_300_799;

/** How `datetime` and the wire format `iso8601` print, in Ruby's directives. */
export const isoDirectives = "%Y-%m-%dT%H:%M:%SZ";

/** The areas of the IANA time zone database. Liquid does not know its names; all that can be tested is the area. */
export const zoneAreas = [
  "Africa",
  "America",
  "Antarctica",
  "Arctic",
  "Asia",
  "Atlantic",
  "Australia",
  "Europe",
  "Indian",
  "Pacific",
  "Etc",
] as const;
